package weir.decode.file;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// A stream of `FlowMessage`s (`weir/schema/flow.proto`, goflow2's `pb/flow.proto`), each behind
/// its length as a varint: a file, standard input, a connection. Fields that are not in the schema
/// are passed over, and so is a message that has no other: it is no flow.
public final class ProtobufFile implements FlowFile {
  private final String name;
  private final long sizeBytes;
  private final InputStream in;
  private final Admission admission;
  private final MessageBuffer buffer = new MessageBuffer();
  private final AtomicLong readBytes = new AtomicLong();
  private boolean brokenOff;
  private final AtomicLong withoutField = new AtomicLong();

  private ProtobufFile(String name, InputStream in, long sizeBytes, Admission admission) {
    this.name = name;
    this.in = in;
    this.sizeBytes = sizeBytes;
    this.admission = admission;
  }

  /// A file.
  public static ProtobufFile open(Path file) throws IOException {
    return open(file, file.toString());
  }

  /// @param name for messages
  public static ProtobufFile open(Path file, String name) throws IOException {
    return new ProtobufFile(
        name, Files.newInputStream(file), Files.size(file), Admission.everybody());
  }

  /// A stream that has no end that is known.
  ///
  /// @param name for messages
  public static ProtobufFile stream(String name, InputStream in) {
    return stream(name, in, Admission.everybody());
  }

  /// A stream of which flows are left out whose agent may not send.
  static ProtobufFile stream(String name, InputStream in, Admission admission) {
    return new ProtobufFile(name, in, 0, admission);
  }

  /// Whether a file that starts so may be one: its first message has only fields of the schema.
  public static boolean recognises(byte[] start) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(start);
      int length = in.readRawVarint32();
      if (length < 2 || length > MessageBuffer.MOST_MESSAGE_BYTES) {
        return false;
      }
      int end = in.getTotalBytesRead() + length;
      while (in.getTotalBytesRead() < end && !in.isAtEnd()) {
        int tag = in.readTag();
        if (!MessageReader.isKnown(tag) || !in.skipField(tag)) {
          return false;
        }
      }
      return in.getTotalBytesRead() == end;
    } catch (InvalidProtocolBufferException e) {
      // Cut within the first message, or no message at all.
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public long readBytes() {
    return readBytes.get();
  }

  /// Of a stream that has nothing more at the moment, gives what there is.
  @Override
  public boolean read(FlowBatch into) throws IOException {
    int before = into.rows();
    take(into);
    while (!into.isFull() && (into.rows() == before || in.available() > 0)) {
      if (!fill()) {
        return false;
      }
      take(into);
    }
    return true;
  }

  /// Reads once: what there is, waiting for it if need be.
  ///
  /// @return false at the end
  boolean fill() throws IOException {
    boolean more = buffer.fill(in);
    brokenOff = !more && buffer.rest() > 0;
    return more;
  }

  /// Whether what was read holds a whole message.
  boolean hasMessage() throws IOException {
    try {
      return buffer.find();
    } catch (MessageBuffer.NoMessage e) {
      throw damaged(readBytes.get(), String.valueOf(e.getMessage()), e);
    }
  }

  /// Whether what was read ends within a message.
  boolean isWithinMessage() {
    return buffer.rest() > 0;
  }

  /// Octets that can be read without waiting.
  int available() throws IOException {
    return in.available();
  }

  /// Takes over the whole messages of what was read, as many as there is room for.
  void take(FlowBatch into) throws IOException {
    while (!into.isFull() && hasMessage()) {
      take(buffer.octets(), buffer.bodyFrom(), buffer.bodyLength(), into);
      readBytes.addAndGet(buffer.pass());
    }
  }

  private void take(byte[] octets, int from, int length, FlowBatch into) throws IOException {
    boolean isFlow;
    try {
      isFlow = MessageReader.read(octets, from, length, into);
    } catch (IOException e) {
      into.rollback(into.rows());
      throw damaged(readBytes.get(), "a message that protobuf can read", e);
    }
    if (!isFlow) {
      withoutField.incrementAndGet();
    } else if (isAdmitted(into)) {
      into.endRow();
    } else {
      into.rollback(into.rows());
    }
  }

  /// Whether the agent of the open row may send; one that is not named is its sender.
  private boolean isAdmitted(FlowBatch row) {
    long high = row.high(FlowField.EXPORTER, row.rows());
    long low = row.get(FlowField.EXPORTER, row.rows());
    return (high | low) == 0 || admission.admitsAgent(high, low);
  }

  private IOException damaged(long at, String expected, @Nullable IOException cause) {
    return new IOException(
        name
            + ", byte "
            + at
            + ": expected "
            + expected
            + ". Check that it is a stream of goflow2's FlowMessages, each behind its length.",
        cause);
  }

  /// Messages that were passed over; from any thread.
  long withoutField() {
    return withoutField.get();
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (withoutField() > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s: %,d messages without a field were passed over",
              name,
              withoutField()));
    }
    if (brokenOff) {
      remarks.add(
          name + " breaks off in the message at byte " + readBytes + "; all before it was read");
    }
    return remarks;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
