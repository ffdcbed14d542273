package weir.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.CaptureFile;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.store.FlowStore;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// A capture file read into a store, on the capture's own clock. Reading runs on a thread of its
/// own; the status tells how far it is.
public final class FileSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

  private final Path path;
  private final FlowStore store;
  private final boolean ownsStore;
  private final Ingest ingest;
  private final CaptureFile capture;
  private final Thread reading;
  private volatile IngestStatus.State state = IngestStatus.State.READING;
  private volatile boolean stopping;
  private volatile String message = "reading";

  private FileSource(
      Path path, CaptureFile capture, Directions directions, FlowStore store, boolean ownsStore) {
    this.path = path;
    this.capture = capture;
    this.store = store;
    this.ownsStore = ownsStore;
    this.ingest = new Ingest(new DatagramDecoder(), directions, store, Ingest.Pressure.WAIT);
    this.reading = new Thread(this::read, "weir-read-" + path.getFileName());
    reading.setDaemon(true);
  }

  /// Starts to read a file into a store of its own, which it closes.
  ///
  /// @throws IOException if the file cannot be read as a capture
  public static FileSource open(Path path, Directions directions, FlowStore store)
      throws IOException {
    return start(path, directions, store, true);
  }

  /// Starts to read a file into a store that is somebody else's.
  ///
  /// @throws IOException if the file cannot be read as a capture
  public static FileSource into(Path path, Directions directions, FlowStore store)
      throws IOException {
    return start(path, directions, store, false);
  }

  private static FileSource start(
      Path path, Directions directions, FlowStore store, boolean ownsStore) throws IOException {
    FileSource source = new FileSource(path, CaptureFile.open(path), directions, store, ownsStore);
    source.reading.start();
    return source;
  }

  private void read() {
    String ending;
    IngestStatus.State end = IngestStatus.State.READY;
    try {
      ending = describe(capture.read(new Stoppable()));
    } catch (StoppedReading e) {
      ending = "stopped";
    } catch (IOException e) {
      end = IngestStatus.State.FAILED;
      ending = String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("reading {} failed; this is a defect", path, e);
      end = IngestStatus.State.FAILED;
      ending = path.getFileName() + " could not be read to its end: " + e;
    } finally {
      ingest.close();
      closeCapture();
    }
    String problem = ingest.storeProblem();
    message = problem == null ? ending : problem;
    state = problem == null ? end : IngestStatus.State.FAILED;
  }

  private void closeCapture() {
    try {
      capture.close();
    } catch (IOException e) {
      LOG.debug("closing {}", path, e);
    }
  }

  private String describe(CaptureFile.Summary summary) {
    var counters = ingest.decoder().counters();
    if (counters.records() == 0) {
      return path.getFileName()
          + " holds "
          + summary.packets()
          + " packets and "
          + summary.udpDatagrams()
          + " UDP datagrams, but no flow that Weir can decode. Weir opens captures of NetFlow, IPFIX and"
          + " sFlow exports";
    }
    return counters.records()
        + " flows in "
        + counters.datagrams()
        + " datagrams"
        + CaptureRemarks.of(summary).map(remark -> "; " + remark).orElse("");
  }

  /// Ends the reading between two datagrams.
  private final class Stoppable implements DatagramHandler {
    @Override
    public void handle(Datagram datagram, WireReader payload) {
      if (stopping) {
        throw new StoppedReading();
      }
      ingest.handle(datagram, payload);
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
    return path.getFileName().toString();
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public FlowStore store() {
    return store;
  }

  @Override
  public IngestStatus status() {
    var counters = ingest.decoder().counters();
    Map<String, Long> drops = new LinkedHashMap<>(DecoderDrops.of(counters));
    drops.putAll(ingest.drops());
    if (state != IngestStatus.State.READING) {
      Ingest.put(drops, DecoderDrops.NO_TEMPLATE, counters.waitingSets()); // theirs never came
    }
    double size = Math.max(1, capture.sizeBytes());
    IngestStatus.State now = state;
    return new IngestStatus(
        now,
        message,
        counters.datagrams(),
        counters.records(),
        ingest.storedFlows(),
        now == IngestStatus.State.READING ? Math.min(1, capture.readBytes() / size) : 1,
        drops);
  }

  /// Stops reading; what was read stays in the store unless the store is this source's own.
  @Override
  public void close() {
    stopping = true;
    boolean interrupted = false;
    while (reading.isAlive()) {
      try {
        reading.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (ownsStore) {
      store.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
