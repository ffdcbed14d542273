package weir.flow;

import static weir.flow.Kind.*;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The catalogue of fields: every flow is a row of these columns, in this order.
///
/// Decoders, the tables on disk, filters, pickers, exports and SQL all read this table; a new field
/// is one new row (append it at the end of its group; slices on disk name their columns, so older
/// ones simply lack it and read as 0). A field's name is goflow2's (`flow.proto`), which is also
/// its column name. Zero means "not known" for every field but the counters.
///
/// Information elements are IANA's IPFIX numbers (RFC 7012), which NetFlow v9 shares below 128.
public enum FlowField {
  TIME_RECEIVED("time_received_ns", "Received", TIME, 8),
  TIME_START("time_flow_start_ns", "Flow start", TIME, 8),
  TIME_END("time_flow_end_ns", "Flow end", TIME, 8),
  TYPE("type", "Flow type", FLOW_TYPE, 1),
  SEQUENCE("sequence_num", "Sequence number", NUMBER, 4),
  EXPORTER("sampler_address", "Exporter", ADDRESS, 16),
  OBSERVATION_DOMAIN("observation_domain_id", "Observation domain", NUMBER, 4, 149),
  SAMPLING_RATE("sampling_rate", "Sampling rate", NUMBER, 4),
  /// What the exporter says (IE 61): 0 ingress, 1 egress at its observation point.
  FLOW_DIRECTION("flow_direction", "Exporter's direction", NUMBER, 1, 61),
  /// Seen from the networks that the user calls their own; see [Direction].
  DIRECTION("direction", "Direction", Kind.DIRECTION, 1),
  BYTES("bytes", "Bytes", COUNT, 8, 1, 23, 85, 231),
  PACKETS("packets", "Packets", COUNT, 8, 2, 24, 86, 298),
  SRC_ADDRESS("src_addr", "Source", ADDRESS, 16, 8, 27),
  DST_ADDRESS("dst_addr", "Destination", ADDRESS, 16, 12, 28),
  ETHER_TYPE("etype", "EtherType", Kind.ETHER_TYPE, 2, 256),
  PROTOCOL("proto", "Protocol", Kind.PROTOCOL, 1, 4),
  SRC_PORT("src_port", "Source port", PORT, 2, 7),
  DST_PORT("dst_port", "Destination port", PORT, 2, 11),
  IN_INTERFACE("in_if", "Ingress interface", INTERFACE, 4, 10, 252),
  OUT_INTERFACE("out_if", "Egress interface", INTERFACE, 4, 14, 253),
  SRC_MAC("src_mac", "Source MAC", MAC, 8, 56, 81),
  DST_MAC("dst_mac", "Destination MAC", MAC, 8, 80, 57),
  SRC_VLAN("src_vlan", "Ingress VLAN", NUMBER, 2, 58, 243),
  DST_VLAN("dst_vlan", "Egress VLAN", NUMBER, 2, 59, 254),
  VLAN("vlan_id", "VLAN", NUMBER, 2),
  INGRESS_VRF("ingress_vrf_id", "Ingress VRF", NUMBER, 4, 234),
  EGRESS_VRF("egress_vrf_id", "Egress VRF", NUMBER, 4, 235),
  TOS("ip_tos", "Type of service", NUMBER, 1, 5),
  FORWARDING_STATUS("forwarding_status", "Forwarding status", NUMBER, 4, 89),
  TTL("ip_ttl", "TTL", NUMBER, 1, 192, 52),
  IP_FLAGS("ip_flags", "IP flags", NUMBER, 1),
  TCP_FLAGS("tcp_flags", "TCP flags", Kind.TCP_FLAGS, 2, 6),
  ICMP_TYPE("icmp_type", "ICMP type", NUMBER, 1, 176, 178),
  ICMP_CODE("icmp_code", "ICMP code", NUMBER, 1, 177, 179),
  FLOW_LABEL("ipv6_flow_label", "IPv6 flow label", NUMBER, 4, 31),
  FRAGMENT_ID("fragment_id", "Fragment id", NUMBER, 4, 54),
  FRAGMENT_OFFSET("fragment_offset", "Fragment offset", NUMBER, 4, 88),
  /// RFC 5103: 1 initiator's half, 2 the reverse half.
  BIFLOW_DIRECTION("bi_flow_direction", "Biflow direction", NUMBER, 1, 239),
  SRC_AS("src_as", "Source AS", AS_NUMBER, 4, 16),
  DST_AS("dst_as", "Destination AS", AS_NUMBER, 4, 17),
  NEXT_HOP("next_hop", "Next hop", ADDRESS, 16, 15, 62),
  NEXT_HOP_AS("next_hop_as", "Next hop AS", AS_NUMBER, 4, 128),
  BGP_NEXT_HOP("bgp_next_hop", "BGP next hop", ADDRESS, 16, 18, 63),
  SRC_PREFIX_LENGTH("src_net", "Source prefix length", NUMBER, 1, 9, 29),
  DST_PREFIX_LENGTH("dst_net", "Destination prefix length", NUMBER, 1, 13, 30);

  /// All fields; do not change the array.
  static final FlowField[] ALL = values();

  private static final Map<FlowField, FlowField> OPPOSITES =
      opposites(
          SRC_ADDRESS,
          DST_ADDRESS,
          SRC_PORT,
          DST_PORT,
          IN_INTERFACE,
          OUT_INTERFACE,
          SRC_MAC,
          DST_MAC,
          SRC_VLAN,
          DST_VLAN,
          INGRESS_VRF,
          EGRESS_VRF,
          SRC_AS,
          DST_AS,
          SRC_PREFIX_LENGTH,
          DST_PREFIX_LENGTH);

  private static final Map<String, FlowField> BY_NAME =
      Arrays.stream(ALL).collect(Collectors.toUnmodifiableMap(FlowField::fieldName, f -> f));

  private final String fieldName;
  private final String label;
  private final Kind kind;
  private final int width;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Integer> elements;

  FlowField(String fieldName, String label, Kind kind, int width, Integer... elements) {
    this.fieldName = fieldName;
    this.label = label;
    this.kind = kind;
    this.width = width;
    this.elements = List.of(elements);
  }

  /// goflow2's name; also the column name. An address has a second column, see [#highColumn].
  public String fieldName() {
    return fieldName;
  }

  /// For people.
  public String label() {
    return label;
  }

  public Kind kind() {
    return kind;
  }

  /// Bytes of a value: 1, 2, 4, 8, or 16 for an address.
  public int width() {
    return width;
  }

  /// IPFIX information elements that fill this field as they are, best first.
  public List<Integer> elements() {
    return elements;
  }

  public boolean isAddress() {
    return kind == ADDRESS;
  }

  /// Whether people group and rank by it.
  public boolean groupable() {
    return kind != TIME && kind != COUNT && this != SEQUENCE;
  }

  /// The same property at the other end of the flow, if there is one.
  public Optional<FlowField> opposite() {
    return Optional.ofNullable(OPPOSITES.get(this));
  }

  /// Column of the low 64 bits (of all bits, where the value has no more).
  public String column() {
    return fieldName;
  }

  /// Column of an address's high 64 bits; IPv4 is mapped (`::ffff:a.b.c.d`), so its high half is 0.
  public String highColumn() {
    return fieldName + "_hi";
  }

  /// The field called so, in goflow2's spelling.
  public static Optional<FlowField> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// The catalogue in order.
  public static List<FlowField> all() {
    return Collections.unmodifiableList(Arrays.asList(ALL));
  }

  /// The value as people read it: "TCP (6)", "2001:db8::1", "SYN-ACK (18)".
  public String text(long high, long low) {
    return kind.text(high, low);
  }

  private static Map<FlowField, FlowField> opposites(FlowField... pairs) {
    Map<FlowField, FlowField> map = new EnumMap<>(FlowField.class);
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
      map.put(pairs[i + 1], pairs[i]);
    }
    return Collections.unmodifiableMap(map);
  }
}
