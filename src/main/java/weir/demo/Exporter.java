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
  private final DemoDevice device;
  private final int samplingRate;
  private final long bootNanos;
  private final PortCounters counters;

  /// @param startNanos when the network began; the device booted 30 days before
  Exporter(DemoDevice device, int samplingRate, long startNanos) {
    this.device = device;
    this.samplingRate = samplingRate;
    this.bootNanos = startNanos - BOOTED_BEFORE_NANOS;
    this.counters = new PortCounters(device, this::uptimeMillis);
  }

  final DemoDevice device() {
    return device;
  }

  /// Of so many packets it sees one.
  int samplingRate() {
    return samplingRate;
  }

  /// Flows are to be so many times larger, and as many times fewer, than usual.
  void coarser(int times) {}

  /// Octets of a flow that it reports.
  double reported(DemoFlow flow) {
    return flow.bytes();
  }

  /// The interface that a flow came in on.
  final int inInterface(DemoFlow flow) {
    return device.portOf(
        flow.underlay() == null ? flow.source() : flow.underlay().from(), flow.sourceAs());
  }

  /// The interface that a flow went out on.
  final int outInterface(DemoFlow flow) {
    return device.portOf(
        flow.underlay() == null ? flow.destination() : flow.underlay().to(), flow.destinationAs());
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
    counters.count(inInterface(flow), outInterface(flow), reported(flow) * samplingRate());
  }

  /// Sends what is there, and the counters of its ports where it is time.
  final void send(long nowNanos, Consumer<ByteBuffer> wire) {
    if (flows > 0) {
      finish(nowNanos);
      flows = 0;
      out.flip();
      wire.accept(out);
    }
    counters.send(nowNanos, wire);
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
