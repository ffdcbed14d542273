package weir.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.doctor.CounterComparison;
import weir.doctor.Diagnosis;
import weir.doctor.Finding;
import weir.doctor.Lengths;
import weir.doctor.RowMeaning;
import weir.doctor.Seen;
import weir.doctor.TemplateDifference;
import weir.doctor.Words;
import weir.exporter.Course;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowLengths;
import weir.exporter.Overrides;
import weir.exporter.TemplateChange;
import weir.exporter.TemplateSample;
import weir.exporter.WaitingTemplate;
import weir.query.SiText;
import weir.query.TimeRange;

/// What is wrong with an exporter and what its rows are, as `weir exporters` shows it.
final class DoctorReport {
  private DoctorReport() {}

  /// A sentence or more each: what was seen, what it means, what to do.
  static List<String> lines(ExporterStatus exporter, Overrides.Exporter said, Seen seen) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : Diagnosis.of(exporter, said, seen).findings()) {
      lines.add(sign(finding) + finding.text());
    }
    if (lines.isEmpty()) {
      lines.add("  nothing is wrong");
    }
    RowMeaning row = RowMeaning.of(exporter);
    if (row.kind() != RowMeaning.Kind.UNKNOWN) {
      lines.add("  a row is " + row.words() + ". " + row.flags());
    }
    if (!row.bursts().isEmpty()) {
      lines.add("  " + row.bursts());
    }
    if (exporter.watched().lengths().flows() > 0) {
      lines.add("  flows by length: " + lengths(exporter.watched().lengths()));
    }
    for (CounterComparison one : CounterComparison.of(exporter, said)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s: flows %s, counter %s (%s, %s)",
              one.where(),
              SiText.of(one.toldBitsPerSecond(), "bit/s"),
              SiText.of(one.countedBitsPerSecond(), "bit/s"),
              one.percent(),
              one.verdict().word()));
    }
    return lines;
  }

  private static String sign(Finding finding) {
    return switch (finding.weight()) {
      case BAD -> "! ";
      case WARNING -> "? ";
      case NOTE -> "  ";
    };
  }

  /// "≤ 1 s 40.0 %, ≤ 60 s 60.0 %".
  private static String lengths(FlowLengths lengths) {
    List<String> parts = new ArrayList<>();
    for (int step = 0; step < lengths.counts().size(); step++) {
      if (lengths.count(step) > 0) {
        parts.add(
            Lengths.step(step)
                + " "
                + Words.percent((double) lengths.count(step) / lengths.flows()));
      }
    }
    return String.join(", ", parts);
  }

  static List<String> changes(ExporterMemory memory) {
    return memory.changes().stream()
        .map(
            change ->
                TimeRange.instant(change.nanos())
                    + " "
                    + change.type().label()
                    + " domain "
                    + change.domain()
                    + " template "
                    + change.id()
                    + ": "
                    + String.join("; ", TemplateDifference.words(change)))
        .toList();
  }

  static Map<String, Object> json(ExporterStatus exporter, Overrides.Exporter said, Seen seen) {
    Map<String, Object> object = new LinkedHashMap<>();
    Diagnosis diagnosis = Diagnosis.of(exporter, said, seen);
    object.put("findings", diagnosis.findings().stream().map(DoctorReport::json).toList());
    RowMeaning row = RowMeaning.of(exporter);
    object.put("row_is", row.kind().name().toLowerCase(Locale.ROOT));
    object.put("resolves_seconds", seconds(row.honestNanos()));
    object.put("flow_lengths", json(exporter.watched().lengths()));
    object.put("minutes", json(exporter.watched().minutes()));
    object.put(
        "counters", CounterComparison.of(exporter, said).stream().map(DoctorReport::json).toList());
    object.put(
        "waiting_templates",
        exporter.watched().waiting().stream().map(DoctorReport::json).toList());
    object.put("repeated_datagrams", exporter.watched().repeated());
    object.put("blocked_datagrams", exporter.watched().blocked());
    return object;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", finding.id());
    object.put("weight", finding.weight().name().toLowerCase(Locale.ROOT));
    object.put("seen", finding.seen());
    object.put("means", finding.means());
    object.put("fix", finding.fix());
    return object;
  }

  /// Null for longer than an hour, and for not known.
  private static @Nullable Double seconds(long nanos) {
    return nanos == Long.MAX_VALUE || nanos == 0 ? null : Double.valueOf(nanos / 1e9);
  }

  private static List<Map<String, @Nullable Object>> json(FlowLengths lengths) {
    List<Map<String, @Nullable Object>> steps = new ArrayList<>();
    for (int step = 0; step < lengths.counts().size(); step++) {
      long most = FlowLengths.mostNanos(step);
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("most_seconds", most == Long.MAX_VALUE ? null : Double.valueOf(most / 1e9));
      object.put("flows", lengths.count(step));
      steps.add(object);
    }
    return steps;
  }

  private static List<Map<String, Object>> json(Course course) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int step = 0; step < course.steps(); step++) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("from", TimeRange.instant(course.startNanos(step)).toString());
      object.put("flows", course.flows().get(step));
      object.put("lost", course.lost().get(step));
      steps.add(object);
    }
    return steps;
  }

  private static Map<String, Object> json(CounterComparison one) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("index", one.index());
    object.put("direction", one.egress() ? "out" : "in");
    object.put("seconds", one.nanos() / 1e9);
    object.put("counter_octets", one.countedOctets());
    object.put("flow_octets", one.toldOctets());
    object.put("flows", one.flows());
    object.put("verdict", one.verdict().name().toLowerCase(Locale.ROOT));
    return object;
  }

  private static Map<String, Object> json(WaitingTemplate one) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", one.type());
    object.put("observation_domain_id", one.domain());
    object.put("template_id", one.id());
    object.put("since", TimeRange.instant(one.sinceNanos()).toString());
    object.put("sets", one.sets());
    object.put("octets", one.octets());
    return object;
  }

  static Map<String, Object> json(TemplateSample sample) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("received", TimeRange.instant(sample.receivedNanos()).toString());
    object.put("octets", sample.octets());
    object.put("hex", sample.hex());
    return object;
  }

  static List<Map<String, Object>> jsonChanges(ExporterMemory memory) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (TemplateChange change : memory.changes()) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("type", change.type());
      object.put("observation_domain_id", change.domain());
      object.put("template_id", change.id());
      object.put("time", TimeRange.instant(change.nanos()).toString());
      object.put("differences", TemplateDifference.words(change));
      all.add(object);
    }
    return all;
  }
}
