package weir.flowfile;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// A stream of `FlowMessage`s (`weir/schema/flow.proto`, goflow2's `pb/flow.proto`), each behind
/// its length as a varint: a file, standard input, a connection. Fields that are not in the schema
/// are passed over.
public final class ProtobufFile implements FlowFile {
  /// A flow has some 300 bytes; what announces more is no flow.
  private static final int MOST_MESSAGE_BYTES = 1 << 20;

  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final long sizeBytes;
  private final InputStream in;
  private final MessageReader messages = new MessageReader();
  private final List<String> remarks = new ArrayList<>();
  private final AtomicLong readBytes = new AtomicLong();

  private ProtobufFile(String name, InputStream in, long sizeBytes) {
    this.name = name;
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    this.sizeBytes = sizeBytes;
  }

  /// A file.
  public static ProtobufFile open(Path file) throws IOException {
    return new ProtobufFile(file.toString(), Files.newInputStream(file), Files.size(file));
  }

  /// A stream that has no end that is known.
  ///
  /// @param name for messages
  public static ProtobufFile stream(String name, InputStream in) {
    return new ProtobufFile(name, in, 0);
  }

  /// Whether a file that starts so may be one: its first message has only fields of the schema.
  public static boolean recognises(byte[] start) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(start);
      int length = in.readRawVarint32();
      if (length < 2 || length > MOST_MESSAGE_BYTES) {
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
    while (!into.isFull()) {
      byte[] message = next();
      if (message == null) {
        return false;
      }
      try {
        messages.read(message, into);
      } catch (IOException e) {
        into.rollback(into.rows());
        throw damaged(readBytes.get() - message.length, "a message that protobuf can read", e);
      }
      if (in.available() == 0) {
        return true;
      }
    }
    return true;
  }

  /// The next message; null at the end.
  private byte @Nullable [] next() throws IOException {
    long start = readBytes.get();
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      int b = in.read();
      if (b < 0) {
        if (shift > 0) {
          brokenOff(start);
        }
        return null;
      }
      readBytes.incrementAndGet();
      length |= (b & 0x7f) << shift;
      if ((b & 0x80) == 0) {
        break;
      }
      if (shift >= 21) {
        throw damaged(start, "the length of a message", null);
      }
    }
    if (length > MOST_MESSAGE_BYTES) {
      throw damaged(start, "a message of at most " + MOST_MESSAGE_BYTES + " bytes", null);
    }
    byte[] message = in.readNBytes(length);
    readBytes.addAndGet(message.length);
    if (message.length < length) {
      brokenOff(start);
      return null;
    }
    return message;
  }

  private void brokenOff(long at) {
    remarks.add(name + " breaks off in the message at byte " + at + "; all before it was read");
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

  @Override
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /// Reads messages into rows.
  private static final class MessageReader {
    /// Whether a tag is of a field of the schema, in a form that it can have.
    static boolean isKnown(int tag) {
      FlowField field = FlowSchema.field(WireFormat.getTagFieldNumber(tag));
      int form = WireFormat.getTagWireType(tag);
      if (field == null) {
        return false;
      }
      return switch (field.kind()) {
        case ADDRESS, ADDRESSES -> form == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        case NUMBERS, LAYERS, OCTETS ->
            form == WireFormat.WIRETYPE_LENGTH_DELIMITED || form == WireFormat.WIRETYPE_VARINT;
        default -> form == WireFormat.WIRETYPE_VARINT;
      };
    }

    void read(byte[] message, FlowBatch row) throws IOException {
      CodedInputStream in = CodedInputStream.newInstance(message);
      FieldReader fields = new FieldReader(row);
      while (!in.isAtEnd()) {
        int tag = in.readTag();
        FlowField field = FlowSchema.field(WireFormat.getTagFieldNumber(tag));
        if (field == null || !isKnown(tag)) {
          if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that has not begun");
          }
        } else if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
          fields.number(field, in.readUInt64());
        } else if (field.kind() == weir.flow.Kind.ADDRESS
            || field.kind() == weir.flow.Kind.ADDRESSES) {
          fields.address(field, in.readByteArray());
        } else {
          int limit = in.pushLimit(in.readRawVarint32());
          while (in.getBytesUntilLimit() > 0) {
            fields.number(field, in.readUInt64());
          }
          in.popLimit(limit);
        }
      }
      row.endRow();
    }
  }
}
