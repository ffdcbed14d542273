package weir.decode.file;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.IpAddress;

/// One sender's stream. Whole messages are handed on a moment after they came, together with those
/// that came in that moment, whatever may follow; a batch is held for no longer than that.
final class FlowStream implements AutoCloseable {
  /// How long the first message of a batch waits for others.
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /// How often a reader that waits looks whether it is to end.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long IN_A_MILLI = 1_000_000;

  private final Socket socket;
  private final IpAddress sender;
  private final String name;
  private final ProtobufFile messages;
  private final long silenceNanos;

  private boolean ended;
  private boolean abandoned;
  private volatile boolean ending;
  private volatile long endNanos;

  /// When the last flow came, and when the message began that has not come whole yet.
  private long flowNanos = System.nanoTime();

  private long messageNanos = flowNanos;
  private long messageAt;

  /// The sender was closed because nothing whole came from it.
  static final class Silent extends IOException {
    Silent(String sentence) {
      super(sentence);
    }
  }

  /// @param silence how long a sender may send no flow, and how long a message may take
  FlowStream(Socket socket, IpAddress sender, Admission admission, Duration silence)
      throws IOException {
    this.socket = socket;
    this.sender = sender;
    this.name = "the stream from " + sender + ", port " + socket.getPort();
    this.messages = ProtobufFile.stream(name, socket.getInputStream(), admission);
    this.silenceNanos = silence.toNanos();
  }

  IpAddress sender() {
    return sender;
  }

  /// Hands on what comes, until the sender ends or this is told to.
  ///
  /// @throws Silent if the sender is too slow
  /// @throws IOException if it sends what cannot be understood, or breaks off
  void run(Supplier<FlowBatch> empty, Consumer<FlowBatch> filled) throws IOException {
    while (await(Long.MAX_VALUE)) {
      FlowBatch batch = empty.get(); // waits where the store does
      try {
        gather(batch);
      } finally {
        handOn(batch, filled);
      }
    }
    String remarks = String.join("; ", messages.remarks());
    if (!remarks.isEmpty() && !ending) {
      throw new IOException(remarks);
    }
  }

  private void gather(FlowBatch batch) throws IOException {
    long since = System.nanoTime();
    long left = GATHER_NANOS;
    do {
      messages.take(batch);
      left = since + GATHER_NANOS - System.nanoTime();
    } while (!batch.isFull() && left > 0 && await(left));
  }

  private synchronized void handOn(FlowBatch batch, Consumer<FlowBatch> filled) {
    if (abandoned) {
      batch.reset();
    }
    if (batch.rows() > 0) {
      flowNanos = System.nanoTime();
      messageNanos = flowNanos; // while the store was waited for, nobody read
    }
    filled.accept(batch);
  }

  /// Reads until there is a whole message; false where there will be none, or not in time.
  private boolean await(long patienceNanos) throws IOException {
    long start = System.nanoTime();
    while (!messages.hasMessage()) {
      long now = System.nanoTime();
      long left = Math.min(LOOK_NANOS, patienceNanos - (now - start));
      if (ended || left <= 0) {
        return false;
      }
      if (!messages.isWithinMessage() || messages.readBytes() != messageAt) {
        messageAt = messages.readBytes();
        messageNanos = now;
      }
      ended = (ending && isRead(now)) || !read(left);
      if (!ended && !messages.hasMessage()) {
        checkSilence();
      }
    }
    return true;
  }

  /// Whether all is read that is to be read before the end.
  private boolean isRead(long now) throws IOException {
    return now - endNanos >= 0 || messages.available() == 0;
  }

  private boolean read(long patienceNanos) throws IOException {
    socket.setSoTimeout((int) Math.max(1, patienceNanos / IN_A_MILLI));
    try {
      return messages.fill();
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private void checkSilence() throws Silent {
    boolean within = messages.isWithinMessage();
    if (System.nanoTime() - (within ? messageNanos : flowNanos) > silenceNanos) {
      throw new Silent(
          name
              + " was closed: for "
              + TimeUnit.NANOSECONDS.toSeconds(silenceNanos)
              + " s it sent no "
              + (within ? "whole message" : "flow"));
    }
  }

  /// Messages of it that were passed over; from any thread.
  long withoutField() {
    return messages.withoutField();
  }

  /// Has [#run] read what has come, and end.
  ///
  /// @param untilNanos when a sender that goes on is left behind
  void end(long untilNanos) {
    endNanos = untilNanos;
    ending = true;
  }

  /// Has it hand on nothing any more.
  synchronized void abandon() {
    abandoned = true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
