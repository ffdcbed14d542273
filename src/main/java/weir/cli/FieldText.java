package weir.cli;

import weir.flow.FlowField;

/// Values for programs: addresses, MACs and types as text, all else as bare numbers.
final class FieldText {
  private FieldText() {}

  static boolean isText(FlowField field) {
    return switch (field.kind()) {
      case ADDRESS, MAC, FLOW_TYPE, DIRECTION, RATE_SOURCE, TUNNEL, APPLICATION, LAYERS, OCTETS ->
          true;
      default -> false;
    };
  }

  static String plain(FlowField field, long high, long low) {
    return isText(field) ? field.text(high, low) : Long.toUnsignedString(low);
  }
}
