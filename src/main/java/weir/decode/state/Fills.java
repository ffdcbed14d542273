package weir.decode.state;

import java.util.Locale;
import weir.flow.FlowField;

/// What a field of a template fills, in words for people.
final class Fills {
  private Fills() {}

  /// The column's name, or what the value is used for where no column takes it as it is.
  static String words(Action action, boolean reverse, Elements.Element element) {
    return switch (action) {
      case SKIP, SKIP_VARIABLE -> "";
      case SLOT -> slot(element.slot());
      case NAME -> "name of " + slot(element.slot());
      case DESCRIPTION -> "description of " + slot(element.slot());
      case APPLICATION ->
          element.field() == FlowField.TYPE ? "application" : element.field().fieldName();
      case FRAME, PACKET -> "headers of the packet";
      default -> (reverse ? "way back: " : "") + element.field().fieldName();
    };
  }

  private static String slot(Slot slot) {
    return switch (slot) {
      case SAMPLER -> "sampler";
      case SAMPLING_INTERVAL,
          SAMPLER_RANDOM_INTERVAL,
          ALGORITHM,
          PACKET_INTERVAL,
          PACKET_SPACE,
          SIZE,
          POPULATION,
          PROBABILITY ->
          "sampling rate";
      case TEMPLATE -> "template";
      case INTERFACE, NAMED_INTERFACE -> "interface";
      case SYSTEM_INIT -> "start of uptimes";
      case DURATION_MILLIS, DURATION_MICROS ->
          FlowField.TIME_START.fieldName() + ", " + FlowField.TIME_END.fieldName();
      case IP_VERSION -> FlowField.ETHER_TYPE.fieldName();
      case FLOW_ID -> "which flow a total is of";
      case ICMP, ICMP_V6 ->
          FlowField.ICMP_TYPE.fieldName() + ", " + FlowField.ICMP_CODE.fieldName();
      case APPLICATION -> "application";
      case VRF -> "VRF";
      case INTERFACE_OCTETS -> "octets of an interface";
      case EXPORTED_OCTETS,
          EXPORTED_MESSAGES,
          EXPORTED_FLOWS,
          OBSERVED_FLOWS,
          IGNORED_PACKETS,
          IGNORED_OCTETS,
          NOT_SENT_FLOWS,
          NOT_SENT_PACKETS,
          NOT_SENT_OCTETS ->
          "of itself: " + slot.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case BOTTOM_OF_STACK -> "MPLS";
    };
  }
}
