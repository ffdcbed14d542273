package weir.demo;

/// NetFlow version 5: a 24-byte header, up to 30 records of 48 bytes; IPv4 only.
final class NetFlowV5Exporter extends Exporter {
  private int sequence;

  NetFlowV5Exporter(DemoDevice device, long startNanos) {
    super(device, 1, startNanos);
  }

  @Override
  boolean fits() {
    return flows < 28;
  }

  @Override
  void begin(long nowNanos) {
    out.putShort((short) 5).putShort((short) 0);
    out.putInt(uptimeMillis(nowNanos));
    out.putInt((int) (nowNanos / 1_000_000_000)).putInt((int) (nowNanos % 1_000_000_000));
    out.putInt(sequence).put((byte) 0).put((byte) 1);
    out.putShort((short) (0x4000 | samplingRate()));
  }

  @Override
  void put(DemoFlow flow, long nowNanos) {
    int last = uptimeMillis(nowNanos);
    address(flow.source(), false);
    address(flow.destination(), false);
    out.putInt(0);
    out.putShort((short) inInterface(flow)).putShort((short) outInterface(flow));
    out.putInt((int) flow.packets()).putInt((int) flow.bytes());
    out.putInt(last - flow.durationMillis()).putInt(last);
    out.putShort((short) flow.sourcePort()).putShort((short) flow.destinationPort());
    out.put((byte) 0).put((byte) flow.tcpFlags()).put((byte) flow.protocol());
    out.put((byte) flow.typeOfService());
    out.putShort(as(flow.sourceAs())).putShort(as(flow.destinationAs()));
    out.put((byte) flow.sourcePrefixLength()).put((byte) flow.destinationPrefixLength());
    out.putShort((short) 0);
  }

  /// AS_TRANS stands for numbers that do not fit (RFC 6793).
  private static short as(int number) {
    return (short) (number > 0xffff ? 23456 : number);
  }

  @Override
  void finish(long nowNanos) {
    out.putShort(2, (short) flows);
    sequence += flows;
  }
}
