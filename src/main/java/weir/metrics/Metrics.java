package weir.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weir.exporter.ExporterStatus;
import weir.ingest.Forward;
import weir.ingest.IngestStatus;
import weir.ingest.LiveSource;
import weir.ingest.Work;
import weir.store.Delivery;
import weir.store.StoreStatus;

/// What a live source has counted by now. Nothing is counted for it: it reads what is there, when
/// it is asked. `docs/metrics.md` has a row for each name.
public final class Metrics {
  private final LiveSource source;
  private final ProcessHandle.Info process = ProcessHandle.current().info();

  public Metrics(LiveSource source) {
    this.source = source;
  }

  MetricSnapshots now() {
    List<Family> families = new ArrayList<>();
    IngestStatus status = source.status();
    flows(status, families);
    losses(status, families);
    forwards(families);
    store(source.store().status(), families);
    families.addAll(
        new ExporterMetrics(source.exporters(), source.store().overrides(), Instant.now())
            .families());
    process(families);
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    source
        .store()
        .delivery()
        .ifPresent(
            delivery -> {
              delivery(delivery, families);
              all.metricSnapshot(
                  Family.seconds(
                      "weir_insert_seconds",
                      "Time until a server confirmed a block.",
                      new Work(delivery.inserts(), delivery.insertNanos())));
            });
    families.forEach(family -> all.metricSnapshot(family.snapshot()));
    return all.metricSnapshot(
            Family.seconds(
                "goflow2_flow_decoding_time_seconds",
                "Time to decode a datagram; one in sixteen is timed.",
                source.decoding(),
                "name",
                "flow"))
        .metricSnapshot(
            Family.seconds("weir_commit_seconds", "Time to make flows durable.", source.commits()))
        .build();
  }

  private void flows(IngestStatus status, List<Family> families) {
    families.add(Family.counter("weir_datagrams", "Datagrams taken in.").put(status.datagrams()));
    families.add(
        Family.counter("weir_flows", "Flow records decoded, or that came decoded.")
            .put(status.flows()));
    families.add(
        Family.counter("weir_flows_stored", "Flow records made durable.")
            .put(status.storedFlows()));
    families.add(
        Family.counter(
                "weir_flows_set_apart",
                "Flow records kept in the quarantine: they give times that cannot be true.")
            .put(status.setApart()));
    families.add(
        Family.gauge("weir_flows_waiting", "Flow records on their way into the store.")
            .put(source.waitingFlows()));
    families.add(
        Family.gauge("weir_failing", "1 while flows cannot be stored, or no port is open.")
            .put(status.state() == IngestStatus.State.FAILED ? 1 : 0));
  }

  private void losses(IngestStatus status, List<Family> families) {
    Family dropped = Family.counter("weir_dropped", "What came and was lost, by cause.");
    Family refused = Family.counter("weir_refused", "What came and was not to be taken in.");
    status
        .drops()
        .forEach(
            (cause, count) ->
                (IngestStatus.isRefusal(cause) ? refused : dropped).put(count, "cause", cause));
    Family sockets =
        Family.counter("goflow2_flow_dropped_packets", "Datagrams lost at full sockets.");
    source.listeners().stream()
        .flatMap(listener -> java.util.stream.Stream.ofNullable(listener.bound()))
        .distinct()
        .forEach(
            at ->
                sockets.put(
                    status.drops().getOrDefault("socket " + at, 0L),
                    "local_ip",
                    at.address().getHostAddress(),
                    "local_port",
                    String.valueOf(at.port())));
    families.addAll(List.of(dropped, refused, sockets));
    long late = source.exporters().stream().mapToLong(ExporterStatus::late).sum();
    families.add(
        Family.counter("weir_lost", "What was missing by the exporters' sequence numbers.")
            .put(source.lost() + late));
    families.add(Family.counter("weir_late", "What of that came late.").put(late));
  }

  private void forwards(List<Family> families) {
    Family sent = Family.counter("weir_forwarded", "Datagrams forwarded, by collector.");
    Family lost = Family.counter("weir_forward_lost", "Datagrams that were not, by cause.");
    for (Forward forward : source.forwards()) {
      String to = forward.to().toString();
      sent.put(forward.sent(), "collector", to);
      forward.lost().forEach((cause, count) -> lost.put(count, "collector", to, "cause", cause));
    }
    families.addAll(List.of(sent, lost));
  }

  private static void store(StoreStatus store, List<Family> families) {
    families.add(
        Family.gauge("weir_store_flows", "Flow records that can be asked for.").put(store.rows()));
    families.add(
        Family.gauge("weir_store_bytes", "Octets that the data set takes on the disk.")
            .put(store.diskBytes()));
  }

  private static void delivery(Delivery delivery, List<Family> families) {
    families.add(
        Family.counter("weir_feed_sent", "Flow records that a server has confirmed.")
            .put(delivery.sent()));
    families.add(
        Family.gauge("weir_feed_waiting", "Flow records that wait on disk for a server.")
            .put(delivery.waiting()));
    families.add(
        Family.gauge("weir_feed_waiting_bytes", "Octets that those take there.")
            .put(delivery.waitingBytes()));
    families.add(
        Family.counter("weir_feed_set_aside", "Flow records that a server has refused.")
            .put(delivery.setAside()));
    families.add(
        Family.gauge("weir_feed_problems", "Nodes and other things that something is wrong with.")
            .put(delivery.problems().size()));
  }

  private void process(List<Family> families) {
    double cpu = process.totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    double start = process.startInstant().orElse(Instant.EPOCH).toEpochMilli() / 1e3;
    families.add(
        Family.counter("process_cpu_seconds", "Time of processors that the process took.")
            .put(cpu));
    families.add(
        Family.gauge("process_start_time_seconds", "When the process started, since 1970.")
            .put(start));
  }
}
