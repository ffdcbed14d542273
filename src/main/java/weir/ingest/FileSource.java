package weir.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.decode.DatagramDecoder;
import weir.decode.DecoderCounters;
import weir.decode.log.TableFile;
import weir.enrich.Enrichment;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.store.Closing;
import weir.store.FlowArchive;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// A file read into a store, on its own clock. Reading runs on a thread of its own; the status
/// tells how far it is.
public final class FileSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

  /// Most inputs give a datagram sooner; a capture's reading is told to stop by that.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final String name;
  private final FlowArchive store;
  private final boolean ownsStore;
  private final Enrichment enrichment;

  /// Null for what is read once.
  private final @Nullable Path file;

  private final Ingest ingest;
  private final InputFile input;
  private final DecoderCounters before;
  private final FileMark mark;
  private final Thread reading;
  private volatile IngestStatus.State state = IngestStatus.State.READING;
  private volatile boolean stopping;
  private volatile boolean whole;
  private volatile boolean damaged;
  private volatile String message = "reading";
  private volatile List<String> remarks = List.of();

  private FileSource(
      String name,
      @Nullable Path file,
      InputFile input,
      DatagramDecoder decoder,
      Enrichment enrichment,
      FlowArchive store,
      boolean ownsStore,
      FileMark mark) {
    this.name = name;
    this.file = file;
    this.enrichment = enrichment;
    this.mark = mark;
    this.input = input;
    this.before = decoder.counters();
    this.store = store;
    this.ownsStore = ownsStore;
    this.ingest = Ingest.inOrder(decoder, enrichment, store, mark);
    this.reading = new Thread(this::read, "weir-read-" + name);
    reading.setDaemon(true);
  }

  /// Starts to read a file, no Parquet, into a store of its own, which it closes.
  ///
  /// @throws IOException if the file is none that Weir reads
  public static FileSource open(Path path, Enrichment enrichment, FlowArchive store)
      throws IOException {
    return open(
        path,
        nameOf(path),
        InputFile.open(path, nameOf(path), Reading.BY_CONTENT),
        enrichment,
        store);
  }

  /// The same of any file.
  ///
  /// @param tables opens what only a store can read
  public static FileSource open(
      Path path, Enrichment enrichment, FlowArchive store, TableFile.Opening tables)
      throws IOException {
    InputFile input = InputFile.open(path, nameOf(path), Reading.BY_CONTENT, tables);
    return open(path, nameOf(path), input, enrichment, store);
  }

  private static String nameOf(Path path) {
    return path.equals(InputFile.STANDARD_INPUT) ? "standard input" : path.getFileName().toString();
  }

  private static FileSource open(
      Path path, String name, InputFile input, Enrichment enrichment, FlowArchive store) {
    return new FileSource(
            name,
            Files.isRegularFile(path) ? path : null,
            input,
            new DatagramDecoder(),
            enrichment,
            store,
            true,
            FileMark.none(Instant.now()))
        .start();
  }

  /// Starts to read an input into a store that is somebody else's.
  ///
  /// @param decoder knows what it has learnt from inputs before
  /// @param mark how far the input has been read into the store before
  public static FileSource into(
      String name,
      InputFile input,
      DatagramDecoder decoder,
      Enrichment enrichment,
      FlowArchive store,
      FileMark mark) {
    return new FileSource(name, null, input, decoder, enrichment, store, false, mark).start();
  }

  private FileSource start() {
    reading.start();
    return this;
  }

  private void read() {
    String ending;
    IngestStatus.State end = IngestStatus.State.READY;
    try {
      input.read(new Stoppable());
      ending = describe();
      whole = true;
    } catch (StoppedReading e) {
      ending = "interrupted";
    } catch (IOException e) {
      end = stopping ? IngestStatus.State.READY : IngestStatus.State.FAILED;
      damaged = !stopping; // a pipe that is waited for breaks off
      ending = stopping ? "interrupted" : String.valueOf(e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("reading {} failed; this is a defect", name, e);
      end = IngestStatus.State.FAILED;
      damaged = true;
      ending =
          name + " could not be read to its end: something inside Weir failed (the log has more)";
    } finally {
      var _ = Thread.interrupted(); // it has done what it was for
      ingest.close();
      closeInput();
    }
    String problem = ingest.storeProblem();
    message = problem == null ? ending : problem;
    state = problem == null ? end : IngestStatus.State.FAILED;
  }

  private void closeInput() {
    try {
      input.close();
    } catch (IOException e) {
      LOG.debug("closing {}", name, e);
    }
  }

  private String describe() {
    long flows = flows();
    if (flows == 0) {
      return name + " " + input.withoutFlows();
    }
    StringBuilder text = new StringBuilder(flows + " flows");
    long datagrams = counters().datagrams();
    if (datagrams > 0) {
      text.append(" in ").append(datagrams).append(" datagrams");
    }
    remarks = List.copyOf(input.remarks());
    remarks.forEach(remark -> text.append("; ").append(remark));
    return text.toString();
  }

  /// Flow records that were passed over, because they had been stored before.
  public long knownFlows() {
    return Math.min(flows(), mark.stored() + mark.setApart());
  }

  /// Whether something went wrong; the status says what.
  public boolean failed() {
    return state == IngestStatus.State.FAILED;
  }

  /// Whether the reading ended early and can go on from what is stored: it was stopped, or the
  /// store failed.
  public boolean canGoOn() {
    return !whole && !damaged && !mark.tally().isEmpty();
  }

  /// Whether it was read to its end.
  public boolean isWhole() {
    return whole;
  }

  /// Of this file alone.
  private DecoderCounters counters() {
    return ingest.decoder().counters().since(before);
  }

  private long flows() {
    return counters().records() + ingest.givenFlows();
  }

  /// Ends the reading between two datagrams: when told to, and when nothing can be stored.
  private final class Stoppable implements FlowSink {
    private static final int LOOK_EVERY = 64;
    private int looked;

    @Override
    public void handle(Datagram datagram, WireReader payload) {
      goOn();
      ingest.handle(datagram, payload);
    }

    @Override
    public void ended(Datagram last) {
      ingest.ended(last);
    }

    @Override
    public void idle() {
      ingest.idle();
    }

    @Override
    public FlowBatch take() {
      goOn();
      return ingest.take();
    }

    private void goOn() {
      if (stopping || (++looked % LOOK_EVERY == 0 && ingest.storeProblem() != null)) {
        throw new StoppedReading();
      }
    }

    @Override
    public void give(FlowBatch filled) {
      ingest.give(filled);
    }
  }

  private static final class StoppedReading extends RuntimeException {}

  /// Waits until the file is read, or `millis` have passed.
  public boolean await(long millis) throws InterruptedException {
    reading.join(millis);
    return !reading.isAlive();
  }

  /// What is known of the exporters in the file.
  public DatagramDecoder decoder() {
    return ingest.decoder();
  }

  @Override
  public String name() {
    return name;
  }

  /// A stream is, while packets of now come by it, or may yet.
  @Override
  public boolean live() {
    return state == IngestStatus.State.READING && input.isLive();
  }

  @Override
  public FlowArchive store() {
    return store;
  }

  @Override
  public long lost() {
    return counters().lost();
  }

  @Override
  public List<ExporterStatus> exporters() {
    return decoder().exporters();
  }

  @Override
  public Optional<ExporterMemory> memory(IpAddress exporter) {
    return decoder().memory(exporter);
  }

  @Override
  public IngestStatus status() {
    DecoderCounters counters = counters();
    Map<String, Long> drops = new LinkedHashMap<>(DecoderDrops.of(counters));
    drops.putAll(ingest.drops());
    if (state != IngestStatus.State.READING) {
      Ingest.put(drops, DecoderDrops.NO_TEMPLATE, counters.waitingSets()); // theirs never came
    }
    double size = Math.max(1, input.sizeBytes());
    IngestStatus.State now = state;
    return new IngestStatus(
        now,
        message,
        counters.datagrams(),
        flows(),
        ingest.storedFlows(),
        ingest.setApartFlows(),
        whole ? 1 : input.sizeBytes() == 0 ? -1 : Math.min(1, input.readBytes() / size),
        drops,
        remarks);
  }

  @Override
  public Packets packets() {
    Path captured = file;
    if (captured == null) {
      return Packets.none("what comes by a pipe is not kept: its packets are gone");
    }
    return input.isTraffic()
        ? PacketFiles.of(List.of(captured), enrichment.directions()).with(store)
        : Packets.none(
            name + " holds flows of exporters, not the packets that they were counted from");
  }

  @Override
  public void stop() {
    stopping = true;
    if (!Closing.join(reading, PATIENCE)) {
      reading.interrupt(); // it waits for a pipe in which nothing comes
    }
    var _ = Closing.join(reading, Closing.FOREVER);
  }

  /// Stops reading; what was read stays in the store unless the store is this source's own.
  @Override
  public void close() {
    stop();
    if (ownsStore) {
      store.close();
    }
  }
}
