package weir.ui.names;

/// Names of columns, as CSV has them, for people.
final class Heading {
  private Heading() {}

  /// "sampling_rate" is "Sampling rate".
  static String of(String column) {
    return switch (column) {
      case "index" -> "ifIndex";
      case "ether_type" -> "EtherType";
      case "vlan", "vrf", "dscp" -> column.toUpperCase(java.util.Locale.ROOT);
      default -> Character.toUpperCase(column.charAt(0)) + column.substring(1).replace('_', ' ');
    };
  }
}
