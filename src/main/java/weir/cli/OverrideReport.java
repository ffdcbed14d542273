package weir.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.IpAddress;

/// What is in force of an exporter: what a person said, and where nothing was said, what it
/// exports.
final class OverrideReport {
  private OverrideReport() {}

  /// The exported rate and where it was found.
  static String exported(ExporterStatus exporter) {
    return exporter.samplingRate() == 0
        ? "unknown"
        : "1:" + exporter.samplingRate() + " (" + exporter.rateSource().label() + ")";
  }

  /// After `--set`.
  ///
  /// @param known how it is doing; empty if it was never heard from
  static void print(
      IpAddress address, Overrides.Exporter said, Optional<ExporterStatus> known, PrintWriter out) {
    out.println(address + (said.name().isEmpty() ? "" : " " + said.name()));
    out.println(
        "  sampling rate "
            + said.rateText(known.map(OverrideReport::exported).orElse("not heard of yet")));
    if (said.blocked()) {
      out.println("  blocked: what it sends is dropped and counted; --block no takes it again");
    }
    interfaces(said).forEach(line -> out.println("  " + line));
  }

  /// A line for each interface of which something is said.
  static List<String> interfaces(Overrides.Exporter said) {
    List<String> lines = new ArrayList<>();
    said.interfaces()
        .forEach(
            (index, one) ->
                lines.add(
                    "interface "
                        + index
                        + (one.name().isEmpty() ? "" : " is called " + one.name())
                        + (one.samplingRate() == 0
                            ? ""
                            : ", what comes in on it is sampled 1:"
                                + one.samplingRate()
                                + " (override)")));
    return lines;
  }

  /// In the form of the file.
  static Map<String, Object> json(Overrides.Exporter said) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", said.name());
    object.put("sampling_rate", said.samplingRate());
    object.put("blocked", said.blocked());
    List<Map<String, Object>> interfaces = new ArrayList<>();
    said.interfaces()
        .forEach(
            (index, one) -> {
              Map<String, Object> each = new LinkedHashMap<>();
              each.put("index", index);
              each.put("name", one.name());
              each.put("sampling_rate", one.samplingRate());
              interfaces.add(each);
            });
    object.put("interfaces", interfaces);
    return object;
  }
}
