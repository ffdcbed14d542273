package weir.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.decode.DecoderCounters;
import weir.flow.Admission;
import weir.flow.Prefixes;
import weir.store.Delivery;
import weir.store.FlowArchive;

/// How a live source is: whether anything can come, what was lost by which cause, what to do.
record LiveStanding(
    LiveInputs inputs,
    Ingest ingest,
    FlowArchive store,
    Admission admission,
    Reception reception,
    @Nullable ExporterKeeper keeper) {
  IngestStatus of(boolean closed) {
    var counters = ingest.decoder().counters();
    String problem = ingest.storeProblem();
    boolean deaf = !closed && inputs.where().isEmpty();
    return new IngestStatus(
        problem != null || deaf
            ? IngestStatus.State.FAILED
            : closed ? IngestStatus.State.READY : IngestStatus.State.LISTENING,
        problem != null ? problem : message(closed),
        counters.datagrams(),
        counters.records() + ingest.givenFlows(),
        ingest.storedFlows(),
        ingest.setApartFlows(),
        -1,
        drops(counters),
        advice(),
        ingest.leftOut());
  }

  private String message(boolean closed) {
    if (closed) {
      return "stopped";
    }
    String where = inputs.where();
    String refused =
        inputs.listeners().stream()
            .flatMap(some -> some.all().stream())
            .filter(listener -> !listener.listens())
            .map(listener -> "; " + listener.sentence())
            .collect(Collectors.joining());
    return (where.isEmpty() ? "not listening" : "listening " + where)
        + refused
        + (admission.allowed().equals(Prefixes.ALL)
            ? ""
            : "; only " + admission.allowed().summary() + " may send")
        + (reception.isReading() ? "" : "; what comes waits for the warm-up");
  }

  private Map<String, Long> drops(DecoderCounters counters) {
    Map<String, Long> drops = new LinkedHashMap<>();
    Stream.concat(
            inputs.all().stream().map(LiveInput::drops),
            Stream.of(
                DecoderDrops.of(counters),
                ingest.drops(),
                store.delivery().map(Delivery::drops).orElse(Map.of()),
                admission.refused()))
        .forEach(counts -> counts.forEach((cause, count) -> Ingest.put(drops, cause, count)));
    return drops;
  }

  private List<String> advice() {
    Optional<String> unkept = keeper == null ? Optional.empty() : keeper.problem();
    return Stream.of(
            inputs.all().stream().flatMap(input -> input.advice().stream()),
            ingest.delay().stream(),
            ingest.unread().entrySet().stream()
                .map(one -> "port " + one.getKey() + ": " + Listener.unreadWords(one.getValue())),
            store.delivery().stream().flatMap(delivery -> delivery.problems().stream()),
            unkept.stream(),
            admission.lastRefused().stream())
        .flatMap(sentences -> sentences)
        .distinct()
        .toList();
  }
}
