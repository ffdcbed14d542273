package weir.metrics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import weir.doctor.Diagnosis;
import weir.doctor.Finding;
import weir.doctor.Seen;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.FlowType;

/// What is known of each exporter. Whoever can send can make up exporters: only those with the most
/// flows have values of their own, which says how many have none.
final class ExporterMetrics {
  static final int MOST = 256;

  private static final Set<FlowType> NETFLOW =
      Set.of(
          FlowType.NETFLOW_V1,
          FlowType.NETFLOW_V5,
          FlowType.NETFLOW_V7,
          FlowType.NETFLOW_V9,
          FlowType.IPFIX);

  private final List<Family> families = new ArrayList<>();
  private final Family octets =
      add(Family.counter("goflow2_flow_traffic_bytes", "Octets of an exporter's datagrams."));
  private final Family datagrams =
      add(Family.counter("goflow2_flow_traffic_packets", "Datagrams of an exporter."));
  private final Family netFlow =
      add(Family.counter("goflow2_flow_process_nf", "Datagrams of NetFlow and IPFIX, decoded."));
  private final Family sFlow =
      add(Family.counter("goflow2_flow_process_sf", "Datagrams of sFlow, decoded."));
  private final Family noTemplate =
      add(Family.counter("goflow2_flow_process_nf_errors", "Sets whose template never came."));
  private final Family malformed =
      add(Family.counter("goflow2_flow_decoder_error", "Datagrams that break their format."));
  private final Family flows =
      add(Family.counter("weir_exporter_flows", "Flow records of an exporter."));
  private final Family lost =
      add(Family.counter("weir_exporter_lost", "What was missing by its sequence numbers."));
  private final Family late = add(Family.counter("weir_exporter_late", "What of that came late."));
  private final Family templates =
      add(Family.gauge("weir_exporter_templates", "Templates that are known of an exporter."));
  private final Family waiting =
      add(Family.gauge("weir_exporter_waiting_sets", "Sets that wait for their template."));
  private final Family rate =
      add(
          Family.gauge(
              "weir_exporter_sampling_rate", "Sampling rate of the last flow; 0: not known."));
  private final Family seen =
      add(
          Family.gauge(
              "weir_exporter_last_seen_timestamp_seconds", "When it last sent, since 1970."));

  private final Family findings =
      add(
          Family.gauge(
              "weir_exporter_finding",
              "1 for each thing that is wrong with it, by what weir exporters calls it."));
  private final Family repeated =
      add(Family.counter("weir_exporter_repeated", "Datagrams that came twice."));
  private final Family blocked =
      add(Family.counter("weir_exporter_blocked", "Datagrams dropped because it is blocked."));
  private final Overrides overrides;
  private final Seen when;

  /// @param overrides what people say of them
  ExporterMetrics(List<ExporterStatus> exporters, Overrides overrides, Instant now) {
    this.overrides = overrides;
    this.when = new Seen(ZoneOffset.UTC, now, true);
    exporters.stream()
        .sorted(
            Comparator.comparingLong(ExporterStatus::records)
                .reversed()
                .thenComparing(exporter -> exporter.address().toString()))
        .limit(MOST)
        .forEach(this::add);
    add(Family.gauge("weir_exporters", "Exporters that are known.")).put(exporters.size());
    add(Family.gauge("weir_exporters_left_out", "Exporters without values of their own."))
        .put(Math.max(0, exporters.size() - MOST));
  }

  private Family add(Family family) {
    families.add(family);
    return family;
  }

  private void add(ExporterStatus exporter) {
    String router = exporter.address().toString();
    String scheme = scheme(exporter.types());
    octets.put(exporter.octets(), "remote_ip", router, "type", scheme);
    datagrams.put(exporter.datagrams(), "remote_ip", router, "type", scheme);
    exporter.understood().forEach((type, count) -> understood(router, type, count));
    noTemplate.put(exporter.noTemplateSets(), "router", router, "error", "template_not_found");
    malformed.put(exporter.malformedDatagrams(), "router", router, "name", scheme);
    flows.put(exporter.records(), "exporter", router);
    lost.put(exporter.lost() + exporter.late(), "exporter", router);
    late.put(exporter.late(), "exporter", router);
    templates.put(exporter.templates(), "exporter", router);
    waiting.put(exporter.waitingSets(), "exporter", router);
    rate.put(exporter.samplingRate(), "exporter", router);
    seen.put(exporter.lastSeenNanos() / 1e9, "exporter", router);
    repeated.put(exporter.watched().repeated(), "exporter", router);
    blocked.put(exporter.watched().blocked(), "exporter", router);
    Diagnosis.of(exporter, overrides.of(exporter.address()), when).wrong().stream()
        .map(Finding::id)
        .distinct()
        .forEach(id -> findings.put(1, "exporter", router, "finding", id));
  }

  private void understood(String router, FlowType type, long count) {
    String version = version(type);
    if (type == FlowType.SFLOW_5) {
      sFlow.put(count, "router", router, "agent", router, "version", version);
    } else if (NETFLOW.contains(type)) {
      netFlow.put(count, "router", router, "version", version);
    }
  }

  private static String version(FlowType type) {
    return switch (type) {
      case NETFLOW_V1 -> "1";
      case NETFLOW_V5, SFLOW_5 -> "5";
      case NETFLOW_V7 -> "7";
      case NETFLOW_V9 -> "9";
      case IPFIX -> "10";
      case UNKNOWN, PACKETS, FLOW_LOG, ACCESS_LOG -> "";
    };
  }

  /// As goflow2 names its ports by what they take.
  private static String scheme(Set<FlowType> types) {
    return types.equals(Set.of(FlowType.SFLOW_5))
        ? "sflow"
        : !types.isEmpty() && NETFLOW.containsAll(types) ? "netflow" : "flow";
  }

  List<Family> families() {
    return families;
  }
}
