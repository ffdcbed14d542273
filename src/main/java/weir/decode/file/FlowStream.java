package weir.decode.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.wire.OctetStream;

/// One sender's stream. Whole messages are handed on a moment after they came, together with those
/// that came in that moment, whatever may follow; a batch is held for no longer than that.
final class FlowStream {
  /// How long the first message of a batch waits for others.
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /// How often who waits looks whether the stream is to end, or the sender silent for too long.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final OctetStream octets;
  private final ProtobufFile messages;
  private final long silenceNanos;

  private boolean ended;
  private boolean abandoned;

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
  FlowStream(OctetStream octets, Admission admission, Duration silence) {
    this.octets = octets;
    this.messages = ProtobufFile.stream(octets.name(), octets, admission);
    this.silenceNanos = silence.toNanos();
  }

  /// Hands on what comes, until it ends.
  ///
  /// @throws Silent if the sender is too slow
  /// @throws IOException if it sends what cannot be understood, or breaks off
  void run(FlowBatches batches) throws IOException {
    while (await(Long.MAX_VALUE)) {
      FlowBatch batch = batches.take(); // waits where the store does
      try {
        gather(batch);
      } finally {
        handOn(batch, batches);
      }
    }
    String remarks = String.join("; ", messages.remarks());
    if (!remarks.isEmpty()) {
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

  private synchronized void handOn(FlowBatch batch, FlowBatches batches) {
    if (abandoned) {
      batch.reset();
    }
    if (batch.rows() > 0) {
      flowNanos = System.nanoTime();
      messageNanos = flowNanos; // while the store was waited for, nobody read
    }
    batches.give(batch);
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
      ended = !read(left);
      if (!ended && !messages.hasMessage()) {
        checkSilence();
      }
    }
    return true;
  }

  private boolean read(long patienceNanos) throws IOException {
    octets.patience(patienceNanos);
    try {
      return messages.fill();
    } catch (InterruptedIOException e) {
      return true;
    }
  }

  private void checkSilence() throws Silent {
    boolean within = messages.isWithinMessage();
    if (System.nanoTime() - (within ? messageNanos : flowNanos) > silenceNanos) {
      throw new Silent(
          octets.name()
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

  /// Has it hand on nothing any more.
  synchronized void abandon() {
    abandoned = true;
  }
}
