package weir.demo;

import java.util.HashMap;
import java.util.Map;

/// sFlow version 5: flow samples with the raw headers of single packets over Ethernet.
final class SFlowExporter extends Exporter {
  private static final int SAMPLE_MOST_BYTES = 160;
  private static final int AGENT = 0x7f00000d;

  private final int rate;
  private int datagrams;

  /// By data source, which is an interface: samples taken so far.
  private final Map<Integer, Integer> samples = new HashMap<>();

  /// @param rate packets of which one is sampled
  SFlowExporter(int rate, long startNanos) {
    super(rate, startNanos);
    this.rate = rate;
  }

  @Override
  boolean fits() {
    return out.remaining() >= SAMPLE_MOST_BYTES;
  }

  /// Version, IPv4 agent, sub-agent, sequence, uptime, number of samples.
  @Override
  void begin(long nowNanos) {
    out.putInt(5).putInt(1).putInt(AGENT).putInt(0);
    out.putInt(++datagrams).putInt(uptimeMillis(nowNanos)).putInt(0);
  }

  /// A flow sample (format 1) with one raw packet header (format 1, protocol 1 Ethernet).
  @Override
  void put(DemoFlow flow, long nowNanos) {
    int octets = (int) (flow.bytes() / flow.packets());
    int networkHeader = flow.isV6() ? 40 : 20;
    int transportHeader = flow.protocol() == 6 ? 20 : 8;
    int headerLength = 14 + networkHeader + transportHeader;
    int padded = (headerLength + 3) & ~3;
    int sample = samples.merge(flow.inInterface(), 1, Integer::sum);
    out.putInt(1).putInt(32 + 8 + 16 + padded);
    out.putInt(sample).putInt(flow.inInterface()).putInt(rate).putInt(sample * rate).putInt(0);
    out.putInt(flow.inInterface()).putInt(flow.outInterface()).putInt(1);
    out.putInt(1).putInt(16 + padded);
    out.putInt(1).putInt(octets + 18).putInt(4).putInt(headerLength);
    int start = out.position();
    out.putLong(0x0200_0000_0001_0200L).putInt(0x0000_0002);
    out.putShort((short) (flow.isV6() ? 0x86dd : 0x0800));
    network(flow, octets);
    transport(flow, octets - networkHeader);
    out.position(start + padded);
  }

  private void network(DemoFlow flow, int octets) {
    if (flow.isV6()) {
      out.putInt(0x6000_0000).putShort((short) (octets - 40));
      out.put((byte) flow.protocol()).put((byte) 58);
    } else {
      out.put((byte) 0x45).put((byte) 0).putShort((short) octets);
      out.putInt(0).put((byte) 58).put((byte) flow.protocol()).putShort((short) 0);
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
