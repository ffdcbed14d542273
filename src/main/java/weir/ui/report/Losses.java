package weir.ui.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.export.Report;
import weir.export.ReportOrder;
import weir.exporter.ExporterStatus;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.store.StoreStatus;

/// What is not in a report: lost on the way, refused, kept apart, sampled.
record Losses(Source source, ReportOrder order) {
  private static final int MOST_RATES = 20;

  /// More have no row of their own.
  private static final int MOST_EXPORTERS = 50;

  List<Report.Block> ofSource() {
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(
        new Report.Text(
            "Every panel was answered completely, of all flows that are stored of this range."));
    StoreStatus status = source.store().status();
    status.problems().forEach(problem -> blocks.add(new Report.Text(problem)));
    List<Report.Row> rows = rows(status);
    if (rows.isEmpty()) {
      blocks.add(
          new Report.Text(
              source.exporters().isEmpty()
                  ? "Nothing is known to have been lost before the flows came here."
                  : "By the exporters' sequence numbers nothing was lost, and nothing was"
                      + " dropped."));
    } else {
      blocks.add(
          new Report.Table(
              "Lost, refused or kept apart, over all the time that the data set was collected",
              List.of(
                  new Report.Column("What", false),
                  new Report.Column("Number", true),
                  new Report.Column("Meaning", false)),
              rows));
    }
    lossesByExporter().ifPresent(blocks::add);
    return blocks;
  }

  private List<Report.Row> rows(StoreStatus status) {
    List<Report.Row> rows = new ArrayList<>();
    IngestStatus taken = source.status();
    taken.drops().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            drop ->
                add(
                    rows,
                    drop.getKey(),
                    drop.getValue(),
                    IngestStatus.isRefusal(drop.getKey())
                        ? "refused: who sent it may not"
                        : "came here and was dropped"));
    add(
        rows,
        "sequence numbers",
        source.lost(),
        "never came, by the exporters' numbers: datagrams, flows or records as each protocol"
            + " counts");
    add(
        rows,
        "impossible times",
        source.live() ? taken.setApart() : source.store().quarantine().status().rows(),
        "flows that are kept apart and in no panel");
    add(
        rows,
        "dated in the future",
        status.futureRows(),
        "flows: the clock of this machine, or of one that wrote them, is or was wrong");
    return rows;
  }

  private static void add(List<Report.Row> rows, String what, long number, String meaning) {
    if (number > 0) {
      rows.add(new Report.Row(what, String.format(Locale.ROOT, "%,d", number), meaning));
    }
  }

  private Optional<Report.Block> lossesByExporter() {
    Labels labels = source.store().labels();
    List<ExporterStatus> losing =
        source.exporters().stream()
            .filter(one -> one.lost() > 0)
            .sorted(
                Comparator.comparingLong(ExporterStatus::lost)
                    .reversed()
                    .thenComparing(one -> one.address().toString()))
            .limit(MOST_EXPORTERS)
            .toList();
    if (losing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Report.Table(
            "Exporters whose sequence numbers have gaps, those with most first",
            List.of(
                new Report.Column("Exporter", false),
                new Report.Column("Datagrams received", true),
                new Report.Column("Gaps", true),
                new Report.Column("Lost in them", true)),
            losing.stream()
                .map(
                    one ->
                        new Report.Row(
                            labels.text(
                                FlowField.EXPORTER,
                                one.address().high(),
                                one.address().low(),
                                null),
                            String.format(Locale.ROOT, "%,d", one.datagrams()),
                            String.format(Locale.ROOT, "%,d", one.sequenceGaps()),
                            String.format(Locale.ROOT, "%,d", one.lost())))
                .toList()));
  }

  /// How many of the flows were sampled at which rate.
  FlowQuery rates() {
    return new FlowQuery(
        order.range(),
        order.filter(),
        Dimension.of(FlowField.SAMPLING_RATE),
        List.of(Measure.FLOWS),
        0,
        MOST_RATES,
        true,
        true);
  }

  List<Report.Block> sampled(Answer answer) {
    if (answer.rows() == 0) {
      return List.of();
    }
    List<Report.Row> rows = new ArrayList<>();
    for (int row = 0; row < answer.rows(); row++) {
      long rate = answer.keys().getFirst().low()[row];
      rows.add(
          new Report.Row(
              answer.other()[row]
                  ? "Other"
                  : rate == 0
                      ? "not told: counted as it is"
                      : rate == 1
                          ? "every packet"
                          : String.format(Locale.ROOT, "one packet of %,d", rate),
              String.format(Locale.ROOT, "%,d", answer.sums()[0][row])));
    }
    return List.of(
        new Report.Table(
            "Sampling of the flows in this report",
            List.of(new Report.Column("Sampled", false), new Report.Column("Flows", true)),
            rows));
  }
}
