package weir.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.flow.Kind;

/// Which information element fills what: [FlowField]'s own, and those that need more than copying.
final class Elements {
  /// Enterprise number under which RFC 5103 puts the reverse half's elements.
  static final int REVERSE_ENTERPRISE = 29305;

  /// What an element fills.
  ///
  /// @param rank 0 for the field's best element; higher ones stand in for it
  record Element(Action action, FlowField field, Slot slot, int rank) {
    /// Whether a value of that length can be read (RFC 7011 §6.1, reduced sizes by §6.2).
    boolean reads(int length) {
      return switch (action) {
        case IPV4 -> length == 4;
        case IPV6 -> length == 16;
        case MILLIS, NTP -> length == 8;
        case SECONDS, DELTA_MICROS, UPTIME -> length >= 4 && length <= 8;
        case FRAME, PACKET -> length > 0;
        default -> field.kind() == Kind.MAC ? length == 6 : length > 0 && length <= 8;
      };
    }
  }

  private static final Map<Integer, List<Element>> ELEMENTS = table();

  private Elements() {}

  /// What the element fills at this length; null for nothing.
  static @Nullable Element of(int id, int length) {
    for (Element element : ELEMENTS.getOrDefault(id, List.of())) {
      if (element.reads(length)) {
        return element;
      }
    }
    return null;
  }

  private static Map<Integer, List<Element>> table() {
    Map<Integer, List<Element>> table = new HashMap<>();
    for (FlowField field : FlowField.all()) {
      for (int rank = 0; rank < field.elements().size(); rank++) {
        int id = field.elements().get(rank);
        if (field.isAddress()) {
          put(table, id, Action.IPV4, field, rank);
          put(table, id, Action.IPV6, field, rank);
        } else {
          put(table, id, Action.NUMBER, field, rank);
        }
      }
    }
    table.remove(58);
    put(table, 58, Action.VLAN, FlowField.SRC_VLAN, 0);
    put(table, 312, Action.NUMBER, FlowField.BYTES, 9);
    put(table, 197, Action.FRAGMENT_FLAGS, FlowField.IP_FLAGS, 0);
    put(table, 315, Action.FRAME, FlowField.BYTES, 0);
    put(table, 313, Action.PACKET, FlowField.BYTES, 0);
    ports(table);
    times(table);
    slots(table);
    return table;
  }

  private static void ports(Map<Integer, List<Element>> table) {
    put(table, 180, Action.NUMBER, FlowField.SRC_PORT, 1);
    put(table, 182, Action.NUMBER, FlowField.SRC_PORT, 2);
    put(table, 181, Action.NUMBER, FlowField.DST_PORT, 1);
    put(table, 183, Action.NUMBER, FlowField.DST_PORT, 2);
  }

  private static void times(Map<Integer, List<Element>> table) {
    Action[] formats = {
      Action.NTP, Action.NTP, Action.MILLIS, Action.SECONDS, Action.DELTA_MICROS, Action.UPTIME
    };
    int[] starts = {156, 154, 152, 150, 158, 22};
    int[] ends = {157, 155, 153, 151, 159, 21};
    int[] observations = {325, 324, 323, 322};
    for (int i = 0; i < starts.length; i++) {
      put(table, starts[i], formats[i], FlowField.TIME_START, i);
      put(table, ends[i], formats[i], FlowField.TIME_END, i);
    }
    for (int i = 0; i < observations.length; i++) {
      put(table, observations[i], formats[i], FlowField.TIME_START, starts.length + i);
    }
  }

  private static void slots(Map<Integer, List<Element>> table) {
    slot(table, Slot.SAMPLER, 48, 302);
    slot(table, Slot.SAMPLING_INTERVAL, 34);
    slot(table, Slot.SAMPLER_RANDOM_INTERVAL, 50);
    slot(table, Slot.ALGORITHM, 304);
    slot(table, Slot.PACKET_INTERVAL, 305);
    slot(table, Slot.PACKET_SPACE, 306);
    slot(table, Slot.SIZE, 309);
    slot(table, Slot.POPULATION, 310);
    slot(table, Slot.TEMPLATE, 145);
    slot(table, Slot.SYSTEM_INIT, 160);
    slot(table, Slot.IP_VERSION, 60);
    slot(table, Slot.ICMP, 32, 139);
  }

  private static void slot(Map<Integer, List<Element>> table, Slot slot, int... ids) {
    for (int id : ids) {
      table
          .computeIfAbsent(id, k -> new ArrayList<>())
          .add(new Element(Action.SLOT, FlowField.TYPE, slot, 0));
    }
  }

  private static void put(
      Map<Integer, List<Element>> table, int id, Action action, FlowField field, int rank) {
    table
        .computeIfAbsent(id, k -> new ArrayList<>())
        .add(new Element(action, field, Slot.SAMPLER, rank));
  }
}
