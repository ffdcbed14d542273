package weir.demo;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import weir.flow.IpAddress;

/// A device of the generated network that reports flows. Devices cannot tell by NetFlow, IPFIX or
/// sFlow what people call them and where they stand; `name` and `site` are for those who may say
/// it.
///
/// @param inside ports towards our own hosts
/// @param outside ports towards everybody else
/// @param tellsPorts whether it sends names of its ports itself
public record DemoDevice(
    IpAddress address,
    String name,
    String site,
    List<Port> inside,
    List<Port> outside,
    boolean tellsPorts) {
  private static final long GIGABIT = 1_000_000_000L;

  /// Its ports have numbers below.
  static final int MOST_PORTS = 64;

  private static final int FIRST = 0x7f00000b;

  /// @param index SNMP's ifIndex
  /// @param speedBitsPerSecond told in counter samples only
  public record Port(int index, String name, String description, long speedBitsPerSecond) {}

  static final DemoDevice EDGE_1 =
      new DemoDevice(
          address(0),
          "edge-1",
          "Head office",
          List.of(
              port(5, "et0", "core-1, to the data centre", 40),
              port(6, "et1", "core-2, to the offices", 40)),
          List.of(
              port(1, "xe0", "transit A, AS 64500", 10),
              port(2, "xe1", "transit B, AS 64510", 10),
              port(3, "xe2", "internet exchange", 10)),
          true);

  static final DemoDevice EDGE_2 =
      new DemoDevice(
          address(1),
          "edge-2",
          "Second site",
          List.of(port(11, "eth9", "core-1, to the data centre", 40)),
          List.of(port(1, "eth1", "transit C, AS 65540", 10), port(2, "eth2", "peering", 10)),
          true);

  static final DemoDevice DC_1 =
      new DemoDevice(
          address(2),
          "dc-1",
          "Data centre",
          List.of(
              port(1, "swp1", "", 25),
              port(2, "swp2", "", 25),
              port(3, "swp3", "", 25),
              port(4, "swp4", "", 25)),
          List.of(port(49, "up1", "", 100), port(50, "up2", "", 100)),
          true);

  static final DemoDevice BRANCH_1 =
      new DemoDevice(
          address(3),
          "branch-1",
          "Branch north",
          List.of(port(2, "lan", "", 1)),
          List.of(port(1, "wan", "", 1)),
          false);

  static final DemoDevice BRANCH_2 =
      new DemoDevice(
          address(4),
          "branch-2",
          "Branch south",
          List.of(port(2, "lan", "", 1)),
          List.of(port(1, "wan", "", 1)),
          false);

  /// All of them, by address.
  static final List<DemoDevice> ALL = List.of(EDGE_1, EDGE_2, DC_1, BRANCH_1, BRANCH_2);

  private static IpAddress address(int place) {
    return new IpAddress(0, IpAddress.mapped(FIRST + place));
  }

  private static Port port(int index, String name, String description, int gigabits) {
    return new Port(index, name, description, gigabits * GIGABIT);
  }

  /// Its ports by number.
  public List<Port> ports() {
    return Stream.concat(inside.stream(), outside.stream())
        .sorted(Comparator.comparingInt(Port::index))
        .toList();
  }

  /// The number of the port that a host is behind, the same for the same host.
  int portOf(IpAddress host, int as) {
    List<Port> ports = as == 0 ? inside : outside;
    long number = as == 0 ? host.low() ^ host.low() >>> 8 : as;
    return ports.get((int) Long.remainderUnsigned(number, ports.size())).index();
  }
}
