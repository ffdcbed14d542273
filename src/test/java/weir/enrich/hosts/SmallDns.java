package weir.enrich.hosts;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers as the map says, and with an error for what is not in it; the name stands behind a
/// pointer, the name of the question in front.
public final class SmallDns implements AutoCloseable {
  private final DatagramSocket socket =
      new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final Map<String, String> names;

  public SmallDns(Map<String, String> names) throws IOException {
    this.names = names;
    Thread thread = new Thread(this::work, "test-dns");
    thread.setDaemon(true);
    thread.start();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
  }

  private void work() {
    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
    try {
      while (true) {
        socket.receive(packet);
        byte[] question = packet.getData();
        String place = new String(question, 12, packet.getLength() - 16, StandardCharsets.UTF_8);
        String asked = place.replaceAll("[\\x00-\\x1f]", ".").replaceAll("^\\.|\\.$", "");
        String name = names.get(asked);
        byte[] answer = answer(question, packet.getLength(), name);
        answer[0] ^= 0x55; // to another question
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        answer[0] ^= 0x55;
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static byte[] answer(byte[] question, int length, @Nullable String name) {
    HexFormat hex = HexFormat.of();
    String id = hex.formatHex(question, 0, 2);
    String asked = hex.formatHex(question, 12, length);
    if (name == null) {
      return hex.parseHex(id + "8183" + "0001000000000000" + asked);
    }
    byte[] label = name.getBytes(StandardCharsets.UTF_8);
    String data =
        hex.toHexDigits((byte) label.length) + hex.formatHex(label) + "0765" + "78616d706c6500";
    return hex.parseHex(
        id
            + "8180"
            + "0001000200000000"
            + asked
            + "c00c0005000100000e10"
            + "0002"
            + "c00c" // an alias
            + "c00c000c000100000e10"
            + hex.toHexDigits((short) (data.length() / 2))
            + data);
  }

  @Override
  public void close() {
    socket.close();
  }
}
