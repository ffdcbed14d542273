package weir.ui.exporters;

import java.util.Comparator;
import java.util.Map;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.IpAddress;

/// An exporter in the table: how it is doing, and what people say of it.
///
/// @param flowsPerSecond below 0 for not known
/// @param names of its interfaces, those in force
/// @param routes what it tells of its routes, in words
record Row(
    ExporterStatus exporter,
    Overrides.Exporter said,
    Health health,
    double flowsPerSecond,
    String lastHeard,
    String routes,
    Map<Long, String> names) {

  /// Numerically, not as text: 9.0.0.1 before 10.0.0.1.
  static final Comparator<Row> BY_ADDRESS =
      Comparator.comparing((Row row) -> row.address().high(), Long::compareUnsigned)
          .thenComparing(row -> row.address().low(), Long::compareUnsigned);

  static Row of(ExporterStatus exporter, Overrides.Exporter said, Pace.Reading pace, Seen seen) {
    return new Row(
        exporter,
        said,
        Health.of(exporter, said, pace, seen),
        seen.live() ? pace.flowsPerSecond() : -1,
        Words.lastHeard(exporter, seen),
        seen.routes(exporter.address()),
        seen.names(exporter, said));
  }

  IpAddress address() {
    return exporter.address();
  }

  String name() {
    return Words.name(exporter, said);
  }
}
