package weir.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Writes messages to a topic, without keys: any partition gets them. What brokers do not take is
/// sent again as long as it takes; who writes waits when too much is on its way. One thread writes;
/// counts can be read from any.
public final class TopicWriter implements AutoCloseable {
  private static final long MOST_WAITING_BYTES = 32L << 20;
  private static final int BATCH_BYTES = 256 << 10;
  private static final int LOOK_MILLIS = 2000;
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Topic topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Callback callback;
  private long sent;
  private boolean handedOver;
  private volatile @Nullable Thread sending;
  private volatile boolean closing;
  private volatile long heardNanos = System.nanoTime();
  private volatile @Nullable String problem;

  private TopicWriter(Topic topic, KafkaProducer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
    this.callback = (_, failure) -> answered(failure);
  }

  /// Of what could not even be handed over the sending thread hears itself, in [#send].
  private void answered(@Nullable Exception failure) {
    if (failure instanceof TimeoutException && Thread.currentThread().equals(sending)) {
      handedOver = false;
      return;
    }
    heardNanos = System.nanoTime();
    if (failure == null) {
      taken.incrementAndGet();
      problem = null;
    } else {
      problem = topic.name() + " does not take messages: " + ClientSettings.words(failure);
      refused.incrementAndGet();
    }
  }

  /// Does not wait for brokers.
  ///
  /// @throws IOException if that cannot be done with these settings, or no broker's name is known
  public static TopicWriter open(Topic topic, ClientSettings settings) throws IOException {
    Map<String, Object> usual =
        Map.of(
            "linger.ms", "20",
            "batch.size", Integer.toString(BATCH_BYTES),
            "buffer.memory", Long.toString(MOST_WAITING_BYTES));
    Map<String, Object> fixed =
        Map.of(
            "bootstrap.servers", topic.servers(),
            "acks", "all",
            "delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE),
            "max.block.ms", Integer.toString(LOOK_MILLIS),
            "key.serializer", ByteArraySerializer.class.getName(),
            "value.serializer", ByteArraySerializer.class.getName());
    try {
      return new TopicWriter(topic, new KafkaProducer<>(settings.over(usual, fixed)));
    } catch (KafkaException e) {
      throw new IOException(topic + " cannot be written to: " + ClientSettings.words(e), e);
    }
  }

  /// Asks for the topic, once.
  ///
  /// @return whether a broker has answered, and it is there
  /// @throws IOException if it refuses this account, or its name
  public boolean look() throws IOException {
    try {
      producer.partitionsFor(topic.name());
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (KafkaException e) {
      throw new IOException(topic + " cannot be written to: " + ClientSettings.words(e), e);
    }
  }

  /// Hands a message over; waits while too much is on its way, or no broker tells of the topic.
  ///
  /// @throws IOException if the topic will not have it, or it was closed meanwhile
  public void send(byte[] message) throws IOException {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), message);
    sending = Thread.currentThread();
    while (!closing) {
      try {
        handedOver = true;
        var _ = producer.send(record, callback);
        if (handedOver) {
          sent++;
          return;
        }
      } catch (KafkaException | IllegalStateException e) {
        throw new IOException(topic + " cannot be written to: " + ClientSettings.words(e), e);
      }
    }
    throw new IOException(topic + " did not take what was left");
  }

  /// Waits until brokers have taken all that was sent, or refused it.
  public void flush() {
    if (taken.get() + refused.get() < sent) {
      producer.flush();
    }
  }

  /// Messages that brokers have.
  public long taken() {
    return taken.get();
  }

  /// Messages that they would not have.
  public long refused() {
    return refused.get();
  }

  /// What is wrong, in words.
  public Optional<String> problem() {
    String known = problem;
    boolean silent =
        System.nanoTime() - heardNanos > SILENT_NANOS && ClientSettings.isAlone(producer.metrics());
    return silent
        ? Optional.of("no broker of " + topic.servers() + " answers; it is tried again")
        : Optional.ofNullable(known);
  }

  /// Gives up what brokers have not taken in time.
  public void close(Duration most) {
    closing = true;
    producer.close(most);
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }
}
