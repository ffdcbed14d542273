package weir.export;

import java.util.StringJoiner;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.query.Dimension;

/// Values for programs: addresses, MACs, names and types as text, all else as bare numbers.
public final class FieldText {
  private FieldText() {}

  public static boolean isText(FlowField field) {
    return switch (field.kind()) {
      case ADDRESS,
          TEXT,
          MAC,
          FLOW_TYPE,
          DIRECTION,
          RATE_SOURCE,
          AS_SOURCE,
          TUNNEL,
          APPLICATION,
          LAYERS,
          OCTETS ->
          true;
      default -> false;
    };
  }

  /// A list's items with spaces between them.
  static String list(FlowBatch batch, FlowField field, int row) {
    StringJoiner items = new StringJoiner(" ");
    boolean addresses = field.kind() == Kind.ADDRESSES;
    for (int i = 0; i < batch.listLength(field, row); i += addresses ? 4 : 1) {
      items.add(
          addresses
              ? batch.addressItem(field, row, i).toString()
              : Integer.toUnsignedString(batch.item(field, row, i)));
    }
    return items.toString();
  }

  /// A value of a row, of any kind.
  static String plain(FlowBatch batch, FlowField field, int row) {
    return field.isList()
        ? list(batch, field, row)
        : plain(field, batch.high(field, row), batch.get(field, row));
  }

  static boolean isText(Dimension dimension) {
    return dimension.whole().map(FieldText::isText).orElse(!dimension.isNumber());
  }

  static String plain(Dimension dimension, long high, long low) {
    return isText(dimension) ? dimension.text(high, low) : Long.toUnsignedString(low);
  }

  static String plain(FlowField field, long high, long low) {
    return isText(field) ? field.text(high, low) : Long.toUnsignedString(low);
  }
}
