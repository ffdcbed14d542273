package weir.query;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowField;

/// What is summed up, and how the sum is shown. Rates are sums over a length of time, ratios are
/// sums over another sum, so only the bases are ever asked of a store.
public enum Measure {
  BYTES("bytes", "Bytes", "B"),
  PACKETS("packets", "Packets", "packets"),
  /// Flow records; never multiplied by a sampling rate.
  FLOWS("flows", "Flows", "flows"),
  /// Packets that an exporter has seen itself, never multiplied by a sampling rate: how sure a sum
  /// is that was estimated of them.
  SAMPLES("samples", "Packets seen", "packets"),
  BITS_PER_SECOND("bps", "Bits/s", "bit/s"),
  PACKETS_PER_SECOND("pps", "Packets/s", "packets/s"),
  FLOWS_PER_SECOND("fps", "Flows/s", "flows/s"),
  /// What one way of conversations has, from their address A to B, or back: [Dimension.End].
  BYTES_FORTH("bytes_ab", "Bytes A → B", "B"),
  BYTES_BACK("bytes_ba", "Bytes B → A", "B"),
  PACKETS_FORTH("packets_ab", "Packets A → B", "packets"),
  PACKETS_BACK("packets_ba", "Packets B → A", "packets"),
  FLOWS_FORTH("flows_ab", "Flows A → B", "flows"),
  FLOWS_BACK("flows_ba", "Flows B → A", "flows"),
  /// Octets of layer 2, of the flows whose exporters told them.
  BYTES_L2("bytes_l2", "Layer 2 bytes", "B"),
  BITS_L2_PER_SECOND("bps_l2", "Layer 2 bits/s", "bit/s"),
  /// Octets of layer 3, of the flows whose exporters told them.
  BYTES_L3("bytes_l3", "Layer 3 bytes", "B"),
  BITS_L3_PER_SECOND("bps_l3", "Layer 3 bits/s", "bit/s"),
  TCP_FLOWS("tcp_flows", "TCP flows", "flows"),
  /// Of TCP flows those with SYN in any packet, and ACK in none.
  SYN_FLOWS("syn_flows", "SYN flows", "flows"),
  TCP_PACKETS("tcp_packets", "TCP packets", "packets"),
  /// Those of [#SYN_FLOWS]: none of them has ACK.
  SYN_PACKETS("syn_packets", "SYN packets", "packets"),
  BYTES_PER_PACKET("bytes_per_packet", "Bytes/packet", "B"),
  /// [#SYN_FLOWS] of [#TCP_FLOWS].
  SYN_SHARE("syn_share", "SYN share", "%"),
  /// [#SYN_PACKETS] of [#TCP_PACKETS].
  SYN_PACKET_SHARE("syn_packet_share", "SYN share of packets", "%"),
  /// Bits a second of the speed that an exporter has told of an interface; of groups by
  /// [#isInterface] alone.
  OF_SPEED("of_speed", "% of speed", "%");

  private final String measureName;
  private final String label;
  private final String unit;

  Measure(String measureName, String label, String unit) {
    this.measureName = measureName;
    this.label = label;
    this.unit = unit;
  }

  /// As on the command line and in JSON.
  public String measureName() {
    return measureName;
  }

  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  /// The same where room is short, and a prefix goes before it: "pkt/s".
  public String shortUnit() {
    return unit.replace("packets", "pkt");
  }

  /// Whether it is shown otherwise than as a sum: over time, or over another sum.
  public boolean isRate() {
    return this != base();
  }

  /// Whether parts of it do not add up to the whole: it is over another sum, or over a speed.
  public boolean isRatio() {
    return over().isPresent() || this == OF_SPEED;
  }

  /// The sum that its own is divided by, which a question has beside it; empty for none.
  public Optional<Measure> over() {
    return switch (this) {
      case BYTES_PER_PACKET -> Optional.of(PACKETS);
      case SYN_SHARE -> Optional.of(TCP_FLOWS);
      case SYN_PACKET_SHARE -> Optional.of(TCP_PACKETS);
      default -> Optional.empty();
    };
  }

  /// Whether groups are single interfaces of exporters, whose speeds may be known.
  public static boolean isInterface(List<Dimension> by) {
    return by.size() == 2
        && by.getFirst().is(FlowField.EXPORTER)
        && (by.getLast().is(FlowField.IN_INTERFACE) || by.getLast().is(FlowField.OUT_INTERFACE));
  }

  /// The sum behind it.
  public Measure base() {
    return switch (this) {
      case BYTES, BITS_PER_SECOND, BYTES_PER_PACKET, OF_SPEED -> BYTES;
      case BITS_L2_PER_SECOND -> BYTES_L2;
      case BITS_L3_PER_SECOND -> BYTES_L3;
      case SYN_SHARE -> SYN_FLOWS;
      case SYN_PACKET_SHARE -> SYN_PACKETS;
      case PACKETS, PACKETS_PER_SECOND -> PACKETS;
      case FLOWS, FLOWS_PER_SECOND -> FLOWS;
      default -> this;
    };
  }

  /// What is counted, whichever way it goes: bytes, packets or flows.
  public Measure counted() {
    return switch (this) {
      case BYTES_FORTH, BYTES_BACK -> BYTES;
      case PACKETS_FORTH, PACKETS_BACK, SYN_PACKETS, SYN_PACKET_SHARE, TCP_PACKETS -> PACKETS;
      case FLOWS_FORTH, FLOWS_BACK, SYN_FLOWS, SYN_SHARE, TCP_FLOWS -> FLOWS;
      default -> base();
    };
  }

  /// Whether it is of one way of conversations alone.
  public boolean isOneWay() {
    return isForth() || isBack();
  }

  /// Whether it is of what goes from the lower address to the higher one, or to itself.
  public boolean isForth() {
    return this == BYTES_FORTH || this == PACKETS_FORTH || this == FLOWS_FORTH;
  }

  private boolean isBack() {
    return this == BYTES_BACK || this == PACKETS_BACK || this == FLOWS_BACK;
  }

  /// The same sum one way, then the other way.
  public List<Measure> ways() {
    return switch (counted()) {
      case BYTES -> List.of(BYTES_FORTH, BYTES_BACK);
      case PACKETS -> List.of(PACKETS_FORTH, PACKETS_BACK);
      default -> List.of(FLOWS_FORTH, FLOWS_BACK);
    };
  }

  /// The counter that is summed; none for flow records.
  public Optional<FlowField> field() {
    return switch (counted()) {
      case BYTES -> Optional.of(FlowField.BYTES);
      case PACKETS, SAMPLES -> Optional.of(FlowField.PACKETS);
      case BYTES_L2 -> Optional.of(FlowField.BYTES_L2);
      case BYTES_L3 -> Optional.of(FlowField.BYTES_L3);
      default -> Optional.empty();
    };
  }

  /// By what the flows are told that are in it, where these are not all; none for all.
  public List<Dimension> parts() {
    return switch (base()) {
      case TCP_FLOWS, TCP_PACKETS -> List.of(Dimension.field(FlowField.PROTOCOL));
      case SYN_FLOWS, SYN_PACKETS -> Dimension.of(FlowField.PROTOCOL, FlowField.TCP_FLAGS);
      default -> isOneWay() ? Dimension.End.BOTH : List.of();
    };
  }

  /// Whether roll-ups of flows keep it.
  public boolean isRolledUp() {
    return base() != BYTES_L2 && base() != BYTES_L3;
  }

  /// Whether it is of flows with SYN and without ACK alone.
  public boolean isOfSyn() {
    return base() == SYN_FLOWS || base() == SYN_PACKETS;
  }

  /// Whether it is a sum of part of the flows.
  public boolean isPart() {
    return !parts().isEmpty();
  }

  /// All that it looks at.
  public Set<FlowField> fields() {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    field().ifPresent(fields::add);
    parts().forEach(dimension -> fields.addAll(dimension.fields()));
    return fields;
  }

  /// The value of a ratio; 0 where there is nothing that it is of.
  ///
  /// @param over the sum of [#over], or, of [#OF_SPEED], bits a second
  public double of(double sum, double over, long lengthNanos) {
    if (over <= 0) {
      return 0;
    }
    return switch (this) {
      case SYN_SHARE, SYN_PACKET_SHARE -> sum / over * 100;
      case OF_SPEED -> BITS_PER_SECOND.of(sum, lengthNanos) / over * 100;
      default -> sum / over;
    };
  }

  /// The measure's value of a base's sum over `lengthNanos`; no [#isRatio].
  public double of(double sum, long lengthNanos) {
    return switch (this) {
      case BITS_PER_SECOND, BITS_L2_PER_SECOND, BITS_L3_PER_SECOND -> sum * 8e9 / lengthNanos;
      case PACKETS_PER_SECOND, FLOWS_PER_SECOND -> sum * 1e9 / lengthNanos;
      default -> sum;
    };
  }

  /// All of them as on the command line, for people.
  public static String names() {
    return Arrays.stream(values()).map(Measure::measureName).collect(Collectors.joining(", "));
  }

  public static Optional<Measure> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(m -> m.measureName.equals(lower)).findFirst();
  }
}
