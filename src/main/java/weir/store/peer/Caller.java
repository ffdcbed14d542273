package weir.store.peer;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.Query;
import weir.query.Records;
import weir.query.Result;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.FlowStream;
import weir.store.Question;
import weir.store.StoreException;

/// One connection that asks: what it has open is given back when it ends, whichever way. One thread
/// reads what is asked, so that a caller's end is noticed while another one still works on its
/// question.
final class Caller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Caller.class);
  private static final DataInputStream END = new DataInputStream(DataInputStream.nullInputStream());
  private static final int AHEAD = 4;
  private static final long CLOSE_SECONDS = 10;

  private final FlowReader store;
  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Consumer<Caller> ended;
  private final BlockingQueue<DataInputStream> asked = new ArrayBlockingQueue<>(AHEAD);
  private final Thread working;
  private final Cancel cancel = new Cancel();
  private volatile long sendingSinceNanos;
  private volatile boolean sending;
  private @Nullable Question<?> question;
  private @Nullable Records records;
  private @Nullable FlowStream stream;

  /// @param ended called when it is over
  Caller(FlowReader store, SocketChannel channel, Consumer<Caller> ended) {
    this.store = store;
    this.channel = channel;
    this.in = new DataInputStream(Channels.newInputStream(channel));
    this.out = new DataOutputStream(Channels.newOutputStream(channel));
    this.ended = ended;
    working = Thread.ofPlatform().daemon().name("weir-caller").unstarted(this::work);
  }

  void start() {
    working.start();
  }

  /// Whether it has taken longer than that to read what is sent to it.
  boolean isSlower(long nanos) {
    return sending && System.nanoTime() - sendingSinceNanos > nanos;
  }

  private void read() {
    try {
      while (true) {
        asked.put(Wire.receive(in, Wire.MOST_ASKED));
      }
    } catch (IOException e) {
      LOG.debug("a caller has ended: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cancel.cancel();
      asked.clear();
      var _ = asked.offer(END);
    }
  }

  private void work() {
    Thread reading = null;
    try {
      Wire.greet(out);
      if (Wire.greeting(in) == Wire.VERSION) {
        reading = Thread.ofVirtual().name("weir-caller-read").start(this::read);
        DataInputStream next = asked.take();
        while (next != END) {
          answer(next);
          next = asked.take();
        }
      }
    } catch (IOException e) {
      LOG.debug("a caller has ended: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("a caller could not be answered; this is a defect", e);
    } finally {
      close();
      giveBack();
      if (reading != null) {
        reading.interrupt();
      }
      ended.accept(this);
    }
  }

  private void answer(DataInputStream request) throws IOException {
    Wire.Content content;
    try {
      content = content(request);
    } catch (StoreException e) {
      send(Wire.Reply.FAILED, e);
      return;
    }
    try {
      send(
          frame -> {
            frame.writeByte(Wire.Reply.ANSWER.ordinal());
            content.write(frame);
          });
    } catch (Wire.TooLong e) {
      send(Wire.Reply.FAILED, new StoreException(String.valueOf(e.getMessage()), e));
    }
  }

  private void send(Wire.Reply reply, StoreException e) throws IOException {
    send(
        frame -> {
          frame.writeByte(e.isCancelled() ? Wire.Reply.CANCELLED.ordinal() : reply.ordinal());
          Wire.text(String.valueOf(e.getMessage()), frame);
        });
  }

  private void send(Wire.Content content) throws IOException {
    sendingSinceNanos = System.nanoTime();
    sending = true;
    try {
      Wire.send(out, Wire.MOST_ANSWERED, content);
    } finally {
      sending = false;
    }
  }

  /// Does what is asked; what comes of it is written afterwards.
  private Wire.Content content(DataInputStream request) throws IOException {
    int kind = request.readUnsignedByte();
    if (kind >= Wire.Request.values().length) {
      throw new IOException("nothing that is known is asked: " + kind);
    }
    return switch (Wire.Request.values()[kind]) {
      case STATUS -> this::status;
      case ASK -> {
        ask(questions().read(request));
        yield _ -> {};
      }
      case NEXT -> next();
      case PAGE -> page(request.readLong(), request.readInt());
      case FILLED -> filled();
      case STREAM -> stream(request);
      case CHUNK -> chunk();
      case SQL -> {
        String sql = store.sql(questions().read(request));
        yield out -> Wire.text(sql, out);
      }
    };
  }

  /// By what people call things, which both sides know: what exporters tell, this one alone hears.
  private Questions questions() {
    return new Questions(Dimensions.of(store.naming()));
  }

  private void status(DataOutput out) throws IOException {
    Sums.status(store.status(), out);
    Wire.text(store.engine(), out);
  }

  private void ask(Query<?> query) {
    giveBack();
    question = store.ask(query, cancel);
  }

  private Wire.Content next() throws IOException {
    Question<?> asking = question;
    if (asking == null) {
      throw new IOException("nothing was asked");
    }
    Result result = asking.next();
    if (result instanceof Records found) {
      records = found;
    }
    return out -> Sums.write(result, out);
  }

  private Records records() throws IOException {
    Records found = records;
    if (found == null) {
      throw new IOException("no records were asked for");
    }
    return found;
  }

  private Wire.Content page(long from, int most) throws IOException {
    FlowBatch page = records().page(Math.max(0, from), Math.clamp(most, 0, LinkedRecords.MOST));
    return out -> Flows.write(page, out);
  }

  private Wire.Content filled() throws IOException {
    Map<FlowField, Long> filled = new EnumMap<>(FlowField.class);
    filled.putAll(records().filled());
    return out -> {
      out.writeInt(filled.size());
      for (Map.Entry<FlowField, Long> one : filled.entrySet()) {
        Wire.text(one.getKey().fieldName(), out);
        out.writeLong(one.getValue());
      }
    };
  }

  private Wire.Content stream(DataInputStream request) throws IOException {
    giveBack();
    TimeRange range = Questions.range(request);
    Filter filter = questions().filter(request);
    Set<FlowField> fields = Questions.fields(request);
    FlowStream opened = store.stream(range, filter, fields, cancel);
    stream = opened;
    return out -> Questions.fields(opened.fields(), out);
  }

  private Wire.Content chunk() throws IOException {
    FlowStream open = stream;
    if (open == null) {
      throw new IOException("no flows were asked for");
    }
    Optional<FlowBatch> next = open.next();
    double share = open.share();
    return out -> {
      out.writeDouble(share);
      out.writeBoolean(next.isPresent());
      if (next.isPresent()) {
        Flows.write(next.get(), out);
      }
    };
  }

  private void giveBack() {
    try (FlowStream _ = stream;
        Question<?> _ = question) {
      stream = null;
      question = null;
      records = null;
    } catch (RuntimeException e) {
      LOG.warn("what a caller had asked could not be closed: {}", e.toString());
    }
  }

  @Override
  public void close() {
    cancel.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing a caller: {}", e.toString());
    }
  }

  /// Until it has given back what it had.
  void await() {
    try {
      working.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
