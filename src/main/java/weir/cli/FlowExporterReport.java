package weir.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.export.TextTable;
import weir.exporter.ExporterFlows;
import weir.exporter.FlowExporters;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.query.SiText;
import weir.query.TimeRange;
import weir.store.StoreStatus;

/// Exporters as the flows of a remote table tell of them.
final class FlowExporterReport {
  private static final int MOST_LINES = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private FlowExporterReport() {}

  static void table(FlowExporters found, Labels labels, PrintWriter out) {
    out.printf(
        "Of the flows from %s to %s; what only exporters themselves tell (templates, losses,"
            + " clocks) is not known.%n",
        time(found.fromNanos()), time(found.untilNanos()));
    found.notes().forEach(out::println);
    out.println();
    if (found.exporters().isEmpty()) {
      out.println("There are no flows.");
      return;
    }
    TextTable table =
        new TextTable(
            List.of(
                "Exporter",
                "Sampling rate",
                "First flow",
                "Last flow",
                "Flows",
                "Octets",
                "Interfaces",
                "Gaps",
                "Missing"));
    for (ExporterFlows exporter : found.exporters()) {
      table.add(
          List.of(
              name(exporter, labels),
              rates(exporter),
              time(exporter.firstNanos()),
              time(exporter.lastNanos()),
              number(exporter.flows()),
              SiText.of((double) exporter.bytes(), "B"),
              exporter.interfaces().isEmpty() ? "unknown" : number(exporter.interfaces().size()),
              exporter.steady() ? number(exporter.gaps().size()) : "sends seldom",
              exporter.gaps().isEmpty() ? "" : length(exporter.missingNanos())),
          4);
    }
    table.lines().forEach(out::println);
    for (ExporterFlows exporter : found.exporters()) {
      details(exporter, labels, out);
    }
  }

  private static String name(ExporterFlows exporter, Labels labels) {
    return labels.text(
        FlowField.EXPORTER, exporter.address().high(), exporter.address().low(), null);
  }

  /// "1:100", "1:100, 1:200", "unknown".
  private static String rates(ExporterFlows exporter) {
    return exporter.rates().isEmpty()
        ? "unknown"
        : exporter.rates().keySet().stream()
            .map(rate -> rate == 0 ? "unknown" : "1:" + rate)
            .collect(Collectors.joining(", "));
  }

  private static void details(ExporterFlows exporter, Labels labels, PrintWriter out) {
    List<String> lines = new ArrayList<>();
    if (exporter.rates().size() > 1) {
      exporter
          .rates()
          .forEach(
              (rate, flows) ->
                  lines.add(
                      number(flows) + " flows with 1:" + (rate == 0 ? "unknown" : "" + rate)));
    }
    exporter.interfaces().stream()
        .limit(MOST_LINES)
        .forEach(i -> lines.add(words(exporter, i, labels)));
    more(lines, exporter.interfaces().size(), "interfaces");
    exporter.gaps().stream()
        .limit(MOST_LINES)
        .forEach(
            gap ->
                lines.add(
                    "no flows from %s to %s (%s)"
                        .formatted(
                            time(gap.fromNanos()),
                            time(gap.untilNanos()),
                            length(gap.lengthNanos()))));
    more(lines, exporter.gaps().size(), "gaps");
    if (!lines.isEmpty()) {
      out.println();
      out.println(name(exporter, labels));
      lines.forEach(line -> out.println("  " + line));
    }
  }

  private static String words(ExporterFlows exporter, ExporterFlows.Interface i, Labels labels) {
    return "%s: in %s in %s flows, out %s in %s flows"
        .formatted(
            i.index() == 0
                ? "no interface told"
                : labels.text(FlowField.IN_INTERFACE, 0, i.index(), exporter.address()),
            SiText.of((double) i.inBytes(), "B"),
            number(i.inFlows()),
            SiText.of((double) i.outBytes(), "B"),
            number(i.outFlows()));
  }

  private static void more(List<String> lines, int all, String what) {
    if (all > MOST_LINES) {
      lines.add("and " + number(all - MOST_LINES) + " more " + what + "; --format json has all");
    }
  }

  private static String time(long nanos) {
    return TimeRange.instant(nanos).toString().replaceAll("\\.\\d+Z", "Z");
  }

  private static String length(long nanos) {
    return StoreStatus.inWords(Duration.ofNanos(nanos));
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  static void json(FlowExporters found, PrintWriter out) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("from", time(found.fromNanos()));
    object.put("until", time(found.untilNanos()));
    object.put("bucket_seconds", found.bucketNanos() / 1_000_000_000);
    object.put("notes", found.notes());
    object.put("exporters", found.exporters().stream().map(FlowExporterReport::object).toList());
    out.println(JSON.writeValueAsString(object));
  }

  private record Rate(long rate, long flows) {}

  private record Gap(String from, String until) {}

  private static Map<String, Object> object(ExporterFlows exporter) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("sampler_address", exporter.address().toString());
    object.put("flows", exporter.flows());
    object.put("packets", exporter.packets());
    object.put("bytes", exporter.bytes());
    object.put(
        "sampling_rates",
        exporter.rates().entrySet().stream()
            .map(rate -> new Rate(rate.getKey(), rate.getValue()))
            .toList());
    object.put("first_flow", time(exporter.firstNanos()));
    object.put("last_flow", time(exporter.lastNanos()));
    object.put("steady", exporter.steady());
    object.put(
        "gaps",
        exporter.gaps().stream()
            .map(gap -> new Gap(time(gap.fromNanos()), time(gap.untilNanos())))
            .toList());
    object.put(
        "interfaces", exporter.interfaces().stream().map(FlowExporterReport::object).toList());
    return object;
  }

  private static Map<String, Object> object(ExporterFlows.Interface i) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("index", i.index());
    object.put("in_flows", i.inFlows());
    object.put("in_bytes", i.inBytes());
    object.put("out_flows", i.outFlows());
    object.put("out_bytes", i.outBytes());
    return object;
  }
}
