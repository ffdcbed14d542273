package weir.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.doctor.RecordLayout;
import weir.doctor.Seen;
import weir.export.TextTable;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.Overrides;
import weir.exporter.RateStatus;
import weir.exporter.TemplateStatus;
import weir.exporter.ToldName;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.query.SiText;
import weir.query.TimeRange;

/// Exporters as `weir exporters` shows them.
final class ExporterReport {
  private static final String BITS = "bit/s";
  private static final int MOST_NAMES = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ExporterReport() {}

  static void table(
      List<ExporterStatus> exporters,
      List<ExporterMemory> memories,
      Overrides overrides,
      Seen seen,
      boolean templates,
      PrintWriter out) {
    if (exporters.isEmpty()) {
      out.println("no exporter has been heard from");
    } else {
      overview(exporters, overrides, out);
    }
    for (ExporterStatus exporter : exporters) {
      Overrides.Exporter said = overrides.of(exporter.address());
      print(exporter.address() + " state", DoctorReport.lines(exporter, said, seen), out);
      details(exporter, said, out);
    }
    for (ExporterMemory memory : memories) {
      rates(memory, out);
      if (templates) {
        templates(memory, out);
        print(memory.address() + " template changes", DoctorReport.changes(memory), out);
      }
    }
    unheard(exporters, overrides, out);
  }

  private static void overview(
      List<ExporterStatus> exporters, Overrides overrides, PrintWriter out) {
    TextTable table =
        new TextTable(
            List.of(
                "Exporter",
                "Name",
                "Sends",
                "Last heard",
                "Sampling rate",
                "Datagrams",
                "Flows",
                "Templates",
                "Lost",
                "Gaps",
                "Malformed",
                "Waiting",
                "No template",
                "Clock ahead s"));
    for (ExporterStatus exporter : exporters) {
      table.add(row(exporter, overrides.of(exporter.address())), 5);
    }
    table.lines().forEach(out::println);
  }

  /// What is said of exporters that have not sent anything yet.
  private static void unheard(
      List<ExporterStatus> exporters, Overrides overrides, PrintWriter out) {
    overrides
        .exporters()
        .forEach(
            (address, said) -> {
              if (exporters.stream().noneMatch(known -> known.address().equals(address))) {
                out.println();
                OverrideReport.print(address, said, Optional.empty(), out);
              }
            });
  }

  private static List<String> row(ExporterStatus exporter, Overrides.Exporter said) {
    String rate = said.rateText(OverrideReport.exported(exporter));
    return List.of(
        exporter.address().toString(),
        said.name(),
        exporter.types().stream().map(FlowType::label).sorted().collect(Collectors.joining(", ")),
        TimeRange.instant(exporter.lastSeenNanos()).toString().replaceAll("\\.\\d+Z", "Z"),
        rate,
        number(exporter.datagrams()),
        number(exporter.records()),
        number(exporter.templates()),
        number(exporter.lost()),
        number(exporter.sequenceGaps()),
        number(exporter.malformedDatagrams()),
        number(exporter.waitingSets()),
        number(exporter.noTemplateSets()),
        String.format(Locale.ROOT, "%.1f", exporter.clockSkewNanos() / 1e9));
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static void details(ExporterStatus exporter, Overrides.Exporter said, PrintWriter out) {
    List<String> lines = new ArrayList<>();
    exporter
        .malformed()
        .forEach((reason, n) -> lines.add(number(n) + " datagrams: " + reason.words()));
    add(lines, exporter.lateSets(), "data sets waited for their template and were decoded then");
    add(lines, exporter.counterSamples(), "counter samples");
    add(lines, exporter.discardedSamples(), "samples of packets that the device discarded");
    add(lines, exporter.lostSamples(), "samples missing by their sequence numbers");
    add(
        lines,
        exporter.unknownTotals(),
        "flows reported by totals that had begun before: they count from their first record on");
    add(
        lines,
        exporter.impossibleTimes(),
        "flows with a date that cannot be: it is that of their export instead");
    add(
        lines,
        exporter.layer2Flows(),
        "flows whose bytes are octets of layer 2: it tells no octets of IP");
    add(lines, exporter.wideCounts(), "counts of more than 64 bits, which are taken as not known");
    if (exporter.ended() > 0) {
      lines.add("flows ended by " + endReasons(exporter));
    }
    exporter.ownCounts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(one -> add(lines, one.getValue(), one.getKey().words() + ", it says"));
    add(
        lines,
        exporter.forgottenInterfaces(),
        "interfaces forgotten: it tells of more than are remembered");
    add(
        lines,
        exporter.unkeptInterfaces(),
        "interfaces known until a restart only: the file of exporters is full");
    for (InterfaceStatus i : exporter.interfaces()) {
      lines.add("interface " + i.index() + " " + String.join(" ", describe(i)));
    }
    for (ToldName.About about : ToldName.About.values()) {
      lines.addAll(names(exporter.names().stream().filter(n -> n.about() == about).toList()));
    }
    lines.addAll(OverrideReport.interfaces(said));
    print(exporter.address().toString(), lines, out);
  }

  /// "idle timeout 60.0 %, lack of resources 4.0 %".
  private static String endReasons(ExporterStatus exporter) {
    return exporter.endReasons().entrySet().stream()
        .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "%s %.1f %%",
                    FlowField.FLOW_END_REASON.words(0, one.getKey()),
                    100.0 * one.getValue() / exporter.ended()))
        .collect(Collectors.joining(", "));
  }

  private static List<String> names(List<ToldName> names) {
    List<String> lines = new ArrayList<>();
    for (ToldName told : names.stream().limit(MOST_NAMES).toList()) {
      lines.add(
          told.about().label().toLowerCase(Locale.ROOT).replace("vrf", "VRF")
              + " "
              + told.about().number(told.key())
              + " "
              + told.name()
              + (told.description().isEmpty() ? "" : " (" + told.description() + ")"));
    }
    if (names.size() > MOST_NAMES) {
      lines.add("and " + number(names.size() - MOST_NAMES) + " more; --format json has all");
    }
    return lines;
  }

  static List<String> describe(InterfaceStatus i) {
    List<String> words = new ArrayList<>();
    words.add(i.name());
    if (!i.description().isEmpty()) {
      words.add("(" + i.description() + ")");
    }
    if (i.speedBitsPerSecond() > 0) {
      words.add(SiText.exact((double) i.speedBitsPerSecond(), BITS) + ",");
    }
    if (i.countedNanos() > 0) {
      words.add("in " + rate(i.inBitsPerSecond()) + ", out " + rate(i.outBitsPerSecond()));
    }
    return words;
  }

  private static String rate(double bitsPerSecond) {
    return bitsPerSecond < 0 ? "unknown" : SiText.of(bitsPerSecond, BITS);
  }

  /// Null for a number that is not known.
  private static @Nullable Double known(double number) {
    return number < 0 ? null : number;
  }

  private static void add(List<String> lines, long count, String what) {
    if (count > 0) {
      lines.add(number(count) + " " + what);
    }
  }

  private static void rates(ExporterMemory memory, PrintWriter out) {
    List<String> lines = new ArrayList<>();
    for (RateStatus rate : memory.rates()) {
      lines.add(
          "1:"
              + rate.rate()
              + " by "
              + rate.source().label()
              + (rate.key() == 0 ? "" : " " + rate.key())
              + rate.name(memory.names()).map(name -> " (" + name + ")").orElse("")
              + ", domain "
              + rate.domain());
    }
    print(memory.address() + " sampling rates", lines, out);
  }

  private static void templates(ExporterMemory memory, PrintWriter out) {
    for (TemplateStatus template : memory.templates()) {
      List<String> lines = new ArrayList<>();
      Optional<RecordLayout> layout =
          memory.samples().stream()
              .filter(sample -> sample.template().equals(template))
              .findFirst()
              .map(RecordLayout::of);
      for (TemplateStatus.Field field : template.fields()) {
        lines.add(
            (field.kept() ? "+ " : "  ")
                + field.name()
                + " ("
                + (field.length() == 65_535 ? "variable" : field.length() + " octets")
                + ")"
                + (field.kept() ? " " + field.fills() : "")
                + octets(layout, lines.size()));
      }
      print(title(memory, template), lines, out);
    }
  }

  /// Of a field in the record that was kept.
  private static String octets(Optional<RecordLayout> layout, int field) {
    String text = layout.map(known -> known.text(field)).orElse("");
    return text.isEmpty() ? "" : ": " + text;
  }

  private static String title(ExporterMemory memory, TemplateStatus template) {
    return memory.address()
        + " "
        + template.type().label()
        + " domain "
        + template.domain()
        + (template.options() ? " options" : "")
        + " template "
        + template.id();
  }

  private static void print(String title, List<String> lines, PrintWriter out) {
    if (!lines.isEmpty()) {
      out.println();
      out.println(title);
      lines.forEach(line -> out.println("  " + line));
    }
  }

  /// One array of objects: how each exporter is doing, and what it has told.
  static void json(
      List<ExporterStatus> exporters,
      List<ExporterMemory> memories,
      Overrides overrides,
      Seen seen,
      PrintWriter out) {
    Map<String, ExporterMemory> told = new LinkedHashMap<>();
    memories.forEach(memory -> told.put(memory.address().toString(), memory));
    List<Map<String, Object>> objects = new ArrayList<>();
    for (ExporterStatus exporter : exporters) {
      Map<String, Object> object = object(exporter);
      object.putAll(DoctorReport.json(exporter, overrides.of(exporter.address()), seen));
      ExporterMemory memory = told.get(exporter.address().toString());
      if (memory != null) {
        object.put("sampling_rates", memory.rates().stream().map(ExporterReport::object).toList());
        object.put(
            "templates", memory.templates().stream().map(one -> object(one, memory)).toList());
        object.put("template_changes", DoctorReport.jsonChanges(memory));
      }
      if (overrides.exporters().containsKey(exporter.address())) {
        object.put("overrides", OverrideReport.json(overrides.of(exporter.address())));
      }
      objects.add(object);
    }
    out.println(JSON.writeValueAsString(objects));
  }

  private static Map<String, Object> object(ExporterStatus exporter) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("sampler_address", exporter.address().toString());
    object.put("types", exporter.types().stream().sorted().toList());
    object.put("last_seen", TimeRange.instant(exporter.lastSeenNanos()).toString());
    object.put("clock_ahead_seconds", exporter.clockSkewNanos() / 1e9);
    object.put("sampling_rate", exporter.samplingRate());
    object.put("sampling_rate_source", exporter.rateSource().label());
    object.put("datagrams", exporter.datagrams());
    object.put("flows", exporter.records());
    object.put("malformed", exporter.malformed());
    object.put("sequence_gaps", exporter.sequenceGaps());
    object.put("lost", exporter.lost());
    object.put("late", exporter.late());
    object.put("lost_samples", exporter.lostSamples());
    object.put("unknown_totals", exporter.unknownTotals());
    object.put("impossible_times", exporter.impossibleTimes());
    object.put("layer_two_flows", exporter.layer2Flows());
    object.put("wide_counts", exporter.wideCounts());
    object.put("flow_end_reasons", new TreeMap<>(exporter.endReasons()));
    object.put("own_counts", ownCounts(exporter));
    object.put("waiting_sets", exporter.waitingSets());
    object.put("late_sets", exporter.lateSets());
    object.put("no_template_sets", exporter.noTemplateSets());
    object.put("counter_samples", exporter.counterSamples());
    object.put("discarded_samples", exporter.discardedSamples());
    object.put("forgotten_interfaces", exporter.forgottenInterfaces());
    object.put("unkept_interfaces", exporter.unkeptInterfaces());
    object.put("interfaces", exporter.interfaces().stream().map(ExporterReport::object).toList());
    object.put("names", exporter.names().stream().map(ExporterReport::object).toList());
    return object;
  }

  private static Map<String, Long> ownCounts(ExporterStatus exporter) {
    Map<String, Long> counts = new TreeMap<>();
    exporter
        .ownCounts()
        .forEach((count, value) -> counts.put(count.name().toLowerCase(Locale.ROOT), value));
    return counts;
  }

  private static Map<String, Object> object(ToldName told) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("about", told.about().name().toLowerCase(Locale.ROOT));
    object.put("number", told.about().number(told.key()));
    object.put("name", told.name());
    object.put("description", told.description());
    return object;
  }

  private static Map<String, @Nullable Object> object(InterfaceStatus i) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("index", i.index());
    object.put("name", i.name());
    object.put("description", i.description());
    object.put(
        "speed_bits_per_second", i.speedBitsPerSecond() == 0 ? null : i.speedBitsPerSecond());
    object.put("in_bits_per_second", known(i.inBitsPerSecond()));
    object.put("out_bits_per_second", known(i.outBitsPerSecond()));
    return object;
  }

  private static Map<String, Object> object(RateStatus rate) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", rate.type());
    object.put("observation_domain_id", rate.domain());
    object.put("about", rate.source().label());
    object.put("number", rate.key());
    object.put("rate", rate.rate());
    return object;
  }

  private static Map<String, Object> object(TemplateStatus template, ExporterMemory memory) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", template.type());
    object.put("observation_domain_id", template.domain());
    object.put("template_id", template.id());
    object.put("options", template.options());
    List<Map<String, Object>> fields = new ArrayList<>();
    for (TemplateStatus.Field field : template.fields()) {
      Map<String, Object> f = new LinkedHashMap<>();
      f.put("name", field.name());
      f.put("element", field.element());
      f.put("length", field.length());
      f.put("enterprise", field.enterprise());
      f.put("kept", field.kept());
      f.put("fills", field.fills());
      fields.add(f);
    }
    object.put("fields", fields);
    memory.samples().stream()
        .filter(sample -> sample.template().equals(template))
        .findFirst()
        .ifPresent(sample -> object.put("last_record", DoctorReport.json(sample)));
    return object;
  }
}
