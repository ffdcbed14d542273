package weir.decode.file;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Admission;
import weir.flow.FlowBatches;
import weir.flow.SeldomLog;
import weir.wire.OctetStream;
import weir.wire.StreamHandler;

/// Takes streams of `FlowMessage`s, from many senders at once. One that sends nothing whole for a
/// minute is left, so that others get its place.
public final class FlowStreams implements StreamHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlowStreams.class);

  /// Shorter ones are for tests of the whole program.
  private static final Duration SILENCE =
      Duration.ofSeconds(Math.max(1, Long.getLong("weir.stream.seconds", 60)));

  private final Admission admission;
  private final Duration silence;
  private final IntFunction<FlowBatches> batches;
  private final Set<FlowStream> streams = new HashSet<>(); // guards itself
  private long withoutField; // of those that have ended
  private final AtomicLong silent = new AtomicLong();
  private final SeldomLog closings = new SeldomLog(LOG);

  /// @param admission of the agents that messages name
  /// @param batches gives batches to fill for flows that come by a port, waiting for one if need
  ///   be, and takes them back, with rows or without, never waiting; from any thread
  public FlowStreams(Admission admission, IntFunction<FlowBatches> batches) {
    this(admission, SILENCE, batches);
  }

  FlowStreams(Admission admission, Duration silence, IntFunction<FlowBatches> batches) {
    this.admission = admission;
    this.silence = silence;
    this.batches = batches;
  }

  @Override
  public void handle(OctetStream octets) throws IOException {
    FlowStream stream = new FlowStream(octets, admission, silence);
    synchronized (streams) {
      streams.add(stream);
    }
    try {
      stream.run(batches.apply(octets.port()));
    } catch (FlowStream.Silent e) {
      silent.incrementAndGet();
      closings.warn(() -> String.valueOf(e.getMessage()));
    } finally {
      synchronized (streams) {
        streams.remove(stream);
        withoutField += stream.withoutField();
      }
    }
  }

  private long withoutField() {
    synchronized (streams) {
      return withoutField + streams.stream().mapToLong(FlowStream::withoutField).sum();
    }
  }

  /// How many streams were left, and messages passed over, by cause in words; causes with none are
  /// left out.
  public Map<String, Long> refused() {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (silent.get() > 0) {
      counts.put("closed streams: silent", silent.get());
    }
    long passedOver = withoutField();
    if (passedOver > 0) {
      counts.put("refused messages: without a field", passedOver);
    }
    return counts;
  }

  /// Hands on nothing any more; to be called when no more streams come. Those that have not ended
  /// by now wait for the store.
  @Override
  public void close() {
    synchronized (streams) {
      streams.forEach(FlowStream::abandon);
      if (!streams.isEmpty()) {
        LOG.warn(
            "the store does not take what {} streams have sent last; it is lost", streams.size());
      }
    }
  }
}
