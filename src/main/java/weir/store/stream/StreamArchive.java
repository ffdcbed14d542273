package weir.store.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.decode.file.MessageForm;
import weir.decode.file.ProtobufWriter;
import weir.flow.Destination;
import weir.flow.FlowBatch;
import weir.store.Delivery;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.StoreException;
import weir.store.WriteOnlyArchive;

/// Sends flows to another Weir: `FlowMessage`s, each behind its length, over TCP. A flow counts as
/// sent once the system has taken it. While nobody takes any, writers wait, and what there is no
/// room for is dropped and counted before it comes here.
public final class StreamArchive extends WriteOnlyArchive {
  /// Much smaller than what is on its way.
  private static final int MOST_GATHERED = 64 << 10;

  private final Destination to;
  private final Supplier<FlowArchive> opening;
  private final List<Writer> writers = new CopyOnWriteArrayList<>();
  private @Nullable FlowArchive local;

  /// @param local opens the data set in whose quarantine flows are kept whose times cannot be true
  public StreamArchive(Destination to, Supplier<FlowArchive> local) {
    super("ask the Weir at " + to);
    this.to = to;
    this.opening = local;
  }

  /// One thread's connection.
  private final class Writer implements FlowWriter {
    private final Connection connection = new Connection(to);
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(MOST_GATHERED);
    private final ProtobufWriter flows = new ProtobufWriter(gathered, MessageForm.WEIR);
    private long rows;
    private final AtomicLong sent = new AtomicLong();

    @Override
    public void append(FlowBatch batch) {
      try {
        for (int row = 0; row < batch.rows(); row++) {
          flows.write(batch, row);
          rows++;
          if (gathered.size() >= MOST_GATHERED) {
            send();
          }
        }
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void commit() {
      try {
        send();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private void send() throws IOException {
      if (rows > 0) {
        connection.send(gathered, rows);
        sent.addAndGet(rows);
        rows = 0;
        gathered.reset();
      }
    }

    private StoreException failed(IOException e) {
      rows = 0;
      gathered.reset();
      return new StoreException(String.valueOf(e.getMessage()), e);
    }

    @Override
    public long committed() {
      return sent.get();
    }

    @Override
    public void close() {
      try {
        commit();
      } finally {
        connection.close();
      }
    }
  }

  @Override
  public FlowWriter writer() {
    Writer writer = new Writer();
    writers.add(writer);
    return writer;
  }

  @Override
  public Optional<Delivery> delivery() {
    long sent = writers.stream().mapToLong(Writer::committed).sum();
    long lost = writers.stream().mapToLong(writer -> writer.connection.perhapsLost()).sum();
    List<String> problems =
        writers.stream()
            .map(writer -> writer.connection.problem())
            .filter(problem -> !problem.isEmpty())
            .distinct()
            .toList();
    Map<String, Long> drops =
        lost == 0 ? Map.of() : Map.of("on the way when a connection broke, at most", lost);
    return Optional.of(new Delivery(sent, 0, 0, 0, drops, 0, 0, problems));
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
    writers.forEach(writer -> writer.connection.giveUp());
  }
}
