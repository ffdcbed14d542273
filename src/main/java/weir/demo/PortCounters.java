package weir.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.LongToIntFunction;

/// Counter samples of sFlow version 5: octets, speeds and names of a device's ports, every ten
/// seconds. Some devices send them beside NetFlow or IPFIX, which have none.
final class PortCounters {
  private static final long EVERY_NANOS = 10_000_000_000L;
  private static final int GENERIC_BYTES = 88;

  /// Numbers its datagrams apart from those of flows.
  private static final int SUB_AGENT = 1;

  private final DemoDevice device;
  private final LongToIntFunction uptimeMillis;
  private final ByteBuffer out = ByteBuffer.allocate(Exporter.MOST_BYTES);

  // By ifIndex.
  private final double[] inOctets = new double[DemoDevice.MOST_PORTS];
  private final double[] outOctets = new double[DemoDevice.MOST_PORTS];
  private long sentNanos;
  private int datagrams;

  PortCounters(DemoDevice device, LongToIntFunction uptimeMillis) {
    this.device = device;
    this.uptimeMillis = uptimeMillis;
  }

  /// Octets that passed, whether sampled or not.
  void count(int in, int out, double octets) {
    inOctets[in] += octets;
    outOctets[out] += octets;
  }

  /// Sends them if it is time.
  void send(long nowNanos, Consumer<ByteBuffer> wire) {
    if (!device.tellsPorts() || nowNanos - sentNanos < EVERY_NANOS) {
      return;
    }
    sentNanos = nowNanos;
    out.clear();
    out.putInt(5).putInt(1).putInt((int) device.address().low()).putInt(SUB_AGENT);
    out.putInt(++datagrams).putInt(uptimeMillis.applyAsInt(nowNanos));
    out.putInt(device.ports().size());
    device.ports().forEach(this::sample);
    out.flip();
    wire.accept(out);
  }

  /// A counter sample (format 2) with generic counters (1) and the name of the port (1005).
  private void sample(DemoDevice.Port port) {
    byte[] name = port.name().getBytes(StandardCharsets.UTF_8);
    int padded = (name.length + 3) & ~3;
    out.putInt(2).putInt(12 + 8 + GENERIC_BYTES + 8 + 4 + padded);
    out.putInt(datagrams).putInt(port.index()).putInt(2);
    out.putInt(1).putInt(GENERIC_BYTES);
    int end = out.position() + GENERIC_BYTES;
    out.putInt(port.index()).putInt(6).putLong(port.speedBitsPerSecond()).putInt(1).putInt(3);
    out.putLong(Math.round(inOctets[port.index()]));
    out.putLong(0).putLong(0).putLong(0); // counts of packets
    out.putLong(Math.round(outOctets[port.index()]));
    while (out.position() < end) {
      out.putInt(0);
    }
    out.putInt(1005).putInt(4 + padded).putInt(name.length).put(name);
    out.put(new byte[padded - name.length]);
  }
}
