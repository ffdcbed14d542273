package weir.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.decode.DatagramDecoder;
import weir.enrich.CutAddresses;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.naming.Naming;
import weir.query.DirectionRules;
import weir.query.TimeRange;
import weir.store.Closing;
import weir.store.FlowArchive;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// One source's way into a store: datagrams are decoded into batches on the thread that brings
/// them; full or old batches go through a bounded queue to writer threads, which append and commit.
///
/// Memory is bounded by the queue. When the store does not keep up, a live source loses flows, and
/// counts them; a file waits.
public final class Ingest implements FlowSink, AutoCloseable {
  /// With the listener's pulse of 100 ms, a quarter of a second at most.
  static final long BATCH_AGE_NANOS = 150_000_000L;

  /// What waits for longer is asked for in vain by who looks at the last seconds.
  private static final long BEHIND_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// A cause of [IngestStatus#drops].
  static final String FAILED_INSIDE = "failed inside Weir (see the log)";

  private static final String NOT_STORED = "not stored";

  /// One datagram of so many is timed: to look at the clock takes as long as some flows.
  private static final int TIMED = 16;

  private static final AtomicLong NAMES = new AtomicLong();

  private final DatagramDecoder decoder;
  private final Enrichment enrichment;
  private final FlowArchive store;
  private final CutAddresses cut = new CutAddresses();
  private final InstantSource clock;
  private final BatchQueue queue;
  private final Lanes lanes;
  private final List<StoreWriter> writers;
  private final Receipts receipts;
  private volatile Consumer<FlowBatch> filling = _ -> {};
  private final AtomicLong given = new AtomicLong();
  private final AtomicLong failedInside = new AtomicLong();

  /// Whether the end of writers was not awaited: they hang.
  private volatile boolean abandoned;

  // Of the thread that brings datagrams.
  private final FlowBatch spill = new FlowBatch();
  private int untilTimed;
  private final Stopwatch decoding = new Stopwatch();

  private Ingest(
      DatagramDecoder decoder,
      Enrichment enrichment,
      FlowArchive store,
      InstantSource clock,
      BatchQueue queue,
      Receipts receipts,
      List<StoreWriter> writers) {
    this.decoder = decoder;
    this.enrichment = enrichment;
    this.store = store;
    this.clock = clock;
    this.queue = queue;
    this.lanes = new Lanes(queue);
    this.receipts = receipts;
    this.writers = List.copyOf(writers);
    writers.forEach(StoreWriter::start);
  }

  /// For flows that come now, and do not wait. Starts the writer threads, of which only the first
  /// has work while the store keeps up.
  ///
  /// @param clock by which flows are believed to come from now
  /// @param writers number of threads
  public static Ingest live(
      DatagramDecoder decoder,
      Enrichment enrichment,
      FlowArchive store,
      InstantSource clock,
      int writers) {
    BatchQueue queue = new BatchQueue(BatchQueue.MOST_LIVE);
    Supplier<ReceivedTimes> believed = () -> ReceivedTimes.live(clock.instant());
    Receipts receipts = new Receipts();
    List<StoreWriter> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      threads.add(
          writer(queue, receipts, believed, store, new FileMark("", 0, 0, Instant.MAX), i > 0));
    }
    return new Ingest(decoder, enrichment, store, clock, queue, receipts, threads);
  }

  /// For flows that wait, and are stored in the order in which they come, by one thread.
  ///
  /// @param mark how far the file has been imported before
  public static Ingest inOrder(
      DatagramDecoder decoder, Enrichment enrichment, FlowArchive store, FileMark mark) {
    BatchQueue queue = new BatchQueue(BatchQueue.MOST_OF_FILES);
    queue.patient(true);
    Receipts receipts = new Receipts();
    StoreWriter thread = writer(queue, receipts, mark::believed, store, mark, false);
    return new Ingest(
        decoder, enrichment, store, InstantSource.system(), queue, receipts, List.of(thread));
  }

  private static StoreWriter writer(
      BatchQueue queue,
      Receipts receipts,
      Supplier<ReceivedTimes> believed,
      FlowArchive store,
      FileMark mark,
      boolean helper) {
    return new StoreWriter(
        "weir-write-" + NAMES.incrementAndGet(),
        queue,
        receipts,
        believed,
        new Outlet(() -> store, mark.tally(), mark.stored()),
        new Outlet(store::apart, mark.tally(), mark.setApart()),
        helper);
  }

  @Override
  public void handle(Datagram datagram, WireReader payload) {
    Lane lane = lanes.of(datagram.destinationPort());
    FlowBatch into = lane.open();
    if (into == null) {
      // Decoded all the same: templates and sequence numbers must not be missed.
      decode(datagram, payload, spill);
      lane.drop(spill.rows());
      spill.reset();
      return;
    }
    int before = into.rows();
    decode(datagram, payload, into);
    int rows = into.rows() - before;
    if (rows > 0) {
      into.fill(FlowField.LISTENER_PORT, before, rows, datagram.destinationPort());
    }
    if (into.isFull()) {
      handOn(lane);
    }
  }

  private void decode(Datagram datagram, WireReader payload, FlowBatch into) {
    if (untilTimed > 0) {
      untilTimed--;
      decoder.decode(datagram, payload, into);
      return;
    }
    untilTimed = TIMED - 1;
    long since = System.nanoTime();
    decoder.decode(datagram, payload, into);
    decoding.stop(since);
  }

  /// The decoding of datagrams, of which one in sixteen is timed.
  Work decoding() {
    return decoding.spent();
  }

  /// What it took to make flow records durable.
  Work commits() {
    return writers.stream()
        .flatMap(writer -> Stream.of(writer.kept(), writer.setApart()))
        .map(Outlet::commits)
        .reduce(Work.NONE, Work::plus);
  }

  /// Whether more waits for the store than one writer is given.
  boolean isBehind() {
    return queue.isLong();
  }

  /// Whether datagrams wait for the store from now on; otherwise they are dropped when too many do.
  public void patient(boolean waits) {
    queue.patient(waits);
  }

  /// Nothing waits for the store any longer than this.
  ///
  /// @param nanos of [System#nanoTime]
  void patientUntil(long nanos) {
    queue.patientUntil(nanos);
  }

  @Override
  public void ended(Datagram last) {
    decoder.ended(last);
  }

  @Override
  public void idle() {
    for (Lane lane : lanes.all()) {
      if (lane.isOlder(BATCH_AGE_NANOS)) {
        handOn(lane);
      }
    }
    if (!lanes.unread().isEmpty()) {
      lanes.read(store.naming());
    }
  }

  @Override
  public FlowBatch take() {
    return lanes.of(Lanes.NO_PORT).room().take();
  }

  @Override
  public void give(FlowBatch full, Receipt receipt) {
    if (full.rows() == 0) {
      give(full);
      receipt.settled(true);
    } else {
      receipts.want(full, receipt);
      give(full);
    }
  }

  @Override
  public void give(FlowBatch full) {
    give(full, lanes.of(Lanes.NO_PORT));
  }

  private void give(FlowBatch full, Lane lane) {
    given.addAndGet(full.rows());
    stampReceived(full);
    lane.mark(full);
    enqueue(full, lane);
  }

  @Override
  public FlowBatches by(int port) {
    return new FlowBatches() {
      @Override
      public FlowBatch take() {
        return lanes.of(port).room().take();
      }

      @Override
      public void give(FlowBatch filled) {
        Ingest.this.give(filled, lanes.of(port));
      }
    };
  }

  /// Flows that do not say when they were received are taken for what they last saw, or for now.
  private void stampReceived(FlowBatch full) {
    long nowNanos = TimeRange.nanos(clock.instant());
    for (int row = 0; row < full.rows(); row++) {
      if (full.get(FlowField.TIME_RECEIVED, row) == 0) {
        long end = full.get(FlowField.TIME_END, row);
        full.set(FlowField.TIME_RECEIVED, row, end == 0 ? nowNanos : end);
      }
    }
  }

  private void handOn(Lane lane) {
    FlowBatch full = lane.take();
    if (full != null) {
      enqueue(full, lane);
    }
  }

  private void enqueue(FlowBatch full, Lane lane) {
    if (full.rows() == 0) {
      queue.giveBack(full);
      return;
    }
    int rows = full.rows();
    try {
      Naming naming = store.naming();
      filling.accept(full);
      cut.apply(full, naming);
      DirectionRules rules = store.directions();
      Set<FlowField> lacking = enrichment.lacking(rules); // before it fills them
      enrichment.apply(full, rules);
      lane.sift(full, naming, lacking);
      rows = full.rows();
      if (rows == 0) {
        queue.giveBack(full);
      } else {
        lane.room().add(full);
      }
    } catch (RuntimeException | Error e) {
      failedInside.addAndGet(rows);
      throw e;
    }
  }

  /// Looks whether the filters of ports can be read that are not in force already.
  ///
  /// @throws IllegalArgumentException if one cannot; says where and why
  void check(Map<Integer, PortTerms> ports) {
    lanes.check(ports, store.naming());
  }

  /// Why filters of ports cannot be read by the names in force, by port: all that comes by these is
  /// stored while that is so.
  Map<Integer, String> unread() {
    return lanes.unread();
  }

  /// These ports are listened on from now on, on these terms. What filters cannot be read by the
  /// names in force, [#unread] says.
  void listen(Map<Integer, PortTerms> ports) {
    lanes.listen(ports, store.naming());
  }

  /// Flow records that were not to be stored, by the port whose filter left them out.
  Map<Integer, Long> leftOut() {
    return lanes.leftOut();
  }

  /// Flow records of a port for which there was no room in the queue.
  long dropped(int port) {
    return lanes.of(port).dropped();
  }

  /// What fills in what exporters leave out, before directions are told; from any thread.
  void filling(Consumer<FlowBatch> newFilling) {
    filling = newFilling;
  }

  /// How directions are told.
  Directions directions() {
    return enrichment.directions();
  }

  public DatagramDecoder decoder() {
    return decoder;
  }

  /// Flow records that came decoded.
  public long givenFlows() {
    return given.get();
  }

  /// Flow records committed.
  public long storedFlows() {
    return sum(writer -> writer.kept().stored());
  }

  /// Flow records committed in the quarantine: kept, but not among the others.
  public long setApartFlows() {
    return sum(writer -> writer.setApart().stored());
  }

  private long sum(ToLongFunction<StoreWriter> count) {
    return writers.stream().mapToLong(count).sum();
  }

  /// What keeps flows from being stored, in a sentence; null while all is well.
  public @Nullable String storeProblem() {
    return writers.stream()
        .flatMap(writer -> Stream.of(writer.kept(), writer.setApart()))
        .map(Outlet::problem)
        .filter(problem -> problem != null)
        .findFirst()
        .orElse(null);
  }

  /// That flows are stored late, in a sentence, while they are.
  Optional<String> delay() {
    long nanos = queue.oldestNanos();
    return nanos < BEHIND_NANOS
        ? Optional.empty()
        : Optional.of(
            "the store is "
                + TimeUnit.NANOSECONDS.toSeconds(nanos)
                + " s behind: what came last cannot be asked for yet");
  }

  /// Flow records lost between decoder and store, by cause. Once the end of writers that hang was
  /// not awaited, what they have in hand is among them.
  public Map<String, Long> drops() {
    Map<String, Long> drops = counted();
    put(drops, NOT_STORED, abandoned ? unsettledFlows() : 0);
    return drops;
  }

  private Map<String, Long> counted() {
    Map<String, Long> drops = new LinkedHashMap<>();
    put(drops, "queue full", lanes.all().stream().mapToLong(Lane::dropped).sum());
    put(drops, FAILED_INSIDE, failedInside.get());
    put(drops, NOT_STORED, notStored());
    return drops;
  }

  private long notStored() {
    return sum(writer -> writer.kept().lost() + writer.setApart().lost()) + queue.lostRows();
  }

  /// Flow records that nobody stores, because they were given up on closing.
  long givenUpFlows() {
    return queue.lostRows();
  }

  /// Flow records that are on their way into the store.
  long unsettledFlows() {
    long settled =
        Stream.concat(counted().values().stream(), leftOut().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    long flows = decoder.counters().records() + given.get();
    return Math.max(0, flows - storedFlows() - setApartFlows() - settled);
  }

  static void put(Map<String, Long> drops, String cause, long count) {
    if (count > 0) {
      drops.merge(cause, count, Long::sum);
    }
  }

  /// Stores what has arrived and stops. Whoever brings datagrams must have stopped before.
  @Override
  public void close() {
    boolean ended = close(Closing.FOREVER, Closing.FOREVER);
    assert ended;
  }

  /// The same within bounds of time.
  ///
  /// @param storing for so long what waits is stored; the rest is lost, and counted
  /// @param most for so long the writers' end is waited for, beginning now
  /// @return whether they have ended; otherwise they hang, and the store cannot be closed
  boolean close(Duration storing, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    lanes.all().forEach(this::handOn);
    queue.close();
    if (!join(System.nanoTime() + storing.toNanos())) {
      queue.giveUp();
    }
    abandoned = !join(until);
    return !abandoned;
  }

  private boolean join(long untilNanos) {
    boolean ended = true;
    for (StoreWriter writer : writers) {
      ended &= writer.join(Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime())));
    }
    return ended;
  }
}
