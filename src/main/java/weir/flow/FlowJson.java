package weir.flow;

/// A flow as a line of JSON with goflow2's field names: addresses and MACs as text, the type by
/// name, everything else as numbers; zeros are left out.
public final class FlowJson {
  private FlowJson() {}

  /// Appends row `row` of `batch`, without a line end.
  public static void append(FlowBatch batch, int row, StringBuilder out) {
    int start = out.length();
    for (FlowField field : FlowField.ALL) {
      long low = batch.get(field, row);
      long high = batch.high(field, row);
      if ((low | high) != 0) {
        out.append(out.length() == start ? "{\"" : ",\"").append(field.fieldName()).append("\":");
        appendValue(field, high, low, out);
      }
    }
    out.append(out.length() == start ? "{}" : "}");
  }

  private static void appendValue(FlowField field, long high, long low, StringBuilder out) {
    switch (field.kind()) {
      case ADDRESS, MAC, FLOW_TYPE -> out.append('"').append(field.text(high, low)).append('"');
      default -> out.append(Long.toUnsignedString(low));
    }
  }
}
