package weir.capture;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.flow.Destination;
import weir.flow.ListenAddress;

/// One collector that datagrams are forwarded to. One thread sends; its state can be asked from
/// any.
final class ForwardTarget implements AutoCloseable {
  private static final int BUFFER_BYTES = 4 << 20;

  /// A datagram on its way.
  ///
  /// @param source the exporter's address, 4 or 16 octets
  record Parcel(byte[] source, int sourcePort, byte[] payload) {}

  private final Destination to;
  private final RawSockets raw;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong unreachable = new AtomicLong();
  private final AtomicLong full = new AtomicLong();
  private int fragmented;
  private @Nullable DatagramChannel channel;
  private byte[] address = {};
  private volatile boolean keepsSender;
  private volatile ForwardState.@Nullable Problem problem;

  ForwardTarget(Destination to, RawSockets raw) {
    this.to = to;
    this.raw = raw;
  }

  Destination to() {
    return to;
  }

  boolean isOpen() {
    return problem == null && channel != null;
  }

  /// Looks its name up and opens a socket; says in its state why that cannot be.
  ///
  /// @param own where Weir listens
  synchronized void open(List<ListenAddress> own) {
    try {
      InetAddress found = InetAddress.getByName(to.host());
      if (own.stream().anyMatch(at -> comesBack(found, at))) {
        close();
        problem = new ForwardState.Problem("would come back: Weir listens there", true);
        return;
      }
      if (channel == null) {
        connect(found);
      }
      problem = null;
    } catch (UnknownHostException e) {
      problem = new ForwardState.Problem("no such host", false);
    } catch (IOException e) {
      problem = new ForwardState.Problem("unreachable: " + e.getMessage(), false);
    }
  }

  private void connect(InetAddress found) throws IOException {
    DatagramChannel opened = DatagramChannel.open();
    try {
      opened.configureBlocking(false);
      opened.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
      opened.connect(new InetSocketAddress(found, to.port()));
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    channel = opened;
    address = found.getAddress();
    keepsSender = raw.of(address.length).isPresent();
  }

  private boolean comesBack(InetAddress found, ListenAddress at) {
    if (at.port() != to.port()) {
      return false;
    }
    boolean everywhere =
        at.address().isAnyLocalAddress()
            && (found instanceof Inet4Address || at.address().getAddress().length == 16);
    return found.equals(at.address())
        || found.isAnyLocalAddress()
        || (everywhere && isOfThisMachine(found));
  }

  private static boolean isOfThisMachine(InetAddress found) {
    try {
      return found.isLoopbackAddress() || NetworkInterface.getByInetAddress(found) != null;
    } catch (SocketException e) {
      return false; // nothing is known
    }
  }

  /// Never waits for the network.
  synchronized void send(Parcel parcel) {
    DatagramChannel open = channel;
    if (open == null) {
      unreachable.incrementAndGet();
      return;
    }
    Optional<RawSocket> socket =
        parcel.source().length == address.length ? raw.of(address.length) : Optional.empty();
    RawSocket.Outcome outcome =
        socket.isPresent() ? send(parcel, socket.get()) : send(parcel, open, true);
    switch (outcome) {
      case SENT -> sent.incrementAndGet();
      case FULL -> full.incrementAndGet();
      case TOO_LONG, UNREACHABLE -> unreachable.incrementAndGet();
    }
  }

  private RawSocket.Outcome send(Parcel parcel, RawSocket socket) {
    UdpPacket packet =
        new UdpPacket(parcel.source(), parcel.sourcePort(), address, to.port(), parcel.payload());
    if (!packet.fits()) {
      return RawSocket.Outcome.TOO_LONG;
    }
    RawSocket.Outcome outcome = socket.send(packet.whole(), address);
    if (outcome != RawSocket.Outcome.TOO_LONG) {
      return outcome;
    }
    fragmented++;
    outcome = RawSocket.Outcome.SENT;
    for (int i = 0; i < packet.fragments() && outcome == RawSocket.Outcome.SENT; i++) {
      outcome = socket.send(packet.fragment(i, fragmented), address);
    }
    return outcome;
  }

  /// A system that was told that nobody is there says so when the next one is sent.
  private RawSocket.Outcome send(Parcel parcel, DatagramChannel open, boolean again) {
    try {
      return open.write(ByteBuffer.wrap(parcel.payload())) == parcel.payload().length
          ? RawSocket.Outcome.SENT
          : RawSocket.Outcome.FULL;
    } catch (PortUnreachableException e) {
      if (again) {
        long before = sent.getAndUpdate(count -> Math.max(0, count - 1));
        unreachable.addAndGet(before > 0 ? 1 : 0);
        return send(parcel, open, false);
      }
      return RawSocket.Outcome.UNREACHABLE;
    } catch (IOException e) {
      return RawSocket.Outcome.UNREACHABLE;
    }
  }

  /// One that there was no room for.
  void overflowed() {
    full.incrementAndGet();
  }

  ForwardState state() {
    Map<String, Long> lost = new LinkedHashMap<>();
    if (unreachable.get() > 0) {
      lost.put("unreachable", unreachable.get());
    }
    if (full.get() > 0) {
      lost.put("buffer full", full.get());
    }
    return new ForwardState(to, keepsSender, Optional.ofNullable(problem), sent.get(), lost);
  }

  @Override
  public synchronized void close() {
    DatagramChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        problem = new ForwardState.Problem("not closed: " + e.getMessage(), false);
      }
    }
  }
}
