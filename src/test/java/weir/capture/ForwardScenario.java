package weir.capture;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import weir.flow.Admission;
import weir.flow.Destination;
import weir.flow.ListenAddress;

/// In a network of its own: exporters send to a listener, which forwards to a collector; printed is
/// what that one sees.
final class ForwardScenario {
  private static final int EXPORTER_PORT = 4000;

  private ForwardScenario() {}

  /// @param arguments pairs of an exporter's address and a collector's
  public static void main(String... arguments) throws Exception {
    for (int i = 0; i < arguments.length; i += 2) {
      for (int length : new int[] {1400, 9000}) {
        System.out.println(forward(arguments[i], arguments[i + 1], length));
      }
    }
  }

  private static String forward(String exporter, String collector, int length) throws Exception {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);
    InetAddress from = InetAddress.ofLiteral(exporter);
    List<ListenAddress> ports = List.of(new ListenAddress(from, 0));
    try (UdpListener listener = UdpListener.bind(ports, Admission.everybody());
        DatagramSocket taking = new DatagramSocket(0, InetAddress.ofLiteral(collector));
        DatagramSocket sending = new DatagramSocket(EXPORTER_PORT, from)) {
      taking.setSoTimeout(10_000);
      listener.forward(List.of(new Destination(collector, taking.getLocalPort())));
      listener.read((_, _) -> {});
      sending.send(new DatagramPacket(payload, length, from, listener.ports().getFirst()));
      DatagramPacket got = new DatagramPacket(new byte[65536], 65536);
      taking.receive(got);
      boolean same = Arrays.equals(payload, Arrays.copyOf(got.getData(), got.getLength()));
      boolean sender = got.getAddress().equals(from) && got.getPort() == EXPORTER_PORT;
      return exporter
          + " to "
          + collector
          + ", "
          + length
          + ": "
          + (same ? "the same octets" : "other octets")
          + (sender ? " from the exporter" : " from this machine")
          + (listener.forwarded().getFirst().keepsSender() == sender ? "" : ", which is not said");
    }
  }
}
