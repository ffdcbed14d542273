package weir.decode.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.Layer;
import weir.flow.ShortText;

/// Writes values of a message into the open row of a batch.
final class FieldReader {
  private static final int MOST_ITEMS = 4096;

  private final FlowBatch row;
  private int layers;
  private int sizes;
  private boolean said;

  FieldReader(FlowBatch row) {
    this.row = row;
  }

  /// A number, or one of several; more than the field holds counts as the most that it does.
  void number(FlowField field, long value) {
    said |= value != 0 || field.kind() == Kind.LAYERS || field.isList();
    switch (field.kind()) {
      case FLOW_TYPE -> row.set(field, FlowSchema.flowType(value).code());
      case LAYERS -> row.set(field, Layer.numbered((int) value).push(row.get(field), layers++));
      case OCTETS -> {
        if (sizes < 8) {
          long octet = Long.compareUnsigned(value, 255) > 0 ? 255 : value;
          row.set(field, row.get(field) | octet << (56 - 8 * sizes++));
        }
      }
      case NUMBERS -> {
        if (row.listLength(field, row.rows()) < MOST_ITEMS) {
          row.add(field, (int) value);
        }
      }
      default -> {
        int bits = 8 * field.width();
        boolean fits = bits == 64 || value >>> bits == 0;
        row.set(field, fits ? value : (1L << bits) - 1);
      }
    }
  }

  /// @throws IOException if it is none: 4 or 16 octets, or none at all
  void address(FlowField field, byte[] octets) throws IOException {
    if (octets.length == 0) {
      return;
    }
    if (octets.length != 4 && octets.length != 16) {
      throw new IOException(
          field.fieldName() + " has " + octets.length + " octets, an address has 4 or 16");
    }
    IpAddress address = IpAddress.of(octets);
    said |= !address.equals(IpAddress.NONE);
    if (field.isAddress()) {
      row.setAddress(field, address.high(), address.low());
    } else if (row.listLength(field, row.rows()) < MOST_ITEMS) {
      row.addAddress(field, row.rows(), address.high(), address.low());
    }
  }

  /// A name; what is too long is cut.
  void text(FlowField field, byte[] octets) {
    ShortText text = ShortText.of(new String(octets, StandardCharsets.UTF_8));
    said |= !text.equals(ShortText.NONE);
    row.setHalves(field, text.high(), text.low());
  }

  /// Whether any value was written, or would differ from none.
  boolean saidAnything() {
    return said;
  }
}
