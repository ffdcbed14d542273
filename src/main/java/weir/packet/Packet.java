package weir.packet;

import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.Layer;
import weir.flow.Tunnel;
import weir.wire.WireReader;

/// A packet in hand: its bytes, what its headers are read into (the row of a flow, or what they say
/// of their payload), and how deep we are in it. Outer and inner headers have fields of their own;
/// what is inside of the inner packet is left alone.
final class Packet {
  private static final int MOST_SIZES = 8;

  /// Links within links: of tunnels, of bridges over frame relay; more are somebody's joke.
  private static final int MOST_LINKS = 8;

  private final @Nullable IpPayload payload;
  private WireReader in = new WireReader();
  private @Nullable FlowBatch row;
  private boolean inner;
  private boolean laterFragment;
  private boolean steered;
  private long layers;
  private long sizes;
  private int depth;
  private int links;
  private boolean tcp;
  private int sequence;
  private int acknowledgement;

  /// For the rows of flows, each named when a packet is started.
  Packet() {
    this.payload = null;
  }

  /// For headers that are read no further than to the payload of IP.
  Packet(IpPayload payload) {
    this.payload = payload;
  }

  /// Its headers go into the batch's open row.
  void start(WireReader packet, FlowBatch into) {
    start(packet);
    row = into;
  }

  void start(WireReader packet) {
    in = packet;
    inner = false;
    layers = 0;
    sizes = 0;
    depth = 0;
    links = 0;
    tcp = false;
  }

  void end() {
    inner = false;
    set(FlowField.LAYERS, layers);
    set(FlowField.LAYER_SIZES, sizes);
  }

  WireReader in() {
    return in;
  }

  /// Comes before the header of a link; whether there is an end to them.
  boolean enterLink() {
    return ++links <= MOST_LINKS;
  }

  /// Notes a header of so many octets.
  void layer(Layer layer, int octets) {
    layers = layer.push(layers, depth);
    if (depth < MOST_SIZES) {
      sizes |= (long) Math.min(255, octets) << (56 - 8 * depth);
    }
    depth++;
  }

  /// Comes before what an IP header says.
  void startIp() {
    laterFragment = false;
    steered = false;
  }

  void source(long high, long low) {
    setAddress(FlowField.SRC_ADDRESS, high, low);
    if (payload != null) {
      payload.source(high, low);
    }
  }

  void destination(long high, long low) {
    setAddress(FlowField.DST_ADDRESS, high, low);
    if (payload != null) {
      payload.destination(high, low);
    }
  }

  /// Where the payload of IP ends by the header, which may be behind what was captured.
  void payloadEnd(int position) {
    if (payload != null) {
      payload.whole(position);
    }
  }

  /// That the payload of IP may be a piece of one.
  ///
  /// @param units of eight octets that come before it
  /// @param flags the lowest bit says that more come behind it
  void fragment(long id, int units, int flags) {
    laterFragment = units > 0;
    setOuter(FlowField.FRAGMENT_ID, id);
    setOuter(FlowField.IP_FLAGS, flags);
    setOuter(FlowField.FRAGMENT_OFFSET, units);
    if (payload != null) {
      payload.fragment(id, units, (flags & 1) != 0);
    }
  }

  /// Numbers of a TCP header; those of the outer packet are kept.
  void tcp(int newSequence, int newAcknowledgement) {
    if (!inner) {
      tcp = true;
      sequence = newSequence;
      acknowledgement = newAcknowledgement;
    }
  }

  boolean hasTcp() {
    return tcp;
  }

  int sequence() {
    return sequence;
  }

  int acknowledgement() {
    return acknowledgement;
  }

  /// Whether the payload of IP begins in the midst of what was cut into pieces.
  boolean isLaterFragment() {
    return laterFragment;
  }

  /// That IP sends it along segments (SRv6).
  void steered() {
    steered = true;
  }

  boolean isSteered() {
    return steered;
  }

  /// Writes a value that outer and inner packets have.
  void set(FlowField field, long value) {
    FlowField target = target(field);
    if (row != null && target != null) {
      row.set(target, value);
    }
  }

  void setAddress(FlowField field, long high, long low) {
    FlowField target = target(field);
    if (row != null && target != null) {
      row.setAddress(target, high, low);
    }
  }

  /// Null for what is told of the outer packet alone.
  private @Nullable FlowField target(FlowField field) {
    return inner ? field.inner().orElse(null) : field;
  }

  /// Writes a value that only outer packets have.
  void setOuter(FlowField field, long value) {
    if (row != null && !inner) {
      row.set(field, value);
    }
  }

  /// Adds an item to a list that only outer packets have.
  void addOuter(FlowField list, int item) {
    if (row != null && !inner) {
      row.add(list, item);
    }
  }

  void addOuterAddress(FlowField list, long high, long low) {
    if (row != null && !inner) {
      row.addAddress(list, row.rows(), high, low);
    }
  }

  /// Whether there is a packet to go into, not two deep already; then what follows is the inner
  /// one.
  ///
  /// @param id of the tunnel; 0 for none
  boolean enter(Tunnel tunnel, long id) {
    if (inner || !in.hasRemaining()) {
      return false;
    }
    setOuter(FlowField.TUNNEL, tunnel.code());
    setOuter(FlowField.TUNNEL_ID, id);
    inner = true;
    return true;
  }
}
