package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.wire.WireReader;

/// A frame of every link type that carries IP.
class LinkTypesTest {
  private static final String IPV4 = PacketText.ipv4("11", PacketText.UDP);
  private static final String IPV6 = PacketText.ipv6("11", PacketText.UDP);

  /// @param octets in hexadecimal digits
  record Frame(int number, String name, String octets) {
    LinkType link() {
      return LinkType.captured(number);
    }

    @Override
    public String toString() {
      return number + " " + name;
    }
  }

  static List<Frame> frames() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                LinkTypesTest.class.getResourceAsStream("/links/frames.txt"),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(LinkTypesTest::frame).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Frame frame(String line) {
    String octets =
        Arrays.stream(line.substring(40).split(" "))
            .map(LinkTypesTest::octets)
            .collect(Collectors.joining());
    return new Frame(
        Integer.parseInt(line.substring(0, 5).strip()), line.substring(8, 40).strip(), octets);
  }

  private static String octets(String word) {
    return switch (word.charAt(0)) {
      case 'I' -> word.equals("IPV4") ? IPV4 : IPV6;
      case 'Z' -> "00".repeat(Integer.parseInt(word.substring(1)));
      default -> word;
    };
  }

  @ParameterizedTest
  @MethodSource("frames")
  void leadsToWhatIpCarries(Frame frame) {
    FlowBatch row = PacketText.parse(frame.link(), frame.octets);
    assertEquals(53, row.get(FlowField.SRC_PORT));
    assertEquals(50_000, row.get(FlowField.DST_PORT));
    assertEquals(64, row.get(FlowField.TTL));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void cutAnywhereNothingIsThrown(Frame frame) {
    WireReader whole = PacketText.octets(frame.octets);
    byte[] octets = whole.bytes(whole.remaining());
    for (int length = 0; length < octets.length - 6; length++) {
      FlowBatch row = new FlowBatch();
      new PacketHeaders().parse(frame.link(), new WireReader().reset(octets, 0, length), row);
      assertEquals(0, row.get(FlowField.DST_PORT), "cut to " + length);
    }
  }

  /// Every octet of a header on its own changed: lengths that lie, above all.
  @ParameterizedTest
  @MethodSource("frames")
  void damagedAnywhereNothingIsThrown(Frame frame) {
    WireReader whole = PacketText.octets(frame.octets);
    byte[] octets = whole.bytes(whole.remaining());
    for (int at = 0; at < octets.length; at++) {
      byte before = octets[at];
      for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
        octets[at] = (byte) value;
        new PacketHeaders().parse(frame.link(), new WireReader(octets), new FlowBatch());
      }
      octets[at] = before;
    }
  }

  @Test
  void everyLinkTypeThatIsReadHasAFrame() {
    Set<Integer> tried = frames().stream().map(Frame::number).collect(Collectors.toSet());
    Set<Integer> read =
        IntStream.range(0, 1000)
            .filter(number -> LinkType.captured(number).isRead())
            .boxed()
            .collect(Collectors.toSet());
    assertEquals(read, tried.stream().sorted().collect(Collectors.toSet()));
  }

  /// The addresses of both ends are those of the sender and of who it is for, not of the radio.
  @Test
  void macsOfRadioFramesAreThoseOfTheEnds() {
    Stream<Frame> radio = frames().stream().filter(frame -> frame.number == 105);
    radio.forEach(
        frame -> {
          FlowBatch row = PacketText.parse(frame.link(), frame.octets);
          long source = row.get(FlowField.SRC_MAC);
          long destination = row.get(FlowField.DST_MAC);
          assertEquals(
              Set.of(0x0200_0000_0001L, 0x0200_0000_0002L),
              Set.of(source, destination),
              frame.name);
        });
  }

  @Test
  void encryptedRadioFramesShowTheirMacsAlone() {
    Frame plain = frames().stream().filter(frame -> frame.number == 105).findFirst().orElseThrow();
    FlowBatch row = PacketText.parse(plain.link(), plain.octets.replaceFirst("^0801", "0841"));
    assertEquals(0x0200_0000_0001L, row.get(FlowField.SRC_MAC));
    assertEquals(0, row.get(FlowField.SRC_PORT));
  }

  @Test
  void laterPiecesOfRadioFramesAndEmptyOnesHaveNoIp() {
    Frame plain = frames().stream().filter(frame -> frame.number == 105).findFirst().orElseThrow();
    String later = plain.octets.substring(0, 44) + "01" + plain.octets.substring(46);
    for (String octets : List.of(later, plain.octets.replaceFirst("^0801", "4801"))) {
      assertEquals(0, PacketText.parse(plain.link(), octets).get(FlowField.SRC_PORT), octets);
    }
  }

  @Test
  void framesWithinFramesWithoutEndAreGivenUp() {
    String frame = PacketText.MACS + "0024 aaaa03 0080c2 0007 0000";
    FlowBatch row =
        PacketText.parse(LinkType.ETHERNET, frame.repeat(3) + PacketText.MACS + "0800" + IPV4);
    assertEquals(53, row.get(FlowField.SRC_PORT));
    PacketText.parse(LinkType.ETHERNET, frame.repeat(10_000));
    String wrapped = "0000 0800 c0000000".repeat(20_000);
    assertTrue(PacketText.text(LinkType.captured(192), wrapped).contains("Custom"));
  }
}
