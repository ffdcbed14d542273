package weir.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.decode.file.FlowMessages;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.kafka.ClientSettings;
import weir.kafka.Topic;
import weir.kafka.TopicReader;
import weir.store.Closing;

/// Flows out of a topic of Kafka. How far it was read is told to the brokers only when the flows
/// are stored: after a crash, or where the store has failed, some are read twice and none is left
/// out.
public final class TopicInput implements LiveInput {
  private static final Logger LOG = LoggerFactory.getLogger(TopicInput.class);

  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final long TELL_NANOS = 1_000_000_000L;

  private final Topic topic;
  private final FlowMessages messages;
  private final TopicReader reader;

  /// Batches that are with the store, in the order in which they were handed on.
  private final Deque<Given> given = new ArrayDeque<>();

  private long toldNanos;
  private @Nullable FlowBatch filling;
  private @Nullable Thread thread;
  private volatile boolean closing;

  /// A batch on its way, and where the reader was behind it.
  private static final class Given implements FlowSink.Receipt {
    private final TopicReader.Place place;
    private volatile boolean stored;
    private volatile boolean settled;

    Given(TopicReader.Place place) {
      this.place = place;
    }

    @Override
    public void settled(boolean isStored) {
      stored = isStored;
      settled = true;
    }
  }

  private TopicInput(Topic topic, String group, ClientSettings settings, Admission admission)
      throws IOException {
    this.topic = topic;
    this.messages = new FlowMessages(admission);
    this.reader = TopicReader.open(topic, group, settings, this::tell);
  }

  /// @param group whose members share the topic's partitions
  public static LiveInput.Opening of(Topic topic, String group, ClientSettings settings) {
    return admission -> new TopicInput(topic, group, settings, admission);
  }

  @Override
  public String where() {
    return closing ? "" : "to the topic " + topic;
  }

  @Override
  public void start(FlowSink into) {
    thread = Thread.ofPlatform().daemon().name("weir-topic").start(() -> run(into));
  }

  private void run(FlowSink into) {
    while (!closing) {
      try {
        boolean more = reader.poll(PATIENCE, value -> take(value, into));
        handOn(into);
        if (!more || System.nanoTime() - toldNanos > TELL_NANOS) {
          tell();
        }
      } catch (RuntimeException e) {
        LOG.error("reading {} failed; this is a defect", topic, e);
        handOn(into);
      }
    }
  }

  private void take(byte[] value, FlowSink into) {
    FlowBatch batch = filling;
    if (batch == null) {
      batch = into.take(); // waits where the store does
      filling = batch;
    }
    messages.read(value, batch);
    if (batch.isFull()) {
      handOn(into);
    }
  }

  private void handOn(FlowSink into) {
    FlowBatch batch = filling;
    if (batch != null) {
      filling = null;
      Given one = new Given(reader.place());
      given.addLast(one);
      into.give(batch, one);
    }
  }

  /// Tells the brokers how far flows are stored; behind those that are not, reads again.
  private void tell() {
    toldNanos = System.nanoTime();
    TopicReader.Place stored = null;
    boolean failed = false;
    for (Given first = given.peekFirst();
        first != null && first.settled && !failed;
        first = given.peekFirst()) {
      given.removeFirst();
      failed = !first.stored;
      stored = failed ? stored : first.place;
    }
    if (stored != null) {
      reader.done(stored);
    }
    if (failed) {
      given.clear();
      reader.rewind();
    }
  }

  @Override
  public Map<String, Long> drops() {
    return messages.drops();
  }

  @Override
  public List<String> advice() {
    return closing
        ? List.of()
        : reader.problem().map(problem -> "Topic: " + problem + ".").stream().toList();
  }

  @Override
  public void close(Duration most) {
    closing = true;
    Thread running = thread;
    if (running != null) {
      var _ = Closing.join(running, most);
    }
  }

  @Override
  public void settle(Duration most) {
    Thread running = thread;
    if (running == null || !running.isAlive()) {
      tell();
      reader.close(most);
    }
  }
}
