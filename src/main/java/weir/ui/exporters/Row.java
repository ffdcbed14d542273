package weir.ui.exporters;

import java.util.Comparator;
import weir.doctor.Diagnosis;
import weir.doctor.Seen;
import weir.doctor.Words;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.IpAddress;

/// An exporter in the table: how it is doing, and what people say of it.
///
/// @param flowsPerSecond below 0 for not known
record Row(
    ExporterStatus exporter,
    Overrides.Exporter said,
    Diagnosis health,
    double flowsPerSecond,
    String lastHeard) {

  /// Flows a second are over so many.
  private static final int RATE_SECONDS = 10;

  /// Numerically, not as text: 9.0.0.1 before 10.0.0.1.
  static final Comparator<Row> BY_ADDRESS =
      Comparator.comparing((Row row) -> row.address().high(), Long::compareUnsigned)
          .thenComparing(row -> row.address().low(), Long::compareUnsigned);

  static Row of(ExporterStatus exporter, Overrides.Exporter said, Seen seen) {
    return new Row(
        exporter,
        said,
        Diagnosis.of(exporter, said, seen),
        seen.live()
            ? exporter.watched().seconds().flowsPerSecond(Words.nanos(seen.now()), RATE_SECONDS)
            : -1,
        Words.lastHeard(exporter, seen));
  }

  IpAddress address() {
    return exporter.address();
  }

  String name() {
    return Words.name(exporter, said);
  }
}
