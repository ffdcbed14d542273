package weir.decode.file;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.Layer;
import weir.flow.ShortText;

/// Writes flows as a stream of `FlowMessage`s (`weir/schema/flow.proto`), each behind its length.
public final class ProtobufWriter {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final OutputStream out;
  private final MessageForm form;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream(512);
  private final CodedOutputStream coded = CodedOutputStream.newInstance(message, 512);

  /// @param out is not closed, and should be buffered
  public ProtobufWriter(OutputStream out) {
    this(out, MessageForm.WEIR);
  }

  /// @param out is not closed, and should be buffered
  public ProtobufWriter(OutputStream out, MessageForm form) {
    this.out = out;
    this.form = form;
  }

  /// Writes one row.
  public void write(FlowBatch batch, int row) throws IOException {
    message.reset();
    for (FlowField field : form.fields()) {
      if (batch.uses(field)) {
        write(form.number(field), field, batch, row);
      }
    }
    if (form == MessageForm.GOFLOW2_1) {
      millis(MessageForm.OLD_START_MILLIS, batch.get(FlowField.TIME_START, row));
      millis(MessageForm.OLD_END_MILLIS, batch.get(FlowField.TIME_END, row));
    }
    coded.flush();
    int left = message.size();
    while (left > 0x7f) {
      out.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write(left);
    message.writeTo(out);
  }

  private void write(int number, FlowField field, FlowBatch batch, int row) throws IOException {
    long low = batch.get(field, row);
    long high = batch.high(field, row);
    if ((low | high) == 0) {
      return;
    }
    switch (field.kind()) {
      case ADDRESS -> coded.writeByteArray(number, octets(high, low));
      case TEXT -> coded.writeByteArray(number, ShortText.octets(high, low));
      case FLOW_TYPE -> type(number, form.type((int) low));
      case LAYERS -> {
        for (Layer layer : Layer.unpack(low)) {
          coded.writeEnum(number, layer.number());
        }
      }
      case OCTETS -> {
        for (int octet : Kind.octets(low)) {
          coded.writeUInt32(number, octet);
        }
      }
      case NUMBERS -> {
        if (form == MessageForm.GOFLOW2_1 && field == FlowField.MPLS_LABELS) {
          labels(batch, row);
        } else {
          numbers(number, field, batch, row);
        }
      }
      case TIME ->
          coded.writeUInt64(number, form == MessageForm.GOFLOW2_1 ? low / NANOS_PER_SECOND : low);
      case ADDRESSES -> {
        for (int i = 0; i < batch.listLength(field, row); i += 4) {
          IpAddress address = batch.addressItem(field, row, i);
          coded.writeByteArray(number, octets(address.high(), address.low()));
        }
      }
      default -> coded.writeUInt64(number, low);
    }
  }

  private void type(int number, int type) throws IOException {
    if (type != 0) {
      coded.writeEnum(number, type);
    }
  }

  private void millis(int number, long nanos) throws IOException {
    if (nanos != 0) {
      coded.writeUInt64(number, nanos / NANOS_PER_MILLI);
    }
  }

  /// As version 1 has them: TTL and label of the first three and of the last.
  private void labels(FlowBatch batch, int row) throws IOException {
    int count = batch.listLength(FlowField.MPLS_LABELS, row);
    int ttls = batch.listLength(FlowField.MPLS_TTLS, row);
    coded.writeBool(MessageForm.OLD_HAS_LABELS, true);
    coded.writeUInt32(MessageForm.OLD_LABEL_COUNT, count);
    for (int place = 0; place < MessageForm.OLD_LABEL_PLACES; place++) {
      int at = place == MessageForm.OLD_LABEL_PLACES - 1 ? count - 1 : place;
      int number = MessageForm.OLD_LABELS + 2 * place;
      if (at < ttls && at < count) {
        coded.writeUInt32(number, batch.item(FlowField.MPLS_TTLS, row, at));
      }
      if (at < count) {
        coded.writeUInt32(number + 1, batch.item(FlowField.MPLS_LABELS, row, at));
      }
    }
  }

  /// Packed, as proto3 has it.
  private void numbers(int number, FlowField field, FlowBatch batch, int row) throws IOException {
    int length = batch.listLength(field, row);
    int bytes = 0;
    for (int i = 0; i < length; i++) {
      bytes += CodedOutputStream.computeUInt32SizeNoTag(batch.item(field, row, i));
    }
    coded.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    coded.writeUInt32NoTag(bytes);
    for (int i = 0; i < length; i++) {
      coded.writeUInt32NoTag(batch.item(field, row, i));
    }
  }

  private static byte[] octets(long high, long low) {
    int length = IpAddress.isV4(high, low) ? 4 : 16;
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      int fromEnd = length - 1 - i;
      octets[i] = (byte) (fromEnd < 8 ? low >>> (8 * fromEnd) : high >>> (8 * (fromEnd - 8)));
    }
    return octets;
  }
}
