package weir.ingest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import weir.decode.DecoderCounters;

/// What the decoder could not turn into flows, by cause in words.
final class DecoderDrops {
  static final String NO_TEMPLATE = "sets without template";

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
    Ingest.put(drops, NO_TEMPLATE, counters.noTemplateSets());
    return drops;
  }
}
