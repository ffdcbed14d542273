package weir.store.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.decode.file.MessageForm;
import weir.decode.file.ProtobufWriter;
import weir.flow.FlowBatch;
import weir.kafka.ClientSettings;
import weir.kafka.Topic;
import weir.kafka.TopicWriter;
import weir.store.Delivery;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.StoreException;
import weir.store.StoreStatus;
import weir.store.WriteOnlyArchive;

/// Writes flows to a topic, as goflow2 does: one a message, behind its length. A flow is stored
/// once the brokers have it; while they do not take any, writers wait, and what there is no room
/// for is dropped and counted before it comes here.
public final class TopicArchive extends WriteOnlyArchive {
  private final Topic topic;
  private final ClientSettings settings;
  private final MessageForm form;
  private final List<String> cautions;
  private final Supplier<FlowArchive> opening;
  private final List<Writer> writers = new CopyOnWriteArrayList<>();
  private @Nullable FlowArchive local;

  private TopicArchive(
      Topic topic,
      ClientSettings settings,
      MessageForm form,
      List<String> cautions,
      Supplier<FlowArchive> opening) {
    super("read the topic with weir collect --kafka-from");
    this.topic = topic;
    this.settings = settings;
    this.form = form;
    this.cautions = cautions;
    this.opening = opening;
  }

  /// @param local opens the data set in whose quarantine flows are kept whose times cannot be true
  /// @throws StoreException with what is wrong, in a sentence; that no broker answers is none
  public static TopicArchive open(
      Topic topic, ClientSettings settings, MessageForm form, Supplier<FlowArchive> local) {
    try (TopicWriter writer = TopicWriter.open(topic, settings)) {
      List<String> cautions =
          writer.look()
              ? List.of()
              : List.of(
                  "no broker tells of "
                      + topic
                      + " yet: none is there, or it has no such topic; it is tried again");
      return new TopicArchive(topic, settings, form, cautions, local);
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  /// One thread's way into the topic.
  private final class Writer implements FlowWriter {
    private final TopicWriter out;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream(512);
    private final ProtobufWriter flows = new ProtobufWriter(message, form);
    private long refusedBefore;

    private Writer(TopicWriter out) {
      this.out = out;
    }

    @Override
    public void append(FlowBatch batch) {
      try {
        for (int row = 0; row < batch.rows(); row++) {
          message.reset();
          flows.write(batch, row);
          out.send(message.toByteArray());
        }
      } catch (IOException e) {
        out.flush();
        throw new StoreException(String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public void commit() {
      out.flush();
      long refused = out.refused();
      if (refused > refusedBefore) {
        refusedBefore = refused;
        throw new StoreException(out.problem().orElse(topic + " has refused flows"), null);
      }
    }

    @Override
    public long committed() {
      return out.taken();
    }

    @Override
    public void close() {
      try {
        commit();
      } finally {
        out.close();
      }
    }
  }

  @Override
  public FlowWriter writer() {
    try {
      Writer writer = new Writer(TopicWriter.open(topic, settings));
      writers.add(writer);
      return writer;
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Optional<Delivery> delivery() {
    List<String> problems =
        writers.stream().flatMap(writer -> writer.out.problem().stream()).distinct().toList();
    long taken = writers.stream().mapToLong(Writer::committed).sum();
    long refused = writers.stream().mapToLong(writer -> writer.out.refused()).sum();
    return Optional.of(new Delivery(taken, 0, 0, refused, Map.of(), 0, 0, problems));
  }

  @Override
  public StoreStatus status() {
    long taken = writers.stream().mapToLong(Writer::committed).sum();
    return new StoreStatus(taken, 0, 0, 0, 0, StoreStatus.Keeping.EVERYTHING, cautions);
  }

  @Override
  public synchronized FlowArchive apart() {
    if (local == null) {
      local = opening.get();
    }
    return local.apart();
  }

  @Override
  public synchronized void close() {
    if (local != null) {
      local.close();
    }
    writers.forEach(writer -> writer.out.close(Duration.ZERO));
  }
}
