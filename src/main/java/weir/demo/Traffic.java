package weir.demo;

import java.util.random.RandomGenerator;
import weir.demo.Underlay.Carrier;
import weir.flow.IpAddress;

/// Draws flows: web, QUIC, DNS, mail and the like between our hosts and the others, and what
/// attackers send. How much there is at a time, [#bitsPerSecond] says.
final class Traffic {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SYN_FIN_RST = 0x07;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final double MEAN_BITS_PER_SECOND = 4.0e9;

  // Ends of tunnels that stay.
  private static final IpAddress HEAD_OFFICE = Hosts.v4(0x0a140001);
  private static final IpAddress BRANCH = Hosts.v4(0xc0000211);
  private static final IpAddress BROKER = Hosts.v4(0xc6336406);

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

  private final RandomGenerator random;
  private final Hosts hosts;
  private int scanned;

  Traffic(RandomGenerator random) {
    this.random = random;
    this.hosts = new Hosts(random);
  }

  /// The whole network's load: a daily curve with its peak in the evening, and waves of seconds and
  /// minutes on it.
  static double bitsPerSecond(double epochSeconds) {
    double hour = epochSeconds / 3600 % 24;
    double daily =
        1 + 0.26 * Math.sin((hour - 11) * Math.PI / 12) + 0.06 * Math.sin(hour * Math.PI / 3);
    double waves =
        1
            + 0.06 * Math.sin(epochSeconds / 173)
            + 0.05 * Math.sin(epochSeconds / 41)
            + 0.04 * Math.sin(epochSeconds / 11.3)
            + 0.03 * Math.sin(epochSeconds / 3.7);
    return MEAN_BITS_PER_SECOND * daily * waves;
  }

  /// True in so many of cases, 0 to 1.
  boolean chance(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  /// An ordinary flow.
  ///
  /// @param samplingRate packets of which the exporter sees one
  /// @param size how many times more packets it has than is typical
  DemoFlow flow(int samplingRate, int size) {
    Service service = service();
    boolean v6 = random.nextInt(100) < 25;
    boolean down = random.nextInt(100) < 56;
    boolean ours = random.nextInt(100) < 18; // one of our servers serves
    boolean internal = service.port() == 5432;
    IpAddress server = internal || ours ? hosts.server(v6) : hosts.outside(v6);
    IpAddress client = ours && !internal ? hosts.outside(v6) : hosts.client(v6);
    return between(server, client, service, down, samplingRate, size);
  }

  /// A flow of virtual machines, in a tunnel through the data centre.
  DemoFlow tunnelled(int samplingRate, int size) {
    Carrier carrier = carrier();
    boolean v6 = carrier == Carrier.SIX_IN_FOUR;
    boolean down = random.nextInt(100) < 56;
    int tenant = hosts.tenant();
    IpAddress server = v6 ? hosts.server(true) : hosts.machine(tenant);
    IpAddress client = v6 ? hosts.outside(true) : hosts.machine(tenant);
    Underlay underlay =
        switch (carrier) {
          case VXLAN -> new Underlay(carrier, hosts.tunnelEnd(), hosts.tunnelEnd(), 5001 + tenant);
          case GENEVE -> new Underlay(carrier, hosts.tunnelEnd(), hosts.tunnelEnd(), 7001 + tenant);
          case GRE -> new Underlay(carrier, BRANCH, HEAD_OFFICE, 17);
          case SIX_IN_FOUR -> new Underlay(carrier, BROKER, HEAD_OFFICE, 0);
        };
    return between(server, client, service(), down, samplingRate, size)
        .in(
            carrier == Carrier.VXLAN || carrier == Carrier.GENEVE || down
                ? underlay
                : back(underlay));
  }

  private static Underlay back(Underlay underlay) {
    return new Underlay(underlay.carrier(), underlay.to(), underlay.from(), underlay.id());
  }

  private Carrier carrier() {
    int point = random.nextInt(100);
    return point < 55
        ? Carrier.VXLAN
        : point < 75 ? Carrier.GENEVE : point < 90 ? Carrier.GRE : Carrier.SIX_IN_FOUR;
  }

  private DemoFlow between(
      IpAddress server,
      IpAddress client,
      Service service,
      boolean down,
      int samplingRate,
      int size) {
    boolean v6 = !server.isV4();
    int clientPort = service.port() == 0 ? 0 : 32768 + random.nextInt(28000);
    double spread = Math.pow(2, random.nextDouble() * 3 - 1.5);
    long seen = Math.max(1, Math.round(service.packets() * spread / samplingRate));
    int flags = service.protocol() == TCP ? flags(seen) : 0;
    int octets =
        seen == 1 && (flags & SYN_FIN_RST) != 0
            ? 60
            : Math.max(
                46,
                (int)
                    ((down ? service.down() : service.up()) * (0.8 + random.nextDouble() * 0.25)));
    long packets = seen * size;
    boolean ping = service.protocol() == ICMP;
    int protocol = ping && v6 ? ICMPV6 : service.protocol();
    int echo = v6 ? down ? 129 : 128 : down ? 0 : 8; // type, where there would be a port
    return make(
        down ? server : client,
        down ? client : server,
        protocol,
        down ? service.port() : clientPort,
        ping ? echo << 8 : down ? clientPort : service.port(),
        flags,
        packets,
        packets * octets);
  }

  /// A piece of the SYN flood.
  DemoFlow flood() {
    return make(
        hosts.bot(), Hosts.target(), TCP, 1024 + random.nextInt(64000), 443, 0x02, 3, 3 * 60);
  }

  /// Large answers of a resolver to a question in the server's name.
  DemoFlow amplified() {
    return make(
        hosts.resolver(), Hosts.target(), UDP, 53, 1024 + random.nextInt(64000), 0, 2, 2 * 1420);
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
        sourceAs,
        destinationAs,
        packets == 1 ? 0 : 200 + random.nextInt(2500),
        null);
  }
}
