package weir.decode.file;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.Kind;

/// Reads `FlowMessage`s into rows.
final class MessageReader {
  private MessageReader() {}

  /// Whether a tag is of a field of the schema, in a form that it can have.
  static boolean isKnown(int tag) {
    FlowField field = FlowSchema.field(WireFormat.getTagFieldNumber(tag));
    int form = WireFormat.getTagWireType(tag);
    if (field == null) {
      return false;
    }
    return switch (field.kind()) {
      case ADDRESS, ADDRESSES, TEXT -> form == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      case NUMBERS, LAYERS, OCTETS ->
          form == WireFormat.WIRETYPE_LENGTH_DELIMITED || form == WireFormat.WIRETYPE_VARINT;
      default -> form == WireFormat.WIRETYPE_VARINT;
    };
  }

  /// Of version 1 of goflow2, which gives times in seconds.
  private static long old(FlowField field, long value) {
    return field.kind() == Kind.TIME ? value * 1_000_000_000L : value;
  }

  /// Reads a message into the open row, and leaves it open. One of version 1 of goflow2 is told by
  /// its time of receipt, which comes before what else is different in it.
  ///
  /// @return whether it says anything; fields that are 0 say nothing, as in the format itself
  /// @throws IOException if it is none
  static boolean read(byte[] octets, int from, int length, FlowBatch row) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(octets, from, length);
    FieldReader fields = new FieldReader(row);
    boolean old = false;
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      int number = WireFormat.getTagFieldNumber(tag);
      if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
        old |= number == MessageForm.OLD_RECEIVED;
        FlowField other = old ? MessageForm.old(number) : null;
        if (other != null) {
          fields.number(other, old(other, in.readUInt64()));
          continue;
        }
      }
      FlowField field = FlowSchema.field(WireFormat.getTagFieldNumber(tag));
      if (field == null || !isKnown(tag)) {
        if (!in.skipField(tag)) {
          throw new InvalidProtocolBufferException("a group ends that has not begun");
        }
      } else if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
        fields.number(field, in.readUInt64());
      } else if (field.kind() == Kind.ADDRESS || field.kind() == Kind.ADDRESSES) {
        fields.address(field, in.readByteArray());
      } else if (field.kind() == Kind.TEXT) {
        fields.text(field, in.readByteArray());
      } else {
        int limit = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
          fields.number(field, in.readUInt64());
        }
        in.popLimit(limit);
      }
    }
    return fields.saidAnything();
  }
}
