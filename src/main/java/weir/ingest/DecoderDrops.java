package weir.ingest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import weir.decode.DecoderCounters;

/// What the decoder could not turn into flows, by cause in words.
final class DecoderDrops {
  private DecoderDrops() {}

  static Map<String, Long> of(DecoderCounters counters) {
    Map<String, Long> drops = new LinkedHashMap<>();
    counters
        .malformed()
        .forEach(
            (reason, count) ->
                Ingest.put(
                    drops,
                    "malformed: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    count));
    Ingest.put(drops, "sets without template", counters.noTemplateSets());
    return drops;
  }
}
