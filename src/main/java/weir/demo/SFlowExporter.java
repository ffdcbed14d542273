package weir.demo;

/// sFlow version 5: flow samples with the raw headers of single packets over Ethernet.
final class SFlowExporter extends Exporter {
  private static final int SAMPLE_MOST_BYTES = 208;
  private static final int VXLAN_PORT = 4789;
  private static final int GENEVE_PORT = 6081;

  /// A sample that stands for more makes the load uneven.
  private static final int COARSEST = 100;

  private final int usualRate;
  private int rate;
  private int datagrams;

  /// By data source, which is an interface: samples taken so far.
  private final int[] samples = new int[DemoDevice.MOST_PORTS];

  /// @param rate packets of which one is sampled
  SFlowExporter(DemoDevice device, int rate, long startNanos) {
    super(device, rate, startNanos);
    this.usualRate = rate;
    this.rate = rate;
  }

  @Override
  int samplingRate() {
    return rate;
  }

  /// It reports single packets, so it samples more rarely, as agents do under load.
  @Override
  void coarser(int times) {
    rate = usualRate * Math.min(times, COARSEST);
  }

  @Override
  double reported(DemoFlow flow) {
    return octets(flow);
  }

  private static int octets(DemoFlow flow) {
    int inner = (int) (flow.bytes() / flow.packets());
    return flow.underlay() == null ? inner : inner + flow.underlay().carrier().octets();
  }

  @Override
  boolean fits() {
    return out.remaining() >= SAMPLE_MOST_BYTES;
  }

  /// Version, IPv4 agent, sub-agent, sequence, uptime, number of samples.
  @Override
  void begin(long nowNanos) {
    out.putInt(5).putInt(1).putInt((int) device().address().low()).putInt(0);
    out.putInt(++datagrams).putInt(uptimeMillis(nowNanos)).putInt(0);
  }

  /// A flow sample (format 1) with one raw packet header (format 1, protocol 1 Ethernet).
  @Override
  void put(DemoFlow flow, long nowNanos) {
    int in = inInterface(flow);
    int sample = ++samples[in];
    int start = out.position();
    out.putInt(1).putInt(0);
    out.putInt(sample).putInt(in).putInt(rate).putInt(sample * rate).putInt(0);
    out.putInt(in).putInt(outInterface(flow)).putInt(1);
    int record = out.position();
    out.putInt(1).putInt(0).putInt(1).putInt(octets(flow) + 18).putInt(4).putInt(0);
    int header = out.position();
    ethernet(flow.underlay() == null && flow.isV6());
    if (flow.underlay() == null) {
      inner(flow);
    } else {
      outer(flow, flow.underlay());
    }
    out.putInt(header - 4, out.position() - header);
    while ((out.position() - header) % 4 != 0) {
      out.put((byte) 0);
    }
    out.putInt(record + 4, out.position() - record - 8);
    out.putInt(start + 4, out.position() - start - 8);
  }

  private void ethernet(boolean v6) {
    out.putLong(0x0200_0000_0001_0200L).putInt(0x0000_0002);
    out.putShort((short) (v6 ? 0x86dd : 0x0800));
  }

  private void inner(DemoFlow flow) {
    int octets = (int) (flow.bytes() / flow.packets());
    network(flow, octets);
    transport(flow, octets - (flow.isV6() ? 40 : 20));
  }

  /// The tunnel's headers, then the packet in it.
  private void outer(DemoFlow flow, Underlay underlay) {
    int octets = octets(flow);
    int protocol =
        switch (underlay.carrier()) {
          case VXLAN, GENEVE -> 17;
          case GRE -> 47;
          case SIX_IN_FOUR -> 41;
        };
    ipv4(octets, protocol);
    address(underlay.from(), false);
    address(underlay.to(), false);
    switch (underlay.carrier()) {
      case VXLAN -> {
        udp(flow, VXLAN_PORT, octets);
        out.putInt(0x0800_0000).putInt(underlay.id() << 8);
        ethernet(flow.isV6());
      }
      case GENEVE -> {
        udp(flow, GENEVE_PORT, octets);
        out.putInt(0x6558).putInt(underlay.id() << 8);
        ethernet(flow.isV6());
      }
      case GRE ->
          out.putShort((short) 0x2000)
              .putShort((short) (flow.isV6() ? 0x86dd : 0x0800))
              .putInt(underlay.id());
      case SIX_IN_FOUR -> {
        // nothing between the two
      }
    }
    inner(flow);
  }

  /// The source port is made of the inner packet, so that its flow keeps one path.
  private void udp(DemoFlow flow, int port, int octets) {
    out.putShort((short) (49152 + flow.sourcePort() % 16384)).putShort((short) port);
    out.putShort((short) (octets - 20)).putShort((short) 0);
  }

  private void ipv4(int octets, int protocol) {
    out.put((byte) 0x45).put((byte) 0).putShort((short) octets);
    out.putInt(0).put((byte) 58).put((byte) protocol).putShort((short) 0);
  }

  private void network(DemoFlow flow, int octets) {
    if (flow.isV6()) {
      out.putInt(0x6000_0000).putShort((short) (octets - 40));
      out.put((byte) flow.protocol()).put((byte) 58);
    } else {
      ipv4(octets, flow.protocol());
    }
    address(flow.source(), flow.isV6());
    address(flow.destination(), flow.isV6());
  }

  private void transport(DemoFlow flow, int octets) {
    switch (flow.protocol()) {
      case 6 -> {
        out.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort());
        out.putInt(1).putInt(1).put((byte) 0x50).put((byte) flow.tcpFlags());
        out.putShort((short) 1024).putInt(0);
      }
      case 17 -> {
        out.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort());
        out.putShort((short) octets).putShort((short) 0);
      }
      default -> out.putShort((short) flow.destinationPort()).putShort((short) 0).putInt(1);
    }
  }

  @Override
  void finish(long nowNanos) {
    out.putInt(24, flows);
  }
}
