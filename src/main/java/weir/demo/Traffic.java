package weir.demo;

import java.util.Random;
import weir.flow.IpAddress;

/// Draws flows: web, QUIC, DNS, mail and the like between our hosts and the others, and the two
/// attacks. How much there is at a time, [#bitsPerSecond] says.
final class Traffic {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  /// What a service's flows look like.
  ///
  /// @param weight share of flows, in percent
  /// @param packets of a typical flow before sampling
  /// @param down octets a packet from the server
  /// @param up octets a packet to it
  private record Service(int weight, int protocol, int port, int packets, int down, int up) {}

  private static final Service[] SERVICES = {
    new Service(44, TCP, 443, 60, 1280, 110),
    new Service(20, UDP, 443, 80, 1230, 95),
    new Service(6, TCP, 80, 30, 1150, 120),
    new Service(13, UDP, 53, 2, 180, 70),
    new Service(3, TCP, 22, 40, 260, 140),
    new Service(3, TCP, 587, 25, 90, 900),
    new Service(3, UDP, 123, 1, 76, 76),
    new Service(2, TCP, 993, 20, 700, 110),
    new Service(2, UDP, 3478, 120, 480, 480),
    new Service(2, TCP, 5432, 30, 620, 140),
    new Service(2, ICMP, 0, 4, 84, 84),
  };

  private final Random random;
  private final Hosts hosts;
  private int scanned;

  Traffic(Random random) {
    this.random = random;
    this.hosts = new Hosts(random);
  }

  /// The whole network's load: a daily curve with its peak in the evening, and waves of seconds and
  /// minutes on it.
  static double bitsPerSecond(double epochSeconds) {
    double hour = epochSeconds / 3600 % 24;
    double daily =
        1 + 0.62 * Math.sin((hour - 11) * Math.PI / 12) + 0.13 * Math.sin(hour * Math.PI / 3);
    double waves =
        1
            + 0.06 * Math.sin(epochSeconds / 173)
            + 0.05 * Math.sin(epochSeconds / 41)
            + 0.04 * Math.sin(epochSeconds / 11.3)
            + 0.03 * Math.sin(epochSeconds / 3.7);
    return 1.9e9 * daily * waves;
  }

  /// An ordinary flow.
  ///
  /// @param samplingRate packets of which the exporter sees one
  /// @param size how many times a typical flow's packets it has
  DemoFlow flow(int samplingRate, int size) {
    Service service = service();
    boolean v6 = random.nextInt(100) < 25;
    boolean down = random.nextInt(100) < 56;
    boolean ours = random.nextInt(100) < 18; // one of our servers serves
    boolean internal = service.port() == 5432;
    IpAddress server = internal || ours ? hosts.server(v6) : hosts.outside(v6);
    IpAddress client = ours && !internal ? hosts.outside(v6) : hosts.client(v6);
    int clientPort = service.port() == 0 ? 0 : 32768 + random.nextInt(28000);
    double spread = Math.pow(2, random.nextDouble() * 3 - 1.5);
    long packets = Math.max(1, Math.round(service.packets() * spread * size / samplingRate));
    int octets =
        Math.max(
            46,
            (int) ((down ? service.down() : service.up()) * (0.8 + random.nextDouble() * 0.25)));
    boolean ping = service.protocol() == ICMP;
    int protocol = ping && v6 ? ICMPV6 : service.protocol();
    int echo = v6 ? down ? 129 : 128 : down ? 0 : 8; // type, where there would be a port
    return make(
        down ? server : client,
        down ? client : server,
        protocol,
        down ? service.port() : clientPort,
        ping ? echo << 8 : down ? clientPort : service.port(),
        protocol == TCP ? flags(packets) : 0,
        packets,
        packets * octets);
  }

  /// A piece of the SYN flood: a forged source, our web server.
  DemoFlow flood() {
    return make(
        hosts.forged(), Hosts.v4(0x0a140050), TCP, 1024 + random.nextInt(64000), 443, 0x02, 1, 60);
  }

  /// The next probe of the port scan: one source, sixteen of our hosts, one port after the other.
  DemoFlow probe() {
    int probe = scanned++;
    return make(
        Hosts.v4(0xcb007142),
        Hosts.v4(0x0a140500 | (probe & 15)),
        TCP,
        54321,
        1 + (probe >> 4) % 10000,
        0x02,
        1,
        44);
  }

  private Service service() {
    int point = random.nextInt(100);
    for (Service service : SERVICES) {
      point -= service.weight();
      if (point < 0) {
        return service;
      }
    }
    return SERVICES[0];
  }

  /// Flags of a whole flow, or of one packet of it.
  private int flags(long packets) {
    if (packets > 2) {
      return random.nextInt(10) < 7 ? 0x1b : 0x1a;
    }
    int point = random.nextInt(100);
    return point < 58
        ? 0x10
        : point < 88 ? 0x18 : point < 92 ? 0x02 : point < 95 ? 0x12 : point < 98 ? 0x11 : 0x14;
  }

  private DemoFlow make(
      IpAddress source,
      IpAddress destination,
      int protocol,
      int sourcePort,
      int destinationPort,
      int tcpFlags,
      long packets,
      long bytes) {
    int sourceAs = Hosts.as(source);
    int destinationAs = Hosts.as(destination);
    return new DemoFlow(
        source,
        destination,
        protocol,
        sourcePort,
        destinationPort,
        tcpFlags,
        packets,
        bytes,
        sourceAs == 0 ? 5 : 1 + sourceAs % 3,
        destinationAs == 0 ? 5 : 1 + destinationAs % 3,
        sourceAs,
        destinationAs,
        packets == 1 ? 0 : 200 + random.nextInt(2500));
  }
}
