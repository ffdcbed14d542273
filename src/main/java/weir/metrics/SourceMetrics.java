package weir.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import weir.exporter.ExporterStatus;
import weir.flow.ListenAddress;
import weir.ingest.Forward;
import weir.ingest.IngestStatus;
import weir.ingest.Listener;
import weir.ingest.LiveSource;
import weir.ingest.Work;
import weir.store.Delivery;
import weir.store.StoreStatus;

/// What one live source has counted by now.
final class SourceMetrics {
  private final LiveSource source;

  SourceMetrics(LiveSource source) {
    this.source = source;
  }

  List<Family> now() {
    List<Family> families = new ArrayList<>();
    IngestStatus status = source.status();
    flows(status, families);
    losses(status, families);
    forwards(families);
    store(source.store().status(), families);
    families.addAll(
        new ExporterMetrics(source.exporters(), source.store().overrides(), Instant.now())
            .families());
    families.addAll(new RouterMetrics(source.routers()).families());
    source
        .store()
        .delivery()
        .ifPresent(
            delivery -> {
              delivery(delivery, families);
              families.add(
                  Family.seconds(
                      "weir_insert_seconds",
                      "Time until a server confirmed a block.",
                      new Work(delivery.inserts(), delivery.insertNanos())));
            });
    families.add(
        Family.seconds(
            "goflow2_flow_decoding_time_seconds",
            "Time to decode a datagram; one in sixteen is timed.",
            source.decoding(),
            "name",
            "flow"));
    families.add(
        Family.seconds("weir_commit_seconds", "Time to make flows durable.", source.commits()));
    return families;
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
        .flatMap(listener -> Stream.ofNullable(listener.bound()))
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
    ports(families);
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

  /// By the numbers of ports, whatever protocol and address: names in force make tags of them.
  private void ports(List<Family> families) {
    Map<Integer, Listener> byPort = new TreeMap<>();
    for (Listener listener : source.listeners()) {
      ListenAddress bound = listener.bound();
      if (bound != null && listener.takes() != Listener.Takes.ROUTES) {
        byPort.put(bound.port(), listener);
      }
    }
    Map<Integer, String> tags = source.store().naming().tags();
    Family leftOut =
        Family.counter("weir_port_left_out", "Flow records that a port's filter left out.");
    Family dropped =
        Family.counter("weir_port_dropped", "Flow records of a port that found no room.");
    byPort.forEach(
        (port, listener) -> {
          String[] labels = {
            "local_port", String.valueOf(port), "tag", tags.getOrDefault(port, "")
          };
          leftOut.put(listener.leftOut(), labels);
          dropped.put(listener.dropped(), labels);
        });
    families.addAll(List.of(leftOut, dropped));
  }
}
