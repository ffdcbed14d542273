package weir.decode.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.exporter.TemplateStatus;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.flow.OwnElements;

/// Which information element fills what: [FlowField]'s own, and those that need more than copying.
public final class Elements {
  /// Enterprise number under which RFC 5103 puts the reverse half's elements.
  static final int REVERSE_ENTERPRISE = TemplateStatus.Field.REVERSE;

  private static final int VMWARE = 6876;
  private static final int CISCO = 9;
  private static final int PALO_ALTO = 25_461;

  /// Where a connection is reported as one, after its own elements.
  private static final int INITIATOR_RANK = 4;

  private static final int TOTAL_RANK = 2;

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
        case FRAME, PACKET, BASIC_LIST, SEGMENTS, TEXT, NAME, DESCRIPTION -> length > 0;
        case MPLS_LABEL -> length == 3;
        case APPLICATION -> length > 1 && length <= 8;
        case SLOT -> slot == Slot.PROBABILITY ? length == 8 : length > 0 && length <= 8;
        default -> field.kind() == Kind.MAC ? length == 6 : length > 0 && length <= 8;
      };
    }

    /// Whether it is a count longer than any that there is (RFC 7011 §6.1.1).
    boolean isWideCount(int length) {
      return action == Action.NUMBER
          && field.kind() == Kind.COUNT
          && length > 8
          && length != TemplatePlan.VARIABLE;
    }

    boolean isCount() {
      return field == FlowField.BYTES || field == FlowField.PACKETS || field == FlowField.BYTES_L2;
    }

    /// Whether it counts since the flow began, and not since it was last reported.
    boolean isTotal() {
      return isCount() && rank >= TOTAL_RANK && rank < INITIATOR_RANK;
    }

    /// Whether it is of one direction only, so that the other's records have the other's.
    boolean isOfOneDirection() {
      return isCount() && rank < INITIATOR_RANK;
    }

    Element with(FlowField other) {
      return new Element(action, other, slot, rank);
    }
  }

  /// By enterprise number times 2^16 plus element; options' scopes have theirs elsewhere.
  private static final Map<Integer, List<Element>> ELEMENTS = table();

  private Elements() {}

  /// What the element fills at this length; null for nothing.
  ///
  /// @param enterprise 0 for IANA's elements
  /// @param own what counts before what is known here
  static @Nullable Element of(int enterprise, int id, int length, OwnElements own) {
    Optional<FlowField> said = own.of(enterprise, id);
    return said.isPresent() ? filling(said.get(), length) : of(enterprise, id, length);
  }

  /// What fills a field as it is; null if nothing of this length does.
  private static @Nullable Element filling(FlowField field, int length) {
    Action action =
        field.isAddress()
            ? length == 4 ? Action.IPV4 : Action.IPV6
            : field.kind() == Kind.TEXT ? Action.TEXT : Action.NUMBER;
    Element element = new Element(action, field, Slot.SAMPLER, 0);
    return element.reads(length) ? element : null;
  }

  static @Nullable Element of(int enterprise, int id, int length) {
    if (enterprise < 0 || enterprise >= 1 << 15) {
      return null;
    }
    for (Element element : ELEMENTS.getOrDefault(key(enterprise, id), List.of())) {
      if (element.reads(length)) {
        return element;
      }
      if (element.isWideCount(length)) {
        return new Element(Action.WIDE_COUNT, element.field, element.slot, element.rank);
      }
    }
    return null;
  }

  private static int key(int enterprise, int id) {
    return (enterprise << 16) | id;
  }

  private static Map<Integer, List<Element>> table() {
    Map<Integer, List<Element>> table = new HashMap<>();
    for (FlowField field : FlowField.all()) {
      for (int rank = 0; rank < field.elements().size(); rank++) {
        int id = field.elements().get(rank);
        if (field.isAddress()) {
          put(table, id, Action.IPV4, field, 0);
          put(table, id, Action.IPV6, field, 0);
        } else if (field.kind() == Kind.TEXT) {
          put(table, id, Action.TEXT, field, rank);
        } else {
          put(table, id, Action.NUMBER, field, rank);
        }
      }
    }
    put(table, 197, Action.FRAGMENT_FLAGS, FlowField.IP_FLAGS, 0);
    put(table, 95, Action.APPLICATION, FlowField.APPLICATION, 0);
    put(table, 315, Action.FRAME, FlowField.BYTES, 0);
    put(table, 313, Action.PACKET, FlowField.BYTES, 0);
    prefixes(table);
    times(table);
    lists(table);
    slots(table);
    tenants(table);
    connections(table);
    paloAlto(table);
    return table;
  }

  /// Aggregated flows have prefixes where others have addresses.
  private static void prefixes(Map<Integer, List<Element>> table) {
    put(table, 44, Action.IPV4, FlowField.SRC_ADDRESS, 1);
    put(table, 170, Action.IPV6, FlowField.SRC_ADDRESS, 1);
    put(table, 45, Action.IPV4, FlowField.DST_ADDRESS, 1);
    put(table, 169, Action.IPV6, FlowField.DST_ADDRESS, 1);
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
      put(table, observations[i], formats[i], FlowField.TIME_END, ends.length + i);
    }
  }

  private static void lists(Map<Integer, List<Element>> table) {
    for (int id = 70; id < 80; id++) {
      put(table, id, Action.MPLS_LABEL, FlowField.MPLS_LABELS, 0);
    }
    put(table, 200, Action.LIST_ITEM, FlowField.MPLS_TTLS, 0);
    put(table, 483, Action.LIST_ITEM, FlowField.COMMUNITIES, 0);
    put(table, 485, Action.BASIC_LIST, FlowField.COMMUNITIES, 0);
    put(table, 512, Action.BASIC_LIST, FlowField.AS_PATH, 0);
    put(table, 497, Action.SEGMENTS, FlowField.SEGMENTS, 0);
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
    slot(table, Slot.PROBABILITY, 311);
    slot(table, Slot.TEMPLATE, 145);
    slot(table, Slot.SYSTEM_INIT, 160);
    slot(table, Slot.DURATION_MILLIS, 161);
    slot(table, Slot.DURATION_MICROS, 162);
    slot(table, Slot.IP_VERSION, 60);
    slot(table, Slot.FLOW_ID, 148);
    slot(table, Slot.ICMP, 32);
    slot(table, Slot.ICMP_V6, 139);
  }

  /// The packet inside of VMware's overlays (NSX, Open vSwitch): "tenant" elements.
  private static void tenants(Map<Integer, List<Element>> table) {
    tenant(table, 880, Action.NUMBER, FlowField.INNER_PROTOCOL);
    tenant(table, 881, Action.IPV4, FlowField.INNER_SRC_ADDRESS);
    tenant(table, 882, Action.IPV4, FlowField.INNER_DST_ADDRESS);
    tenant(table, 883, Action.IPV6, FlowField.INNER_SRC_ADDRESS);
    tenant(table, 884, Action.IPV6, FlowField.INNER_DST_ADDRESS);
    tenant(table, 886, Action.NUMBER, FlowField.INNER_SRC_PORT);
    tenant(table, 887, Action.NUMBER, FlowField.INNER_DST_PORT);
  }

  /// Connections reported with both of their directions: IANA's elements, and those of Cisco's AVC,
  /// which NetFlow v9 has with the enterprise bit for a number.
  private static void connections(Map<Integer, List<Element>> table) {
    put(table, 231, Action.NUMBER, FlowField.BYTES, INITIATOR_RANK);
    put(table, 298, Action.NUMBER, FlowField.PACKETS, INITIATOR_RANK);
    put(table, 232, Action.REVERSE, FlowField.BYTES, 0);
    put(table, 299, Action.REVERSE, FlowField.PACKETS, 0);
    cisco(table, 8338, Action.NUMBER, FlowField.BYTES, INITIATOR_RANK + 1);
    cisco(table, 8337, Action.REVERSE, FlowField.BYTES, 1);
    cisco(table, 12_236, Action.IPV4, FlowField.SRC_ADDRESS, 2);
    cisco(table, 12_237, Action.IPV4, FlowField.DST_ADDRESS, 2);
    cisco(table, 12_240, Action.NUMBER, FlowField.SRC_PORT, 3);
    cisco(table, 12_241, Action.NUMBER, FlowField.DST_PORT, 3);
  }

  /// PAN-OS numbers its two elements beyond what NetFlow v9 has; as IPFIX they are of its
  /// enterprise, without the bit that says so.
  private static void paloAlto(Map<Integer, List<Element>> table) {
    put(table, key(PALO_ALTO, 56_701 & 0x7fff), Action.TEXT, FlowField.APPLICATION_NAME, 0);
    put(table, key(PALO_ALTO, 56_702 & 0x7fff), Action.TEXT, FlowField.USER_NAME, 0);
  }

  private static void cisco(
      Map<Integer, List<Element>> table, int id, Action action, FlowField field, int rank) {
    put(table, key(CISCO, id), action, field, rank);
    put(table, id | 0x8000, action, field, rank);
  }

  private static void tenant(
      Map<Integer, List<Element>> table, int id, Action action, FlowField field) {
    put(table, key(VMWARE, id), action, field, 0);
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
