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
/// is one new row (append it at the end of its group; slices on disk have only the columns that
/// their flows fill, the others read as 0). A field's name is goflow2's (`flow.proto`), which is
/// also its column name. Zero means "not known" for every field but the counters.
///
/// Information elements are IANA's IPFIX numbers (RFC 7012), which NetFlow v9 shares below 128;
/// above 32767 they are those of NetFlow v9 alone (Cisco ASA's NSEL).
public enum FlowField {
  TIME_RECEIVED("time_received_ns", "Received", TIME, 8),
  TIME_START("time_flow_start_ns", "Flow start", TIME, 8),
  TIME_END("time_flow_end_ns", "Flow end", TIME, 8),
  TYPE("type", "Flow type", FLOW_TYPE, 1),
  SEQUENCE("sequence_num", "Sequence number", NUMBER, 4),
  EXPORTER("sampler_address", "Exporter", ADDRESS, 16),
  OBSERVATION_DOMAIN("observation_domain_id", "Observation domain", NUMBER, 4, 149),
  OBSERVATION_POINT("observation_point_id", "Observation point", NUMBER, 4, 138),
  SAMPLING_RATE("sampling_rate", "Sampling rate", NUMBER, 4),
  /// Where the rate was found; see [RateSource].
  RATE_SOURCE("sampling_rate_source", "Source of the sampling rate", Kind.RATE_SOURCE, 1),
  /// The port of this Weir that it came by, UDP or TCP; of a file, the one that its datagram went
  /// to.
  LISTENER_PORT("listener_port", "Listener's port", NUMBER, 2),
  /// What the exporter says (IE 61): 0 ingress, 1 egress at its observation point.
  FLOW_DIRECTION("flow_direction", "Exporter's direction", NUMBER, 1, 61),
  /// Seen from the networks that the user calls their own; see [Direction].
  DIRECTION("direction", "Direction", Kind.DIRECTION, 1),
  /// As the exporter counts: IP octets in NetFlow and IPFIX, whole frames in sFlow, and where it
  /// tells octets of layer 2 alone.
  BYTES("bytes", "Bytes", COUNT, 8, 1, 23, 85, 171),
  PACKETS("packets", "Packets", COUNT, 8, 2, 24, 86, 172),
  /// Octets of the frames, where the exporter counts them: beside those of IP, or alone.
  BYTES_L2("bytes_l2", "Layer 2 octets", COUNT, 8, 352, 417, 353, 420, 312),
  /// Octets of the IP packets, where [#BYTES] counts frames.
  BYTES_L3("bytes_l3", "Layer 3 octets", COUNT, 8, 224),
  SRC_ADDRESS("src_addr", "Source", ADDRESS, 16, 8, 27),
  DST_ADDRESS("dst_addr", "Destination", ADDRESS, 16, 12, 28),
  ETHER_TYPE("etype", "EtherType", Kind.ETHER_TYPE, 2, 256),
  PROTOCOL("proto", "Protocol", Kind.PROTOCOL, 1, 4),
  SRC_PORT("src_port", "Source port", PORT, 2, 7, 180, 182),
  DST_PORT("dst_port", "Destination port", PORT, 2, 11, 181, 183),
  IN_INTERFACE("in_if", "Ingress interface", INTERFACE, 4, 10, 252),
  OUT_INTERFACE("out_if", "Egress interface", INTERFACE, 4, 14, 253),
  SRC_MAC("src_mac", "Source MAC", MAC, 8, 56, 81),
  DST_MAC("dst_mac", "Destination MAC", MAC, 8, 80, 57),
  SRC_VLAN("src_vlan", "Ingress VLAN", NUMBER, 2, 58, 243),
  DST_VLAN("dst_vlan", "Egress VLAN", NUMBER, 2, 59, 254),
  VLAN("vlan_id", "VLAN", NUMBER, 2),
  /// Of the inner tag of two (QinQ).
  CUSTOMER_VLAN("customer_vlan_id", "Customer VLAN", NUMBER, 2, 245, 255),
  INGRESS_VRF("ingress_vrf_id", "Ingress VRF", NUMBER, 4, 234),
  EGRESS_VRF("egress_vrf_id", "Egress VRF", NUMBER, 4, 235),
  TOS("ip_tos", "Type of service", NUMBER, 1, 5),
  FORWARDING_STATUS("forwarding_status", "Forwarding status", NUMBER, 4, 89),
  FLOW_END_REASON("flow_end_reason", "Flow end reason", NUMBER, 1, 136),
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
  /// Microseconds since what the packet answers: of a SYN-ACK its SYN, of an ACK the SYN-ACK.
  TCP_HANDSHAKE_RTT("tcp_handshake_rtt_us", "TCP handshake time (µs)", NUMBER, 4),
  SRC_AS("src_as", "Source AS", AS_NUMBER, 4, 16),
  DST_AS("dst_as", "Destination AS", AS_NUMBER, 4, 17),
  NEXT_HOP("next_hop", "Next hop", ADDRESS, 16, 15, 62),
  NEXT_HOP_AS("next_hop_as", "Next hop AS", AS_NUMBER, 4, 128),
  /// The AS that it came from: pmacct's peer_src_as; the next hop's is peer_dst_as there.
  PREVIOUS_HOP_AS("prev_hop_as", "Previous hop AS", AS_NUMBER, 4, 129),
  BGP_NEXT_HOP("bgp_next_hop", "BGP next hop", ADDRESS, 16, 18, 63),
  SRC_PREFIX_LENGTH("src_net", "Source prefix length", NUMBER, 1, 9, 29),
  DST_PREFIX_LENGTH("dst_net", "Destination prefix length", NUMBER, 1, 13, 30),
  AS_PATH("as_path", "AS path", NUMBERS, 8),
  /// RFC 1997: the AS in the upper 16 bits.
  COMMUNITIES("bgp_communities", "BGP communities", NUMBERS, 8),
  /// Where the source's AS is from; see [AsSource].
  SRC_AS_FROM("src_as_from", "Origin of the source AS", AS_SOURCE, 1),
  DST_AS_FROM("dst_as_from", "Origin of the destination AS", AS_SOURCE, 1),
  NEXT_HOP_AS_FROM("next_hop_as_from", "Origin of the next hop AS", AS_SOURCE, 1),
  /// Labels of 20 bits, top of the stack first.
  MPLS_LABELS("mpls_label", "MPLS labels", NUMBERS, 8),
  MPLS_TTLS("mpls_ttl", "MPLS TTLs", NUMBERS, 8),
  MPLS_TOP_ADDRESS("mpls_ip", "MPLS top label address", ADDRESS, 16, 47, 140),
  MPLS_TOP_TYPE("mpls_top_label_type", "MPLS top label type", NUMBER, 1, 46),
  VPN_ROUTE_DISTINGUISHER("mpls_vpn_rd", "VPN route distinguisher", NUMBER, 8, 90),
  /// RFC 6759: the engine in the highest 8 bits, its selector in the others.
  APPLICATION("application_id", "Application", Kind.APPLICATION, 8),
  /// What the exporter calls it: IE 96, Palo Alto's App-ID (56701 of NetFlow v9).
  APPLICATION_NAME("application_name", "Application name", TEXT, 16, 96, 56_701),
  /// Who it is of: IE 371, Palo Alto's User-ID.
  USER_NAME("user_name", "User", TEXT, 16, 371, 56_702),
  NAT_SRC_ADDRESS("src_addr_nat", "Source after NAT", ADDRESS, 16, 225, 281, 40_001),
  NAT_DST_ADDRESS("dst_addr_nat", "Destination after NAT", ADDRESS, 16, 226, 282, 40_002),
  NAT_SRC_PORT("src_port_nat", "Source port after NAT", PORT, 2, 227, 40_003),
  NAT_DST_PORT("dst_port_nat", "Destination port after NAT", PORT, 2, 228, 40_004),
  /// Ports that a translator has given to a subscriber at once (RFC 7768 §3.3, RFC 8158).
  PORT_BLOCK_START("port_block_start", "First port of the block", PORT, 2, 361),
  PORT_BLOCK_END("port_block_end", "Last port of the block", PORT, 2, 362),
  PORT_BLOCK_STEP("port_block_step", "Step of the port block", NUMBER, 2, 363),
  PORT_BLOCK_SIZE("port_block_size", "Ports in the block", NUMBER, 2, 364),
  NAT_EVENT("nat_event", "NAT event", NUMBER, 1, 230),
  FIREWALL_EVENT("firewall_event", "Firewall event", NUMBER, 1, 233, 40_005),
  /// What carries the inner packet; see [Tunnel].
  TUNNEL("tunnel_type", "Tunnel", Kind.TUNNEL, 1),
  /// VNI of VXLAN and Geneve, key of GRE.
  TUNNEL_ID("tunnel_id", "Tunnel id", NUMBER, 8, 351),
  INNER_SRC_ADDRESS("inner_src_addr", "Inner source", ADDRESS, 16),
  INNER_DST_ADDRESS("inner_dst_addr", "Inner destination", ADDRESS, 16),
  INNER_ETHER_TYPE("inner_etype", "Inner EtherType", Kind.ETHER_TYPE, 2),
  INNER_PROTOCOL("inner_proto", "Inner protocol", Kind.PROTOCOL, 1),
  INNER_SRC_PORT("inner_src_port", "Inner source port", PORT, 2),
  INNER_DST_PORT("inner_dst_port", "Inner destination port", PORT, 2),
  INNER_TOS("inner_ip_tos", "Inner type of service", NUMBER, 1),
  INNER_TTL("inner_ip_ttl", "Inner TTL", NUMBER, 1),
  INNER_TCP_FLAGS("inner_tcp_flags", "Inner TCP flags", Kind.TCP_FLAGS, 2),
  /// Headers of a sampled packet from the outermost in; see [Layer].
  LAYERS("layer_stack", "Layers", Kind.LAYERS, 8),
  /// Octets of each of them; 255 for more.
  LAYER_SIZES("layer_size", "Layer sizes", OCTETS, 8),
  /// Segment list of an IPv6 routing header: four numbers an address, highest first.
  SEGMENTS("ipv6_routing_header_addresses", "SRv6 segments", ADDRESSES, 8),
  SEGMENTS_LEFT("ipv6_routing_header_seg_left", "SRv6 segments left", NUMBER, 1, 498),
  /// Of the end of a captured flow that is on this machine; of its sender where both are.
  PROGRAM("program", "Program", TEXT, 16),
  /// That the program runs in.
  CONTAINER("container", "Container", TEXT, 16),
  /// Of a cloud's flow logs, of the end that reports the flow: whose it is, and where it is. Names
  /// longer than 16 octets are cut, which tells one from another still.
  CLOUD_ACCOUNT("cloud_account", "Cloud account", TEXT, 16),
  CLOUD_NETWORK("cloud_network", "Cloud network", TEXT, 16),
  CLOUD_SUBNET("cloud_subnet", "Cloud subnet", TEXT, 16),
  CLOUD_INTERFACE("cloud_interface", "Cloud interface", TEXT, 16),
  CLOUD_INSTANCE("cloud_instance", "Cloud instance", TEXT, 16);

  /// How filters say 0 where it looks like a value.
  public static final String UNKNOWN = "unknown";

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
          SRC_AS_FROM,
          DST_AS_FROM,
          SRC_PREFIX_LENGTH,
          DST_PREFIX_LENGTH,
          NAT_SRC_ADDRESS,
          NAT_DST_ADDRESS,
          NAT_SRC_PORT,
          NAT_DST_PORT,
          INNER_SRC_ADDRESS,
          INNER_DST_ADDRESS,
          INNER_SRC_PORT,
          INNER_DST_PORT);

  private static final Map<FlowField, FlowField> INNER = innerFields();

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

  /// goflow2's name; also the column name. What is wide has a second column, see [#highColumn].
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

  /// Bytes of a value: 1, 2, 4, 8, or 16 for what is wide. A list takes 8 bytes and what is in it.
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

  /// Whether its values are two halves of 64 bits: addresses, and texts.
  public boolean isWide() {
    return width == 16;
  }

  /// Whether its values are lists of 32-bit numbers.
  public boolean isList() {
    return kind == NUMBERS || kind == ADDRESSES;
  }

  /// Whether people group and rank by it.
  public boolean groupable() {
    return kind != TIME && kind != COUNT && this != SEQUENCE && !isList();
  }

  /// The same property of the packet inside a tunnel, if there is a field for it.
  public Optional<FlowField> inner() {
    return Optional.ofNullable(INNER.get(this));
  }

  /// The same property at the other end of the flow, if there is one.
  public Optional<FlowField> opposite() {
    return Optional.ofNullable(OPPOSITES.get(this));
  }

  /// Column of the low 64 bits (of all bits, where the value has no more).
  public String column() {
    return fieldName;
  }

  /// Column of the high 64 bits of what is wide; IPv4 is mapped (`::ffff:a.b.c.d`), so its high
  /// half is 0.
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

  /// The value in full: "TCP (6)", "2001:db8::1", "SYN-ACK (18)", "NETFLOW_V9".
  public String text(long high, long low) {
    return kind.text(high, low);
  }

  /// The same for people alone: types by their labels, "unknown" for interface 0 and next hop 0,
  /// "own or unknown" for AS 0, for exporters send it for their own AS too, "no address" for an end
  /// that has none: a frame without IP, or who asks for one.
  public String words(long high, long low) {
    if (high == 0 && low == 0 && (this == SRC_ADDRESS || this == DST_ADDRESS)) {
      return "no address";
    }
    if (high == 0 && low == 0 && zeroIsUnknown()) {
      return kind == AS_NUMBER ? "own or unknown" : UNKNOWN;
    }
    return switch (kind) {
      case FLOW_TYPE -> FlowType.of((int) low).label();
      case LAYERS ->
          Layer.unpack(low).stream().map(Layer::words).collect(Collectors.joining(" > "));
      case NUMBER -> {
        String code =
            hasCodepoint() && low != 0 ? Names.dscp().get((int) low >>> 2) : codes().get(low);
        yield code == null ? text(high, low) : code + " (" + low + ")";
      }
      default -> text(high, low);
    };
  }

  /// Whether its upper six bits are a codepoint of differentiated services.
  public boolean hasCodepoint() {
    return this == TOS || this == INNER_TOS;
  }

  /// What its numbers stand for, of a field whose numbers are codes.
  public Map<Long, String> codes() {
    return Names.codes(fieldName);
  }

  /// Whether 0 would look like one of its values.
  public boolean zeroIsUnknown() {
    return kind == AS_NUMBER
        || kind == INTERFACE
        || kind == TEXT
        || this == LISTENER_PORT
        || this == NEXT_HOP
        || this == BGP_NEXT_HOP;
  }

  private static Map<FlowField, FlowField> innerFields() {
    Map<FlowField, FlowField> map = new EnumMap<>(FlowField.class);
    map.put(SRC_ADDRESS, INNER_SRC_ADDRESS);
    map.put(DST_ADDRESS, INNER_DST_ADDRESS);
    map.put(ETHER_TYPE, INNER_ETHER_TYPE);
    map.put(PROTOCOL, INNER_PROTOCOL);
    map.put(SRC_PORT, INNER_SRC_PORT);
    map.put(DST_PORT, INNER_DST_PORT);
    map.put(TOS, INNER_TOS);
    map.put(TTL, INNER_TTL);
    map.put(TCP_FLAGS, INNER_TCP_FLAGS);
    return Collections.unmodifiableMap(map);
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
