package weir.capture;

import java.util.ArrayList;
import java.util.List;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// Keeps datagrams, with the times at which they came, until somebody can take them.
final class HeldDatagrams implements DatagramHandler {
  /// What a datagram takes beside its payload, about.
  private static final int OVERHEAD_BYTES = 80;

  private record Held(Datagram datagram, byte[] payload) {}

  private final List<Held> held = new ArrayList<>();
  private final long mostBytes;
  private final Runnable onFull;
  private long bytes;

  /// @param mostBytes about as much memory is taken
  /// @param onFull called once that is reached, again and again as long as more comes
  HeldDatagrams(long mostBytes, Runnable onFull) {
    this.mostBytes = mostBytes;
    this.onFull = onFull;
  }

  @Override
  public void handle(Datagram datagram, WireReader payload) {
    byte[] copy = payload.bytes(payload.remaining());
    held.add(new Held(datagram, copy));
    bytes += copy.length + OVERHEAD_BYTES;
    if (bytes >= mostBytes) {
      onFull.run();
    }
  }

  /// Hands all on in the order of their coming.
  void release(DatagramHandler handler) {
    WireReader reader = new WireReader();
    for (Held one : held) {
      handler.handle(one.datagram(), reader.reset(one.payload(), 0, one.payload().length));
    }
    held.clear();
    bytes = 0;
  }
}
