package weir.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.query.SiText;
import weir.query.TimeRange;
import weir.store.Duplicates;

/// Traffic that was reported twice, as `weir exporters --duplicates` shows it.
final class DuplicateReport {
  private static final int MOST_LINES = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private DuplicateReport() {}

  static void table(Duplicates found, Labels labels, PrintWriter out) {
    if (found.bytes() == 0) {
      out.println("There are no flows with bytes.");
      return;
    }
    out.printf(
        Locale.ROOT,
        "Of the flows from %s to %s, %s: %.1f %% of the bytes (%s) were probably reported twice.%n",
        time(found.range().fromNanos()),
        time(found.range().untilNanos()),
        found.lookedAt() == found.bytes()
            ? "all looked at"
            : String.format(
                Locale.ROOT,
                "the largest conversations, %.1f %% of the bytes",
                100.0 * found.lookedAt() / found.bytes()),
        100 * found.share(),
        SiText.of((double) found.repeated(), "B"));
    for (Duplicates.Pair pair : found.pairs().stream().limit(MOST_LINES).toList()) {
      out.printf(
          Locale.ROOT,
          "  %5.1f %%  %s, %s%n",
          100.0 * pair.bytes() / found.lookedAt(),
          SiText.of((double) pair.bytes(), "B"),
          words(pair, labels));
    }
    if (found.pairs().size() > MOST_LINES) {
      out.printf("  and %d more; --format json has all%n", found.pairs().size() - MOST_LINES);
    }
    if (!found.pairs().isEmpty()) {
      out.println(
          "A filter counts once what one of them reports, such as 'exporter 192.0.2.1' or"
              + " 'flow_direction 0'.");
    }
  }

  private static String words(Duplicates.Pair pair, Labels labels) {
    String first = name(pair.first(), labels);
    return pair.first().exporter().equals(pair.second().exporter())
        ? first + " as it came in and as it went out"
        : name(pair.second(), labels) + " repeats " + first;
  }

  private static String name(Duplicates.Place place, Labels labels) {
    return labels.text(FlowField.EXPORTER, place.exporter().high(), place.exporter().low(), null);
  }

  private static String time(long nanos) {
    return TimeRange.instant(nanos).toString();
  }

  static void json(Duplicates found, PrintWriter out) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("from", time(found.range().fromNanos()));
    object.put("until", time(found.range().untilNanos()));
    object.put("bytes", found.bytes());
    object.put("looked_at_bytes", found.lookedAt());
    object.put("repeated_bytes", found.repeated());
    object.put("repeated_share", found.share());
    List<Map<String, Object>> pairs = found.pairs().stream().map(DuplicateReport::object).toList();
    object.put("pairs", pairs);
    out.println(JSON.writeValueAsString(object));
  }

  private static Map<String, Object> object(Duplicates.Pair pair) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("exporter", pair.first().exporter().toString());
    object.put("flow_direction", pair.first().direction());
    object.put("repeated_by", pair.second().exporter().toString());
    object.put("repeated_flow_direction", pair.second().direction());
    object.put("bytes", pair.bytes());
    return object;
  }
}
