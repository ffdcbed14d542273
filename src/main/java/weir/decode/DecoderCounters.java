package weir.decode;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import weir.exporter.ExporterStatus;
import weir.wire.MalformedDatagram.Reason;

/// Sums over all exporters, those forgotten included.
///
/// @param records flow records decoded
/// @param malformed datagrams that were refused, by reason; reasons with none are left out
/// @param waitingSets data sets that wait for their template
/// @param lateSets data sets that have waited and were decoded then
/// @param noTemplateSets data sets that were dropped: their template did not come in time
/// @param counterSamples sFlow counter samples, passed over
/// @param lost what is missing by sequence numbers, in each protocol's own unit
public record DecoderCounters(
    long datagrams,
    long records,
    Map<Reason, Long> malformed,
    long waitingSets,
    long lateSets,
    long noTemplateSets,
    long counterSamples,
    long lost) {

  static final DecoderCounters NONE = new DecoderCounters(0, 0, Map.of(), 0, 0, 0, 0, 0);

  public DecoderCounters {
    malformed = Map.copyOf(malformed);
  }

  public long malformedDatagrams() {
    return malformed.values().stream().mapToLong(Long::longValue).sum();
  }

  /// What has been added since.
  public DecoderCounters since(DecoderCounters before) {
    Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    malformed.forEach(
        (reason, n) -> {
          long more = n - before.malformed.getOrDefault(reason, 0L);
          if (more > 0) {
            reasons.put(reason, more);
          }
        });
    return new DecoderCounters(
        datagrams - before.datagrams,
        records - before.records,
        reasons,
        waitingSets,
        lateSets - before.lateSets,
        noTemplateSets - before.noTemplateSets,
        counterSamples - before.counterSamples,
        lost - before.lost);
  }

  /// These and the exporters' own.
  DecoderCounters plus(List<ExporterStatus> exporters) {
    DecoderCounters sum = this;
    for (ExporterStatus exporter : exporters) {
      sum = sum.plus(exporter);
    }
    return sum;
  }

  private DecoderCounters plus(ExporterStatus exporter) {
    Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    reasons.putAll(malformed);
    exporter.malformed().forEach((reason, n) -> reasons.merge(reason, n, Long::sum));
    return new DecoderCounters(
        datagrams + exporter.datagrams(),
        records + exporter.records(),
        reasons,
        waitingSets + exporter.waitingSets(),
        lateSets + exporter.lateSets(),
        noTemplateSets + exporter.noTemplateSets(),
        counterSamples + exporter.counterSamples(),
        lost + exporter.lost());
  }

  /// As left behind by an exporter that is forgotten: what waited is dropped.
  DecoderCounters forgetting(ExporterStatus exporter) {
    DecoderCounters sum = plus(exporter);
    return new DecoderCounters(
        sum.datagrams,
        sum.records,
        sum.malformed,
        sum.waitingSets - exporter.waitingSets(),
        sum.lateSets,
        sum.noTemplateSets + exporter.waitingSets(),
        sum.counterSamples,
        sum.lost);
  }
}
