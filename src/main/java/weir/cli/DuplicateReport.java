package weir.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.exporter.Labels;
import weir.query.TimeRange;
import weir.store.Duplicates;

/// Traffic that was reported twice, as `weir exporters --duplicates` shows it.
final class DuplicateReport {
  private static final int MOST_LINES = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private DuplicateReport() {}

  static void table(Duplicates found, Labels labels, PrintWriter out) {
    found.sentences(labels, MOST_LINES).forEach(out::println);
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
