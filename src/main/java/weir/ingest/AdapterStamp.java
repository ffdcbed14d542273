package weir.ingest;

import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.capture.live.Adapter;
import weir.capture.live.Tapped;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.RateSource;

/// What an adapter says of all its flows: it is their exporter, and one of their interfaces.
final class AdapterStamp {
  private final Supplier<Adapter> adapter;
  private final Tapped.Side side;
  private final int oneIn;
  private volatile @Nullable Own own;

  /// @param adapter as it is now: one that was away may have another number and other addresses
  /// @param oneIn of so many packets one is taken
  AdapterStamp(Supplier<Adapter> adapter, Tapped.Side side, int oneIn) {
    this.adapter = adapter;
    this.side = side;
    this.oneIn = oneIn;
  }

  /// Into the open row.
  void into(FlowBatch row) {
    Own now = own();
    if (now.address != null) {
      row.setAddress(FlowField.EXPORTER, now.address.high(), now.address.low());
    }
    row.set(
        side == Tapped.Side.SENT ? FlowField.OUT_INTERFACE : FlowField.IN_INTERFACE,
        now.adapter.index());
    row.set(FlowField.FLOW_DIRECTION, side == Tapped.Side.SENT ? 1 : 0);
    row.set(FlowField.SAMPLING_RATE, oneIn);
    row.set(FlowField.RATE_SOURCE, RateSource.RECORD.code());
  }

  @SuppressWarnings("ReferenceEquality") // asked of each packet
  private Own own() {
    Adapter current = adapter.get();
    Own known = own;
    if (known == null || known.adapter != current) {
      known = Own.of(current);
      own = known;
    }
    return known;
  }

  private record Own(Adapter adapter, @Nullable IpAddress address) {
    private static Own of(Adapter adapter) {
      return new Own(
          adapter,
          adapter.addresses().stream().min(Comparator.comparing(AdapterStamp::rank)).orElse(null));
    }
  }

  /// An address of one link only is the last choice.
  private static int rank(IpAddress address) {
    return address.isV4() ? 0 : address.toString().startsWith("fe80:") ? 2 : 1;
  }
}
