package weir.ui.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.export.AnswerTables;
import weir.export.DataHash;
import weir.export.Report;
import weir.export.ReportOrder;
import weir.export.ReportProgress;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.export.Versions;
import weir.exporter.Labels;
import weir.ingest.RemoteSource;
import weir.ingest.Source;
import weir.query.Against;
import weir.query.Answer;
import weir.query.BucketWidth;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.FilterWords;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Measure;
import weir.query.Overlay;
import weir.query.Panel;
import weir.query.Query;
import weir.query.Result;
import weir.query.SiText;
import weir.query.TimeRange;
import weir.query.Visual;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.Question;
import weir.ui.explore.RangeText;

/// Asks what the panels of a view ask, one after another, and makes a report of the answers. Of an
/// answer no more is kept than what the report has of it.
public final class ReportMaker {
  /// Steps of time of a chart, at most: as wide as it is drawn.
  private static final int CHART_STEPS = 600;

  private static final DateTimeFormatter MADE =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH);

  private final Source source;
  private final FlowReader store;
  private final ReportOrder order;
  private final Labels labels;
  private final Charts charts;
  private final Cancel cancel;
  private final ReportProgress progress;
  private final Dimensions dimensions;

  /// By the names of what was asked, in order.
  private final Map<String, String> hashes = new LinkedHashMap<>();

  private final List<Report.Section> appendix = new ArrayList<>();
  private int asked;

  private ReportMaker(
      Source source, ReportOrder order, Charts charts, Cancel cancel, ReportProgress progress) {
    this.source = source;
    this.store = source.store();
    this.order = order;
    this.charts = charts;
    this.cancel = cancel;
    this.progress = progress;
    Labels told = source.told();
    if (!told.equals(Labels.NONE)) {
      source.archive().ifPresent(archive -> archive.told(told));
    }
    labels = store.labels();
    dimensions = store.dimensions();
  }

  /// Not to be called on the JavaFX thread. What a panel cannot be asked stands in its place.
  ///
  /// @param made when
  /// @throws weir.store.StoreException if the store fails, or it was taken back
  public static Report make(
      Source source,
      ReportOrder order,
      Instant made,
      Charts charts,
      Cancel cancel,
      ReportProgress progress) {
    return new ReportMaker(source, order, charts, cancel, progress).report(made);
  }

  private Report report(Instant made) {
    List<Report.Section> sections = new ArrayList<>();
    if (!order.notes().isBlank()) {
      sections.add(new Report.Section("Notes", 1, List.of(new Report.Text(order.notes().strip()))));
    }
    sections.add(new Report.Section("In all", 1, inAll()));
    for (Panel panel : order.view().panels()) {
      sections.add(new Report.Section(panel.title(), 1, panel(panel)));
    }
    Losses losses = new Losses(source, order);
    List<Report.Block> coverage = new ArrayList<>(losses.ofSource());
    FlowQuery rates = losses.rates();
    if (store.capabilities().lacks(rates).isEmpty()) {
      coverage.addAll(losses.sampled(ask(rates, "sampling rates")));
    }
    sections.add(new Report.Section("Coverage and losses", 1, coverage));
    String hash = DataHash.of(hashes);
    sections.add(new Report.Section("How this was asked", 1, how(hash)));
    sections.addAll(appendix);
    String when = MADE.format(made.atZone(order.zone())) + " " + zone();
    return new Report(
        order.titleOr(source.name()),
        facts(hash, when),
        sections,
        Versions.weir() + " · " + when,
        made);
  }

  private List<Report.Fact> facts(String hash, String when) {
    List<Report.Fact> facts = new ArrayList<>();
    facts.add(new Report.Fact("Data", source.name()));
    facts.add(
        new Report.Fact(
            "Time",
            new RangeText(order.zone(), TimeRange.nanos(Instant.EPOCH)).whole(order.range())));
    facts.add(
        new Report.Fact(
            "Flows",
            order.filter().isAll()
                ? "All"
                : String.join("\n", FilterWords.of(order.filter(), labels))));
    if (!order.filter().isAll()) {
      facts.add(new Report.Fact("Filter", FilterText.of(order.filter()), true));
    }
    facts.add(
        new Report.Fact(
            "Sampling",
            order.scaled()
                ? "Bytes and packets are multiplied by each flow's sampling rate"
                : "Bytes and packets are as exported; sampling rates are left out"));
    order.against().ifPresent(other -> facts.add(new Report.Fact("Compared with", words(other))));
    if (order.timing().spread()) {
      facts.add(
          new Report.Fact(
              "Spread",
              "What a flow has counts evenly over the time that it took; what of that lies outside"
                  + " of the range is left out"));
    }
    facts.add(new Report.Fact("View", order.view().title()));
    facts.add(new Report.Fact("Made", when));
    facts.add(new Report.Fact("Data hash", hash, true));
    return facts;
  }

  /// "a day earlier: 2026-11-20 …".
  private String words(Against other) {
    RangeText text = new RangeText(order.zone(), TimeRange.nanos(Instant.EPOCH));
    return switch (other) {
      case Against.Others(Filter flows) -> "other flows: " + FilterText.of(flows);
      case Against.Before() -> "the time before: " + text.whole(other.range(order.range()));
      case Against.Earlier(Against.Step step) ->
          step.words() + ": " + text.whole(other.range(order.range()));
      case Against.During(TimeRange range) -> text.whole(range);
    };
  }

  private String zone() {
    ZoneId zone = order.zone();
    return RangeText.zoneName(zone);
  }

  private List<Report.Block> inAll() {
    List<Measure> measures = new ArrayList<>();
    for (Measure measure : List.of(Measure.FLOWS, Measure.PACKETS, Measure.BYTES)) {
      if (store.capabilities().lacks(total(List.of(measure))).isEmpty()) {
        measures.add(measure);
      }
    }
    if (measures.isEmpty()) {
      return List.of(new Report.Text("This data set counts neither flows, packets nor bytes."));
    }
    Answer answer = ask(total(measures), "all together");
    List<Report.Row> rows = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      double sum = answer.rows() == 0 ? 0 : answer.value(0, i);
      Measure rate = rate(measures.get(i));
      rows.add(
          new Report.Row(
              measures.get(i).label(),
              String.format(Locale.ROOT, "%,.0f", sum),
              SiText.of(rate.of(sum, Math.max(1, order.range().lengthNanos())), rate.shortUnit())));
    }
    return List.of(
        new Report.Table(
            "",
            List.of(
                new Report.Column("", false),
                new Report.Column("Number", true),
                new Report.Column("Average", true)),
            rows));
  }

  private static Measure rate(Measure base) {
    return switch (base) {
      case BYTES -> Measure.BITS_PER_SECOND;
      case PACKETS -> Measure.PACKETS_PER_SECOND;
      default -> Measure.FLOWS_PER_SECOND;
    };
  }

  private FlowQuery total(List<Measure> measures) {
    return new FlowQuery(
            order.range(), order.filter(), List.of(), measures, 0, 0, false, order.scaled())
        .withSpread(order.timing().spread());
  }

  private Frame frame() {
    long step = BucketWidth.nanos(order.range(), CHART_STEPS);
    return new Frame(
            order.range(),
            order.filter(),
            order.unit(),
            order.scaled(),
            Math.max(order.timing().leastStepNanos(), step),
            dimensions)
        .withSpread(order.timing().spread());
  }

  /// What a panel asks: of a table both sides, where there is a comparison.
  private Query<?> question(Panel panel) {
    Frame frame = frame();
    Optional<Frame> other = order.against().map(against -> against.frame(frame));
    return other.isPresent() && panel.visual() == Visual.RANKING
        ? new ComparisonQuery(
            panel.queryFor(frame), other.get().range(), panel.queryFor(other.get()).filter())
        : panel.questionFor(frame);
  }

  /// How the total of a chart over time differs, in a sentence; empty without a comparison.
  private Optional<Report.Block> change(Panel panel) {
    if (order.against().isEmpty() || !panel.visual().overTime()) {
      return Optional.empty();
    }
    Frame frame = frame();
    FlowQuery one = panel.queryFor(frame).withBucket(0).withoutGroups();
    FlowQuery other = panel.queryFor(order.against().get().frame(frame));
    ComparisonQuery query = new ComparisonQuery(one, other.range(), other.filter());
    if (store.capabilities().lacks(query).isPresent()) {
      return Optional.empty();
    }
    Comparison both = ask(query, "comparison");
    double now = both.rows() == 0 ? 0 : both.value(0, 0);
    double then = both.rows() == 0 ? 0 : both.valueAgainst(0, 0);
    String unit = one.measures().getFirst().shortUnit();
    return Optional.of(
        new Report.Text(
            "All together "
                + SiText.of(now, unit)
                + ", compared with "
                + SiText.of(then, unit)
                + (then == 0
                    ? "."
                    : String.format(Locale.ROOT, ": %+.1f %%.", (now - then) / then * 100))));
  }

  private List<Report.Block> panel(Panel panel) {
    Query<?> query = question(panel);
    Optional<String> lack = panel.lacks(dimensions).or(() -> store.capabilities().lacks(query));
    if (lack.isPresent()) {
      asked++;
      return List.of(new Report.Text("Not asked: " + lack.get() + "."));
    }
    Result answer = ask(query, panel.title());
    Sheet sheet = Sheets.of(answer, labels);
    String hash = DataHash.of(sheet);
    hashes.put(panel.id(), hash);
    appendix.add(
        how(
            panel.title(),
            panel,
            query,
            QuestionText.command(order, panel, query, isRemote()),
            answer,
            sheet.rows(),
            hash));
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Report.Text(QuestionText.words(panel, query) + "."));
    if (sheet.rows() == 0) {
      blocks.add(
          new Report.Text(
              panel.nothing().isEmpty() ? "No such flows in this range." : panel.nothing()));
    } else {
      if (panel.visual() != Visual.RANKING && panel.visual() != Visual.RECORDS) {
        blocks.add(
            new Report.Picture(
                charts.draw(panel, order.range(), answer, laid(panel), labels, order.zone()),
                panel.title() + "; below are its numbers"));
      }
      blocks.addAll(tables(answer, sheet));
    }
    change(panel).ifPresent(blocks::add);
    return blocks;
  }

  /// What is compared with, over a chart over time; empty for other panels, and without a
  /// comparison.
  private Optional<Charts.Laid> laid(Panel panel) {
    Against against = order.against().orElse(null);
    if (against == null || !panel.visual().hasOverlay()) {
      return Optional.empty();
    }
    Overlay overlay = Overlay.of(panel, frame(), against);
    FlowQuery query = overlay.query();
    if (store.capabilities().lacks(query).isPresent()) {
      return Optional.empty();
    }
    Answer answer = ask(query, panel.title() + ", compared");
    Sheet sheet = Sheets.of(answer, labels);
    String hash = DataHash.of(sheet);
    hashes.put(panel.id() + "-compared", hash);
    appendix.add(
        how(
            panel.title() + ", compared with",
            panel,
            query,
            QuestionText.commandItself(order, panel, query, isRemote()),
            answer,
            sheet.rows(),
            hash));
    String name = new RangeText(order.zone(), TimeRange.nanos(Instant.EPOCH)).of(against);
    return Optional.of(new Charts.Laid(name, answer.withLabels(labels), overlay.laterNanos()));
  }

  private boolean isRemote() {
    return source instanceof RemoteSource;
  }

  private List<Report.Block> tables(Result answer, Sheet sheet) {
    if (!(answer instanceof Answer sums)) {
      return List.of(AnswerTables.of(sheet));
    }
    Answer named = sums.withLabels(labels);
    return named.query().bucketNanos() > 0
        ? List.of(
            AnswerTables.groups(named, order.zone()), AnswerTables.overTime(named, order.zone()))
        : List.of(AnswerTables.ranking(named));
  }

  private <A extends Result> A ask(Query<A> query, String what) {
    int each = order.against().isPresent() ? 3 : 1; // a chart is compared besides, twice
    double questions = order.view().panels().size() * each + 2;
    progress.told(asked / questions, what);
    try (Question<A> question = store.ask(query, cancel)) {
      A answer = question.next();
      while (!answer.coverage().complete()) {
        progress.told((asked + answer.coverage().share()) / questions, what);
        answer = question.next();
      }
      asked++;
      progress.told(asked / questions, what);
      return answer;
    }
  }

  private List<Report.Block> how(String hash) {
    List<Report.Fact> facts = new ArrayList<>();
    facts.add(new Report.Fact("Made with", Versions.weir() + ", " + Versions.java()));
    facts.add(new Report.Fact("Answered by", store.engine()));
    facts.add(new Report.Fact("Data hash", hash, true));
    return List.of(
        new Report.Facts(facts),
        new Report.Text(
            "Each panel below has the command that asks the same. Its rows hash is the SHA-256 of"
                + " what that command prints; the data hash is the SHA-256 of all of these, a line"
                + " each with the hash, two blanks and the panel's name. Whoever asks the same of"
                + " the same flows gets the same. The SQL is to be read; it asks in one go what"
                + " Weir may have answered in steps or from sums that it keeps."));
  }

  private Report.Section how(
      String title,
      Panel panel,
      Query<?> query,
      String command,
      Result answer,
      int rows,
      String hash) {
    List<Report.Fact> facts = new ArrayList<>();
    facts.add(new Report.Fact("Question", QuestionText.words(panel, query)));
    facts.add(new Report.Fact("Command", command, true));
    facts.add(new Report.Fact("Rows", String.format(Locale.ROOT, "%,d", rows)));
    facts.add(
        new Report.Fact(
            "Flows",
            answer.matchedFlows() == Answer.UNCOUNTED
                ? "answered from sums of flows, which were not counted"
                : String.format(Locale.ROOT, "%,d match", answer.matchedFlows())));
    facts.add(new Report.Fact("Rows hash", hash, true));
    return new Report.Section(
        title, 2, List.of(new Report.Facts(facts), new Report.Code(store.sql(query))));
  }
}
