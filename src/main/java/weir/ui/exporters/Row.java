package weir.ui.exporters;

import java.util.Comparator;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.naming.Layers;
import weir.naming.Origin;

/// An exporter in the table: how it is doing, and what people say of it.
///
/// @param said what people say of it, whoever does
/// @param own what is said in this data set alone
/// @param layers what each says
/// @param flowsPerSecond below 0 for not known
record Row(
    ExporterStatus exporter,
    Overrides.Exporter said,
    Overrides.Exporter own,
    Layers layers,
    Health health,
    double flowsPerSecond,
    String lastHeard) {

  /// Numerically, not as text: 9.0.0.1 before 10.0.0.1.
  static final Comparator<Row> BY_ADDRESS =
      Comparator.comparing((Row row) -> row.address().high(), Long::compareUnsigned)
          .thenComparing(row -> row.address().low(), Long::compareUnsigned);

  static Row of(
      ExporterStatus exporter,
      Overrides.Exporter said,
      Layers layers,
      Pace.Reading pace,
      Seen seen) {
    return new Row(
        exporter,
        said,
        Overrides.of(layers.of(Origin.DATA_SET)).of(exporter.address()),
        layers,
        Health.of(exporter, said, pace, seen),
        seen.live() ? pace.flowsPerSecond() : -1,
        Words.lastHeard(exporter, seen));
  }

  IpAddress address() {
    return exporter.address();
  }

  /// Its name, and who gives it: "edge-1 — by hand".
  String nameAndOrigin() {
    return said.name().isEmpty()
        ? "none"
        : layers
            .ofExporter(address())
            .map(origin -> said.name() + " — " + origin.words())
            .orElse(said.name());
  }

  String name() {
    return Words.name(exporter, said);
  }
}
