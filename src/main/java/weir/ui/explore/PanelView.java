package weir.ui.explore;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.query.Against;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Query;
import weir.query.Result;
import weir.query.SamplingError;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.query.Visual;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.ErrorBand;
import weir.ui.chart.GroupSteps;
import weir.ui.chart.TimeSeriesChart;

/// A panel on the screen: has a question, shows what answers it, reports what is pointed at.
///
/// @param <A> the answer
interface PanelView<A extends Result> {
  Region node();

  /// What it asks of a frame.
  Query<A> question(Frame frame);

  /// What it asks beside that, of the same groups over time; empty where nobody wants it.
  default Optional<FlowQuery> stepsQuestion(Frame frame) {
    return Optional.empty();
  }

  /// Shows what answers that.
  default void showSteps(Answer steps) {}

  void show(A answer, Labels labels);

  /// Shows what answers its question, whoever has asked it.
  @SuppressWarnings("unchecked") // an answer is of its question's kind
  default void showAnswer(Result answer, Labels labels) {
    show((A) answer, labels);
  }

  /// With other names.
  void label(Labels labels);

  /// Instead of an answer: what went wrong, and what to do.
  void fail(String message);

  /// An answer is awaited.
  ///
  /// @param asking for what, where the picture answers another question; it is dimmed
  void await(Optional<String> asking);

  /// What is shown stays; the answer that will take its place has come so far.
  void again(Coverage coverage);

  /// The question was taken back; what is shown stays.
  void stopped();

  void zone(ZoneId zone);

  /// Whether it is not to be asked again unasked: somebody reads what it shows.
  default boolean holds() {
    return false;
  }

  /// The answer as it is on the screen; empty where there is none.
  Optional<Numbers> shown();

  /// Makes a second one that shows what this one shows now, whatever this one shows later.
  Function<ChartGroup, PanelView<?>> twin();

  /// An answer as a table.
  record Numbers(Query<?> query, Sheet sheet) {
    static Numbers of(Answer answer) {
      return new Numbers(answer.query(), Sheets.of(answer));
    }
  }

  /// One over which the numbers of another data set can be laid.
  interface Under extends PanelView<Answer> {
    /// What the other data set is asked.
    FlowQuery overQuestion(Frame frame);

    /// Lays what another data set has over what is shown; null takes it away.
    void over(TimeSeriesChart.@Nullable Over laid);

    /// What another data set has, where it is laid over.
    Optional<TimeSeriesChart.Over> laid();
  }

  /// One whose sums may be estimates, for flows were sampled.
  interface Estimates extends PanelView<Answer> {
    /// What tells how far they may be off; empty where they are exact, or that is not shown.
    Optional<FlowQuery> errorQuestion(Frame frame);

    /// Shows that.
    ///
    /// @param told what [#errorQuestion] was answered with; empty where it is not known
    void errors(Optional<Answer> told);
  }

  /// One that can be compared with other flows.
  ///
  /// @param <B> what that is answered with
  interface Compares<B extends Result> extends PanelView<Answer> {
    /// What is asked for that.
    Query<B> comparison(Frame frame, Against against);

    /// Shows how what is shown differs.
    ///
    /// @param name of the other flows: "a day earlier"
    void compare(String name, B other, Labels labels);

    /// Shows no differences.
    ///
    /// @param why a sentence; empty where it is not worth one
    void compareNot(String why);
  }

  /// @param charts of its view; what is chosen in one holds for all, for tables too
  /// @param records what a table of all records needs; null where there are a few at most
  static PanelView<?> of(
      Panel panel,
      ChartGroup charts,
      Consumer<Selection> onSelect,
      Runnable onZoomOut,
      @Nullable RecordDoors records) {
    return switch (panel.visual()) {
      case MIRROR -> new Chart(panel, charts, TimeSeriesChart.Style.MIRROR, onSelect, onZoomOut);
      case STACKED -> new Chart(panel, charts, TimeSeriesChart.Style.STACKED, onSelect, onZoomOut);
      case PERCENT -> new Chart(panel, charts, TimeSeriesChart.Style.PERCENT, onSelect, onZoomOut);
      case LINES -> new Chart(panel, charts, TimeSeriesChart.Style.LINES, onSelect, onZoomOut);
      case RANKING -> new Table(panel, charts, onSelect);
      case GRID -> new GridView(panel, charts, onSelect, onZoomOut);
      case HEATMAP -> new HeatmapView(panel, charts, onSelect, onZoomOut);
      case NUMBER -> new NumberView(panel, charts, onSelect);
      case SANKEY -> new RelationView(panel, charts, onSelect);
      case MEANING -> new MeaningView(panel, charts);
      case RECORDS ->
          records == null || !panel.hasAllRecords()
              ? new RecordView(panel, charts, onSelect)
              : new RecordBrowser(panel, charts, onSelect, records);
    };
  }

  /// Groups over time.
  final class Chart implements Under, Compares<Answer>, Estimates {
    private final Panel panel;
    private final ChartGroup charts;
    private final TimeSeriesChart.Style style;
    private final TimeSeriesChart chart;
    private Consumer<Chart> last = _ -> {};
    private @Nullable Answer answer;
    private TimeSeriesChart.@Nullable Over laid;

    private @Nullable ErrorBand errors;

    /// How much later the flows are shown that are compared with.
    private long later;

    private ZoneId zone = ZoneOffset.UTC;

    Chart(
        Panel panel,
        ChartGroup charts,
        TimeSeriesChart.Style style,
        Consumer<Selection> onSelect,
        Runnable onZoomOut) {
      this.panel = panel;
      this.charts = charts;
      this.style = style;
      chart = new TimeSeriesChart(charts);
      chart.setSeriesStyle(style);
      chart.setTitle(panel.title());
      chart.setNothing(panel.nothing());
      chart.setOnSelect(onSelect);
      chart.setOnZoomOut(onZoomOut);
      chart.setId(panel.id());
      chart.getStyleClass().add("panel");
    }

    @Override
    public Region node() {
      return chart;
    }

    @Override
    public FlowQuery question(Frame frame) {
      return panel.queryFor(frame);
    }

    /// All groups together, for each direction where the chart is split by that.
    @Override
    public FlowQuery overQuestion(Frame frame) {
      FlowQuery query = panel.queryFor(frame);
      List<Dimension> by =
          panel.visual() == Visual.MIRROR ? query.by().subList(0, 1) : List.<Dimension>of();
      return new FlowQuery(
              query.range(),
              query.filter(),
              by,
              query.measures(),
              query.bucketNanos(),
              0,
              false,
              query.scaled())
          .withSpread(query.spread());
    }

    @Override
    public Optional<FlowQuery> errorQuestion(Frame frame) {
      FlowQuery query = overQuestion(frame);
      boolean ofTotals =
          switch (style) {
            case STACKED, MIRROR -> true;
            case LINES -> panel.sums().by().isEmpty();
            case PERCENT -> false;
          };
      return ofTotals && SamplingError.concerns(query)
          ? Optional.of(SamplingError.told(query))
          : Optional.empty();
    }

    @Override
    public void errors(Optional<Answer> told) {
      errors = told.map(ErrorBand::of).orElse(null);
      chart.errors(errors);
    }

    /// Over as much of the time as is shown, in the same buckets.
    @Override
    public FlowQuery comparison(Frame frame, Against against) {
      Frame other = against.frame(frame);
      long bucket = frame.bucketNanos();
      long apart = frame.range().fromNanos() - other.range().fromNanos();
      later = Math.round((double) apart / bucket) * bucket;
      TimeRange moved = frame.range().moved(-later);
      long until = Math.min(moved.untilNanos(), Math.max(other.range().untilNanos(), 1));
      return overQuestion(
          other.with(new TimeRange(Math.min(moved.fromNanos(), until), until), other.filter()));
    }

    @Override
    public void compare(String name, Answer other, Labels labels) {
      chart.say("");
      over(new TimeSeriesChart.Over(name, other.withLabels(labels), later));
    }

    @Override
    public void compareNot(String why) {
      chart.say(why);
      over(null);
    }

    @Override
    public void label(Labels labels) {
      if (answer != null) {
        show(answer, labels);
      }
    }

    @Override
    public void show(Answer newest, Labels labels) {
      Answer named = newest.withLabels(labels);
      answer = named;
      last = view -> view.show(named, labels);
      chart.show(named, 0);
    }

    @Override
    public void fail(String message) {
      answer = null;
      last = view -> view.fail(message);
      chart.showMessage(message);
    }

    @Override
    public Optional<Numbers> shown() {
      return Optional.ofNullable(answer)
          .map(
              all ->
                  charts.otherHidden()
                      ? all.only(
                          IntStream.range(0, all.rows()).filter(row -> !all.other()[row]).toArray())
                      : all)
          .map(Numbers::of);
    }

    @Override
    public Optional<TimeSeriesChart.Over> laid() {
      return Optional.ofNullable(laid);
    }

    @Override
    public Function<ChartGroup, PanelView<?>> twin() {
      Consumer<Chart> now = last;
      TimeSeriesChart.Over over = laid;
      ErrorBand band = errors;
      ZoneId then = zone;
      return group -> {
        Chart made = new Chart(panel, group, style, _ -> {}, () -> {});
        made.zone(then);
        made.over(over);
        made.chart.errors(band);
        now.accept(made);
        return made;
      };
    }

    @Override
    public void await(Optional<String> asking) {
      chart.await(asking);
    }

    @Override
    public void again(Coverage coverage) {
      chart.again(coverage);
    }

    @Override
    public void stopped() {
      chart.stopped();
    }

    @Override
    public void zone(ZoneId newZone) {
      zone = newZone;
      chart.setZone(newZone);
    }

    @Override
    public void over(TimeSeriesChart.@Nullable Over newest) {
      laid = newest;
      chart.over(newest);
    }
  }

  /// The largest groups.
  final class Table implements Under, Compares<Comparison>, Estimates {
    private final Panel panel;
    private final RankingTable table;
    private final ChartGroup charts;
    private Consumer<Table> last = _ -> {};
    private @Nullable Answer answer;
    private @Nullable Answer steps;
    private TimeSeriesChart.@Nullable Over laid;
    private @Nullable Change change;
    private @Nullable Answer errors;

    Table(Panel panel, ChartGroup charts, Consumer<Selection> onSelect) {
      this.panel = panel;
      this.charts = charts;
      table = new RankingTable(panel, charts, onSelect);
    }

    @Override
    public Region node() {
      return table;
    }

    @Override
    public FlowQuery question(Frame frame) {
      return panel.queryFor(frame);
    }

    @Override
    public Optional<FlowQuery> stepsQuestion(Frame frame) {
      return charts.columns().isEmpty()
          ? Optional.empty()
          : Optional.of(RankingSteps.question(panel.queryFor(frame)));
    }

    @Override
    public void showSteps(Answer newest) {
      steps = newest;
      table.showSteps(GroupSteps.of(newest, charts));
    }

    /// The same groups.
    @Override
    public FlowQuery overQuestion(Frame frame) {
      return panel.queryFor(frame);
    }

    @Override
    public Optional<FlowQuery> errorQuestion(Frame frame) {
      FlowQuery query = panel.queryFor(frame);
      return SamplingError.concerns(query)
          ? Optional.of(SamplingError.told(query))
          : Optional.empty();
    }

    @Override
    public void errors(Optional<Answer> told) {
      errors = told.orElse(null);
      table.errors(errors);
    }

    @Override
    public ComparisonQuery comparison(Frame frame, Against against) {
      Frame other = against.frame(frame);
      FlowQuery query = panel.queryFor(frame);
      return new ComparisonQuery(
          SamplingError.concerns(query) ? SamplingError.told(query) : query,
          other.range(),
          panel.queryFor(other).filter(),
          true);
    }

    @Override
    public void compare(String name, Comparison other, Labels labels) {
      change(new Change(name, other.withLabels(labels), ""));
    }

    @Override
    public void compareNot(String why) {
      change(why.isEmpty() ? null : new Change("", null, why));
    }

    private void change(@Nullable Change newest) {
      change = newest;
      table.change(newest);
    }

    @Override
    public void label(Labels labels) {
      if (answer != null) {
        show(answer, labels);
      }
    }

    @Override
    public void show(Answer newest, Labels labels) {
      Answer named = newest.withLabels(labels);
      answer = named;
      last = view -> view.show(named, labels);
      table.show(named);
    }

    @Override
    public void fail(String message) {
      answer = null;
      last = view -> view.fail(message);
      table.showMessage(message);
    }

    @Override
    public Optional<Numbers> shown() {
      return table.sheet();
    }

    @Override
    public Optional<TimeSeriesChart.Over> laid() {
      return Optional.ofNullable(laid);
    }

    @Override
    public Function<ChartGroup, PanelView<?>> twin() {
      Consumer<Table> now = last;
      Change differs = change;
      Answer off = errors;
      TimeSeriesChart.Over over = laid;
      Answer then = steps;
      return group -> {
        Table made = new Table(panel, group, _ -> {});
        made.table.sortAs(table);
        made.over(over);
        if (then != null) {
          made.showSteps(then);
        }
        made.change(differs);
        made.table.errors(off);
        now.accept(made);
        return made;
      };
    }

    @Override
    public void await(Optional<String> asking) {
      table.await(asking);
    }

    @Override
    public void again(Coverage coverage) {
      table.again(coverage);
    }

    @Override
    public void stopped() {
      table.stopped();
    }

    @Override
    public void zone(ZoneId zone) {
      // no times in it
    }

    @Override
    public void over(TimeSeriesChart.@Nullable Over newest) {
      laid = newest;
      table.over(newest);
    }
  }
}
