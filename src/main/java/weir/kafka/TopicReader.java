package weir.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads a topic as one of a group, which shares its partitions. How far the group is, is kept by
/// the brokers, once somebody says [#done]. Used by one thread at a time; [#problem] from any.
public final class TopicReader implements AutoCloseable {
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Topic topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private volatile long heardNanos = System.nanoTime();
  private volatile @Nullable String problem;

  /// How far a reader has come in each partition.
  public static final class Place {
    private final Map<TopicPartition, Long> offsets;

    private Place(Map<TopicPartition, Long> offsets) {
      this.offsets = Map.copyOf(offsets);
    }
  }

  /// Takes messages.
  @FunctionalInterface
  public interface Taking {
    /// @param message without its key
    void take(byte[] message);
  }

  private TopicReader(
      Topic topic, KafkaConsumer<byte[], byte[]> consumer, Runnable beforeOthersTakeOver) {
    this.topic = topic;
    this.consumer = consumer;
    consumer.subscribe(
        Set.of(topic.name()),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> gone) {
            beforeOthersTakeOver.run();
            next.keySet().removeAll(gone);
          }

          @Override
          public void onPartitionsLost(Collection<TopicPartition> gone) {
            next.keySet().removeAll(gone);
          }

          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> come) {}
        });
  }

  /// Does not wait for brokers.
  ///
  /// @param beforeOthersTakeOver the time to say what is [#done]
  /// @throws IOException if that cannot be done with these settings, or no broker's name is known
  public static TopicReader open(
      Topic topic, String group, ClientSettings settings, Runnable beforeOthersTakeOver)
      throws IOException {
    Map<String, Object> usual = Map.of("auto.offset.reset", "earliest", "max.poll.records", "5000");
    Map<String, Object> fixed =
        Map.of(
            "bootstrap.servers", topic.servers(),
            "group.id", group,
            "enable.auto.commit", "false",
            "key.deserializer", ByteArrayDeserializer.class.getName(),
            "value.deserializer", ByteArrayDeserializer.class.getName());
    try {
      return new TopicReader(
          topic, new KafkaConsumer<>(settings.over(usual, fixed)), beforeOthersTakeOver);
    } catch (KafkaException e) {
      throw new IOException(topic + " cannot be read: " + ClientSettings.words(e), e);
    }
  }

  /// Hands on the messages that are there, waiting a moment for them; what goes wrong is a
  /// [#problem], and the next call tries again.
  ///
  /// @return whether there were any
  public boolean poll(Duration most, Taking into) {
    try {
      var records = consumer.poll(most);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.value() != null) {
          into.take(record.value());
        }
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      if (!ClientSettings.isAlone(consumer.metrics())) {
        heardNanos = System.nanoTime();
      }
      problem = null;
      return !records.isEmpty();
    } catch (KafkaException e) {
      problem = topic + " cannot be read: " + ClientSettings.words(e);
      return false;
    }
  }

  /// Behind the last message that was handed on.
  public Place place() {
    return new Place(next);
  }

  /// All up to there need not be read again, by nobody of the group.
  public void done(Place place) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    Set<TopicPartition> assigned = consumer.assignment();
    place.offsets.forEach(
        (partition, offset) -> {
          if (assigned.contains(partition)) {
            offsets.put(partition, new OffsetAndMetadata(offset));
          }
        });
    if (!offsets.isEmpty()) {
      try {
        consumer.commitSync(offsets, Duration.ofSeconds(2));
      } catch (KafkaException e) {
        problem = "how far " + topic + " was read cannot be kept: " + ClientSettings.words(e);
      }
    }
  }

  /// Reads again what is not [#done].
  public void rewind() {
    try {
      Set<TopicPartition> assigned = consumer.assignment();
      Map<TopicPartition, OffsetAndMetadata> done =
          consumer.committed(assigned, Duration.ofSeconds(2));
      for (TopicPartition partition : assigned) {
        OffsetAndMetadata offset = done.get(partition);
        if (offset == null) {
          consumer.seekToBeginning(Set.of(partition));
        } else {
          consumer.seek(partition, offset.offset());
        }
        next.remove(partition);
      }
    } catch (KafkaException e) {
      problem = topic + " cannot be read again: " + ClientSettings.words(e);
    }
  }

  /// What is wrong, in words.
  public Optional<String> problem() {
    return System.nanoTime() - heardNanos > SILENT_NANOS
        ? Optional.of("no broker of " + topic.servers() + " answers; it is tried again")
        : Optional.ofNullable(problem);
  }

  /// Leaves the group.
  public void close(Duration most) {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(most));
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
