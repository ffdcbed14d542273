package weir.demo;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// A device that puts flows into datagrams of one protocol and sends a datagram when it is full or
/// told to.
abstract sealed class Exporter permits NetFlowV5Exporter, TemplatedExporter, SFlowExporter {
  /// What fits an Ethernet frame.
  static final int MOST_BYTES = 1400;

  private static final long BOOTED_BEFORE_NANOS = 30L * 86_400 * 1_000_000_000;

  final ByteBuffer out = ByteBuffer.allocate(MOST_BYTES);
  int flows;
  private final int samplingRate;
  private final long bootNanos;

  /// @param startNanos when the network began; the device booted 30 days before
  Exporter(int samplingRate, long startNanos) {
    this.samplingRate = samplingRate;
    this.bootNanos = startNanos - BOOTED_BEFORE_NANOS;
  }

  final int samplingRate() {
    return samplingRate;
  }

  /// Milliseconds since the device booted, modulo 2^32.
  final int uptimeMillis(long nanos) {
    return (int) ((nanos - bootNanos) / 1_000_000);
  }

  /// Puts a flow into the datagram; sends it first if it is full.
  final void add(DemoFlow flow, long nowNanos, Consumer<ByteBuffer> wire) {
    if (flows > 0 && !fits()) {
      send(nowNanos, wire);
    }
    if (flows == 0) {
      out.clear();
      begin(nowNanos);
    }
    put(flow, nowNanos);
    flows++;
  }

  /// Sends what is there.
  final void send(long nowNanos, Consumer<ByteBuffer> wire) {
    if (flows > 0) {
      finish(nowNanos);
      flows = 0;
      out.flip();
      wire.accept(out);
    }
  }

  abstract boolean fits();

  abstract void begin(long nowNanos);

  abstract void put(DemoFlow flow, long nowNanos);

  /// Fills in counts and lengths that are known only now.
  abstract void finish(long nowNanos);

  final void address(weir.flow.IpAddress address, boolean v6) {
    if (v6) {
      out.putLong(address.high()).putLong(address.low());
    } else {
      out.putInt((int) address.low());
    }
  }
}
