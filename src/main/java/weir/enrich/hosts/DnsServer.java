package weir.enrich.hosts;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import weir.flow.ForeignText;
import weir.flow.IpAddress;
import weir.wire.MalformedDatagram;
import weir.wire.WireReader;

/// Asks one name server for names of addresses (PTR; RFC 1035, 3596). What it sends is believed as
/// far as its address, its port and the number of the question fit.
final class DnsServer implements NameServer {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int TRIES = 2;
  private static final int MOST_OCTETS = 4_096;
  private static final int PTR = 12;
  private static final int INTERNET = 1;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int ANSWER = 0x8000;
  private static final int NO_SUCH_NAME = 3;
  private static final int MOST_JUMPS = 16;
  private static final int MOST_NAME = 255;

  private final InetSocketAddress server;

  DnsServer(InetSocketAddress server) {
    this.server = server;
  }

  @Override
  public Found nameOf(IpAddress address) throws IOException {
    int id = RANDOM.nextInt(1 << 16);
    byte[] question = question(id, place(address));
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server);
      for (int i = 0; i < TRIES; i++) {
        socket.send(new DatagramPacket(question, question.length));
        Optional<Found> found = await(socket, id);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new SocketTimeoutException(
        "no answer from " + server.getAddress().getHostAddress() + ", port " + server.getPort());
  }

  private static Optional<Found> await(DatagramSocket socket, int id) throws IOException {
    long until = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
    DatagramPacket packet = new DatagramPacket(new byte[MOST_OCTETS], MOST_OCTETS);
    for (long left = TIMEOUT_MILLIS; left > 0; left = (until - System.nanoTime()) / 1_000_000) {
      socket.setSoTimeout((int) left);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
      WireReader in = new WireReader().reset(packet.getData(), 0, packet.getLength());
      try {
        if (in.remaining() >= 2 && in.u16() == id) {
          return Optional.of(answer(in));
        }
      } catch (MalformedDatagram e) {
        throw new IOException("an answer that cannot be read: " + e.getMessage(), e);
      }
    }
    return Optional.empty();
  }

  /// "1.2.0.192.in-addr.arpa", "….ip6.arpa".
  static String place(IpAddress address) {
    StringBuilder place = new StringBuilder();
    if (address.isV4()) {
      for (int i = 0; i < 4; i++) {
        place.append(address.low() >>> (8 * i) & 0xff).append('.');
      }
      return place.append("in-addr.arpa").toString();
    }
    for (int i = 0; i < 32; i++) {
      long half = i < 16 ? address.low() : address.high();
      place.append(Character.forDigit((int) (half >>> (4 * (i % 16)) & 0xf), 16)).append('.');
    }
    return place.append("ip6.arpa").toString();
  }

  private static byte[] question(int id, String place) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(octets);
    out.writeShort(id);
    out.writeShort(RECURSION_DESIRED);
    out.writeShort(1);
    out.writeShort(0);
    out.writeInt(0);
    for (String label : place.split("\\.")) {
      out.writeByte(label.length());
      out.write(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.writeByte(0);
    out.writeShort(PTR);
    out.writeShort(INTERNET);
    return octets.toByteArray();
  }

  /// @param in behind the number of the question
  static Found answer(WireReader in) throws IOException {
    int flags = in.u16();
    int code = flags & 0xf;
    if ((flags & ANSWER) == 0 || (code != 0 && code != NO_SUCH_NAME)) {
      throw new IOException("the name server answers with error " + code);
    }
    int questions = in.u16();
    int answers = in.u16();
    in.skip(4);
    for (int i = 0; i < questions; i++) {
      var _ = name(in);
      in.skip(4);
    }
    for (int i = 0; i < answers; i++) {
      var _ = name(in);
      int type = in.u16();
      in.skip(2);
      long ttl = in.u32();
      int length = in.u16();
      int former = in.narrow(length);
      if (type == PTR) {
        String name = name(in);
        return new Found(Optional.of(name).filter(one -> !one.isEmpty()), Duration.ofSeconds(ttl));
      }
      in.widen(former);
    }
    return new Found(Optional.empty(), HostNames.NONE_FOR);
  }

  /// A name, which may go on at an earlier place.
  private static String name(WireReader in) throws IOException {
    StringBuilder name = new StringBuilder();
    int back = -1;
    for (int jumps = 0; ; ) {
      int length = in.u8();
      if (length == 0) {
        break;
      }
      if (length >= 0xc0) {
        int to = (length & 0x3f) << 8 | in.u8();
        back = back < 0 ? in.position() : back;
        if (++jumps > MOST_JUMPS) {
          throw new IOException("a name that goes round in circles");
        }
        in.position(to);
      } else if (length > 63 || name.length() + length > MOST_NAME) {
        throw new IOException("a name that is too long");
      } else {
        name.append(name.isEmpty() ? "" : ".")
            .append(new String(in.bytes(length), StandardCharsets.UTF_8));
      }
    }
    if (back >= 0) {
      in.position(back);
    }
    return ForeignText.clean(name.toString());
  }
}
