package weir.packet;

import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.Layer;
import weir.flow.Tunnel;
import weir.wire.WireReader;

/// A packet in hand: its bytes, the row that its headers are written to, and how deep we are in it.
/// Outer and inner headers have fields of their own; what is inside of the inner packet is left
/// alone.
final class Packet {
  private static final int MOST_SIZES = 8;

  private WireReader in = new WireReader();
  private FlowBatch row = new FlowBatch();
  private boolean inner;
  private long layers;
  private long sizes;
  private int depth;

  void start(WireReader packet, FlowBatch into) {
    in = packet;
    row = into;
    inner = false;
    layers = 0;
    sizes = 0;
    depth = 0;
  }

  void end() {
    row.set(FlowField.LAYERS, layers);
    row.set(FlowField.LAYER_SIZES, sizes);
  }

  WireReader in() {
    return in;
  }

  FlowBatch row() {
    return row;
  }

  boolean isInner() {
    return inner;
  }

  /// Notes a header of so many octets.
  void layer(Layer layer, int octets) {
    layers = layer.push(layers, depth);
    if (depth < MOST_SIZES) {
      sizes |= (long) Math.min(255, octets) << (56 - 8 * depth);
    }
    depth++;
  }

  /// Writes a value that outer and inner packets have.
  void set(FlowField field, long value) {
    FlowField target = target(field);
    if (target != null) {
      row.set(target, value);
    }
  }

  void setAddress(FlowField field, long high, long low) {
    FlowField target = target(field);
    if (target != null) {
      row.setAddress(target, high, low);
    }
  }

  /// Null for what is told of the outer packet alone.
  private @Nullable FlowField target(FlowField field) {
    return inner ? field.inner().orElse(null) : field;
  }

  /// Whether there is a packet to go into, not two deep already; then what follows is the inner
  /// one.
  ///
  /// @param id of the tunnel; 0 for none
  boolean enter(Tunnel tunnel, long id) {
    if (inner || !in.hasRemaining()) {
      return false;
    }
    row.set(FlowField.TUNNEL, tunnel.code());
    row.set(FlowField.TUNNEL_ID, id);
    inner = true;
    return true;
  }
}
