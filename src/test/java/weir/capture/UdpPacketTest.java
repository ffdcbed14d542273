package weir.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.IpAddress;
import weir.packet.ExportMessages;
import weir.packet.LinkType;
import weir.wire.WireReader;

/// What reads captures reads the packets that are made.
class UdpPacketTest {
  private final List<byte[]> payloads = new ArrayList<>();
  private final List<String> senders = new ArrayList<>();
  private final ExportMessages read =
      new ExportMessages(
          (datagram, payload) -> {
            senders.add(
                IpAddress.text(datagram.sourceHigh(), datagram.sourceLow())
                    + " "
                    + datagram.sourcePort()
                    + " "
                    + datagram.destinationPort());
            payloads.add(payload.bytes(payload.remaining()));
          });

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return octets;
  }

  private void take(byte[] packet) {
    read.handle(LinkType.IP, 0, packet.length, new WireReader(packet));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7,198.51.100.9,1400", "192.0.2.7,198.51.100.9,9001", "192.0.2.7,198.51.100.9,0",
    "2001:db8::7,2001:db8::9,1400", "2001:db8::7,2001:db8::9,9001", "2001:db8::7,2001:db8::9,1"
  })
  void wholeOrInFragmentsTheDatagramIsTheSame(String from, String to, int length) {
    byte[] payload = octets(length);
    byte[] source = InetAddress.ofLiteral(from).getAddress();
    UdpPacket packet =
        new UdpPacket(source, 4000, InetAddress.ofLiteral(to).getAddress(), 2055, payload);
    assertEquals(packet.length(), packet.whole().length);
    take(packet.whole());
    for (int i = packet.fragments() - 1; i >= 0; i--) {
      byte[] fragment = packet.fragment(i, 77);
      assertTrue(fragment.length <= 1280, "too long");
      take(fragment);
    }
    assertEquals(List.of(from + " 4000 2055", from + " 4000 2055"), senders);
    payloads.forEach(got -> assertArrayEquals(payload, got));
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.7,198.51.100.9,65507,true", "192.0.2.7,198.51.100.9,65508,false"})
  void whatIpHasNoRoomForDoesNotFit(String from, String to, int length, boolean fits) {
    UdpPacket packet =
        new UdpPacket(
            InetAddress.ofLiteral(from).getAddress(),
            1,
            InetAddress.ofLiteral(to).getAddress(),
            1,
            new byte[length]);
    assertEquals(fits, packet.fits());
  }
}
