package weir.flow;

import java.util.ArrayList;
import java.util.List;

/// Headers of a packet, with goflow2's numbers (`LayerStack`) but for the last. A stack of them is
/// packed into a long: four bits each, the first highest, their number plus one.
public enum Layer {
  ETHERNET("Ethernet"),
  IPV4("IPv4"),
  IPV6("IPv6"),
  TCP("TCP"),
  UDP("UDP"),
  MPLS("MPLS"),
  DOT1Q("Dot1Q"),
  ICMP("ICMP"),
  ICMPV6("ICMPv6"),
  GRE("GRE"),
  ROUTING("IPv6HeaderRouting"),
  FRAGMENT("IPv6HeaderFragment"),
  GENEVE("Geneve"),
  TEREDO("Teredo"),
  /// goflow2's 99.
  CUSTOM("Custom");

  private static final Layer[] ALL = values();
  private final String label;

  Layer(String label) {
    this.label = label;
  }

  /// goflow2's name.
  public String label() {
    return label;
  }

  /// For people.
  public String words() {
    return switch (this) {
      case DOT1Q -> "VLAN";
      case ROUTING -> "IPv6 routing";
      case FRAGMENT -> "IPv6 fragment";
      case CUSTOM -> "other";
      default -> label;
    };
  }

  /// goflow2's number.
  public int number() {
    return this == CUSTOM ? 99 : ordinal();
  }

  /// The layer with goflow2's number; [#CUSTOM] for one that is not known.
  public static Layer numbered(int number) {
    return number >= 0 && number < CUSTOM.ordinal() ? ALL[number] : CUSTOM;
  }

  /// The stack with one layer more at depth `index`; beyond 16 it stays as it is.
  public long push(long stack, int index) {
    return index < 16 ? stack | (ordinal() + 1L) << (60 - 4 * index) : stack;
  }

  /// The layers of a stack.
  public static List<Layer> unpack(long stack) {
    List<Layer> layers = new ArrayList<>();
    for (long left = stack; left >>> 60 != 0; left <<= 4) {
      layers.add(ALL[(int) (left >>> 60) - 1]);
    }
    return layers;
  }
}
