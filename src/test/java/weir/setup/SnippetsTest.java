package weir.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetsTest {
  private static final Snippet.Values VALUES =
      new Snippet.Values("2001:db8::7", 9995, "198.51.100.9", "ge-1/2/3", 1234, 8192);

  @TempDir private Path folder;

  static Stream<Snippet> shipped() {
    return Snippets.shipped().all().stream();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyHoleIsFilledAndItIsSaidWhereTo(Snippet snippet) {
    String text = snippet.fill(VALUES);
    assertFalse(text.contains("{{") || text.contains("}}"), text);
    assertTrue(text.contains("2001:db8::7") && text.contains("9995"), text);
    assertTrue(text.contains("ge-1/2/3"), text);
    assertFalse(snippet.notes().isEmpty());
    boolean bare = text.contains("2001:db8::7:9995");
    assertFalse(bare, "an address of IPv6 and a port need brackets: " + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cisco-ios-xe",
        "cisco-nx-os",
        "cisco-ios-xr",
        "juniper-mx",
        "arista",
        "nokia-sr-os",
        "mikrotik",
        "huawei",
        "fortinet",
        "palo-alto",
        "vyos",
        "openwrt",
        "hsflowd",
        "softflowd",
        "pmacctd",
        "nprobe",
        "open-vswitch-ipfix",
        "open-vswitch-sflow"
      })
  void commonOnesAreThere(String id) {
    assertEquals(id, Snippets.shipped().named(id).id());
  }

  @Test
  void oneIsAddedOrReplacedByAFile() throws IOException {
    Files.writeString(
        folder.resolve("acme.txt"),
        "title: Acme\nprotocol: sFlow\nport: 6343\ninterface: 1\n---\nsend {{endpoint}}\n");
    Files.writeString(
        folder.resolve("arista.txt"),
        "title: Ours\nprotocol: sFlow\nport: 6343\ninterface: Et1\n---\nx {{collector}}\n");
    Files.writeString(folder.resolve("bad.txt"), "title: Bad\n---\nx {{nothing}}\n");
    Snippets read = Snippets.with(Optional.of(folder));
    assertEquals("send [2001:db8::7]:9995", read.named("acme").fill(VALUES));
    assertEquals("Ours", read.named("arista").title());
    assertEquals(Snippets.shipped().all().size() + 1, read.all().size());
    assertEquals(1, read.problems().size());
    assertTrue(read.problems().getFirst().contains("protocol: is missing"), "" + read.problems());
  }

  @Test
  void aHoleThatNothingFillsIsSaid() {
    String file = "title: A\nprotocol: IPFIX\nport: 1\ninterface: a\n---\n{{vlan}}";
    assertTrue(
        String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Snippet.parse("a", file))
                    .getMessage())
            .contains("nothing fills {{vlan}}"));
  }

  @ParameterizedTest
  @CsvSource({"100M, 1", "1G, 200", "10G, 2000", "100G, 20000", "400 Gbit/s, 100000"})
  void samplingGrowsWithTheLink(String speed, long sampling) {
    Link link = Link.parse(speed);
    assertEquals(sampling, link.sampling());
    assertTrue(link.samplesPerSecond(sampling) < 25_000);
    assertTrue(link.worstSamplesPerSecond(sampling) > link.samplesPerSecond(sampling));
    assertTrue(link.entries(sampling) >= 4096);
  }

  /// 10 Gbit/s of frames of 64 octets, with preamble and gap: 14.88 million a second.
  @Test
  void theWorstCaseIsALinkFullOfTheShortest() {
    assertEquals(14_880, Link.parse("10G").worstSamplesPerSecond(1000), 1);
    List<String> said = Link.parse("10G").expects(1000, true);
    assertTrue(said.get(1).contains("14,881"), said.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "0", "10X", "1e9", "-1G", "20000G"})
  void whatIsNoSpeedIsSaid(String text) {
    assertThrows(IllegalArgumentException.class, () -> Link.parse(text));
  }

  @Test
  void noOneSamplesCoarserThanItCan() {
    assertEquals(32_768, Snippets.shipped().named("cisco-ios-xe").sampling(100_000));
    assertEquals(1, Snippets.shipped().named("mikrotik").sampling(100_000));
  }
}
