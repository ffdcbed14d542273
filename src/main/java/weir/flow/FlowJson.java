package weir.flow;

import java.util.List;
import java.util.stream.Collectors;

/// A flow as a line of JSON with goflow2's field names: addresses and MACs as text, kinds by name,
/// lists as arrays, everything else as numbers; zeros are left out.
public final class FlowJson {
  private FlowJson() {}

  /// Appends row `row` of `batch`, without a line end.
  public static void append(FlowBatch batch, int row, StringBuilder out) {
    append(batch, row, FlowField.all(), out);
  }

  /// The same of some fields, in their order.
  public static void append(FlowBatch batch, int row, List<FlowField> fields, StringBuilder out) {
    int start = out.length();
    for (FlowField field : fields) {
      long low = batch.get(field, row);
      long high = batch.high(field, row);
      if ((low | high) != 0) {
        out.append(out.length() == start ? "{\"" : ",\"").append(field.fieldName()).append("\":");
        if (field.isList()) {
          appendList(batch, field, row, out);
        } else {
          appendValue(field, high, low, out);
        }
      }
    }
    out.append(out.length() == start ? "{}" : "}");
  }

  private static void appendValue(FlowField field, long high, long low, StringBuilder out) {
    switch (field.kind()) {
      case TEXT -> appendText(field.text(high, low), out);
      case ADDRESS, MAC, FLOW_TYPE, RATE_SOURCE, AS_SOURCE, TUNNEL, APPLICATION ->
          out.append('"').append(field.text(high, low)).append('"');
      case LAYERS ->
          out.append(
              Layer.unpack(low).stream()
                  .map(layer -> '"' + layer.label() + '"')
                  .collect(Collectors.joining(",", "[", "]")));
      case OCTETS ->
          out.append(
              Kind.octets(low).stream()
                  .map(n -> Integer.toString(n))
                  .collect(Collectors.joining(",", "[", "]")));
      default -> out.append(Long.toUnsignedString(low));
    }
  }

  /// What is quoted there has no other characters that JSON minds.
  private static void appendText(String text, StringBuilder out) {
    out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }

  private static void appendList(FlowBatch batch, FlowField field, int row, StringBuilder out) {
    boolean addresses = field.kind() == Kind.ADDRESSES;
    int length = batch.listLength(field, row);
    out.append('[');
    for (int i = 0; i < length; i += addresses ? 4 : 1) {
      out.append(i == 0 ? "" : ",");
      if (addresses) {
        out.append('"').append(batch.addressItem(field, row, i)).append('"');
      } else {
        out.append(Integer.toUnsignedLong(batch.item(field, row, i)));
      }
    }
    out.append(']');
  }
}
