package weir.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.decode.Decoding.Captured;
import weir.decode.netflow.FixedNetFlowTest;
import weir.decode.sflow.SFlowTest;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.flow.ForeignText;
import weir.wire.Streamed;
import weir.wire.WireWriter;

/// What brought other collectors down, by their public advisories and reports of 2022 to 2026, and
/// what Weir makes of it. Each is a capture, `src/test/resources/fuzz/advisory-NAME.pcap`, from
/// which fuzzing starts, too; [#main] writes them. Left out is what Weir has no part for: BGP
/// (CVE-2026-48685 to -48688 and -48691; what AS paths have to do with sFlow is here), commands
/// that are run for a threshold, an API over HTTP.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AdvisoriesTest {
  private static final Path FOLDER = Path.of("src/test/resources/fuzz");
  private static final long MANY = 0xffff_ffffL;

  /// @param expected rows, then why datagrams were malformed
  private record Advisory(String name, String expected, List<WireWriter> datagrams) {
    private Path file() {
      return FOLDER.resolve("advisory-" + name + ".pcap");
    }

    private byte[] capture() {
      return Streamed.pcap(
          datagrams.stream()
              .map(
                  datagram ->
                      Streamed.ip(
                          17,
                          new WireWriter()
                              .u16(50_000, 2055, datagram.size() + 8, 0)
                              .bytes(datagram)))
              .toList());
    }
  }

  private static Advisory of(String name, String expected, WireWriter... datagrams) {
    return new Advisory(name, expected, List.of(datagrams));
  }

  private static WireWriter v9(WireWriter... sets) {
    return NetFlowV9Test.datagram(1, all(sets));
  }

  private static WireWriter ipfix(WireWriter... sets) {
    return IpfixTest.message(all(sets));
  }

  private static WireWriter all(WireWriter... parts) {
    WireWriter all = new WireWriter();
    for (WireWriter part : parts) {
      all.bytes(part);
    }
    return all;
  }

  private static WireWriter set(int id, WireWriter body) {
    return new WireWriter().set(id, body);
  }

  private static WireWriter u16(int... values) {
    return new WireWriter().u16(values);
  }

  private static WireWriter hex(String digits) {
    return new WireWriter().hex(digits);
  }

  /// An sFlow sample with a record.
  private static WireWriter sFlow(long format, WireWriter record) {
    return SFlowTest.datagram(1, SFlowTest.sample(1, 2, 1, SFlowTest.block(format, record)));
  }

  /// A sampled header of Ethernet and so much of IP.
  private static WireWriter header(String ip) {
    WireWriter octets = hex("020000000002 020000000001 0800" + ip);
    return new WireWriter().u32(1, 1500, 4, octets.size()).bytes(octets);
  }

  /// Of an extended gateway: next hop, own, source's and its peer's AS, then the path and
  /// communities.
  private static WireWriter gateway(WireWriter path) {
    return new WireWriter().u32(1).hex("c0000209").u32(64_512, 64_513, 64_514).bytes(path);
  }

  private static List<Advisory> advisories() {
    String hostile = "1b5d303b70776e6407 1b5b324a e280ae 0d0a 3d636d64";
    return List.of(
        // a header of IPv4 that says it is longer than what was sampled of it
        of(
            "cve-2026-48682-ihl",
            "1",
            sFlow(1, header("4f000054 00000000 40060000 0a000001 0a000002"))),
        of("cve-2026-48682-cut", "1", sFlow(1, header("45000054 0000"))),
        // records that end behind the packet, by a template that says so
        of(
            "cve-2026-48683",
            "0",
            v9(set(0, u16(256, 2, 8, 4, 1, 60_000)), set(256, hex("0a000001").zeros(16)))),
        // scope and options lengths beyond the set, and no multiples of a specifier
        of(
            "cve-2026-48684-scope",
            "0 BAD_TEMPLATE 1",
            v9(set(1, u16(256, 0xfffc, 4, 1, 4, 34, 4)))),
        of(
            "cve-2026-48684-options",
            "0 BAD_TEMPLATE 1",
            v9(set(1, u16(256, 4, 0xfffc, 1, 4, 34, 4)))),
        of("cve-2026-48684-uneven", "0 BAD_TEMPLATE 1", v9(set(1, u16(256, 6, 6, 1, 4, 34, 4)))),
        // masks that no address has
        of(
            "cve-2026-48686",
            "1",
            v9(set(0, u16(256, 3, 8, 4, 9, 1, 13, 1)), set(256, hex("0a000001 ff ff")))),
        // one octet more than there is
        of(
            "cve-2026-48689",
            "0 TRUNCATED 1",
            ipfix(set(2, u16(256, 2, 8, 4, 82, 0xffff)), set(256, hex("0a000001 05 61626364")))),
        // counts that would be gigabytes: AS paths, communities, samples, records
        of(
            "cve-2026-48691-segments",
            "0 TRUNCATED 1",
            sFlow(1003, gateway(new WireWriter().u32(MANY)))),
        of(
            "cve-2026-48691-members",
            "0 BAD_COUNT 1",
            sFlow(1003, gateway(new WireWriter().u32(1, 2, MANY)))),
        of(
            "gopacket-communities",
            "0 BAD_COUNT 1",
            sFlow(1003, gateway(new WireWriter().u32(1, 2, 1, 64_515, MANY)))),
        of("cve-2022-2529-samples", "0 TRUNCATED 1", SFlowTest.datagram(MANY, new WireWriter())),
        of(
            "cve-2022-2529-records",
            "0 TRUNCATED 1",
            SFlowTest.datagram(1, SFlowTest.sample(1, 2, MANY, new WireWriter()))),
        // a sample that is longer than the datagram, or than anything
        of(
            "ghsa-852r-3wcv-pjx2",
            "0 TRUNCATED 2",
            SFlowTest.datagram(1, new WireWriter().u32(1, MANY).zeros(32)),
            SFlowTest.datagram(1, new WireWriter().u32(1, 0).zeros(32))),
        of(
            "ghsa-852r-3wcv-pjx2-header",
            "0 TRUNCATED 1",
            sFlow(1, new WireWriter().u32(1, 1500, 4, MANY))),
        // a name of an interface that has no end, and would write on terminals
        of(
            "ghsa-ff5f-p5jw-8fq2",
            "0",
            v9(
                set(1, u16(257, 4, 8, 2, 4, 10, 4, 82, 600)),
                set(257, new WireWriter().u32(1, 7).hex(hostile).bytes(filled(600 - 22))))),
        // addresses of fifty octets
        of(
            "pmacct-934",
            "1",
            v9(
                set(0, u16(256, 4, 8, 50, 12, 50, 56, 40, 1, 4)),
                set(256, new WireWriter().zeros(140).u32(99)))),
        // lengths within records that end behind the set
        of(
            "pmacct-666",
            "0 TRUNCATED 1",
            ipfix(set(2, u16(256, 2, 82, 0xffff, 1, 4)), set(256, hex("ff ffff 6162")))),
        // the second set's header is there in part
        of("fastnetmon-1029", "0", v9(set(0, u16(256, 1, 1, 4)), hex("0100 00"))),
        // a sampler's id that would be a place in a table
        of(
            "nfdump-176",
            "0",
            v9(
                set(1, u16(257, 4, 8, 1, 4, 48, 4, 34, 4)),
                set(257, new WireWriter().u32(0, MANY, 100)))),
        // counts of templates, fields and records
        of("goflow2-203-fields", "0 BAD_TEMPLATE 1", v9(set(0, u16(256, 0xffff, 1, 4)))),
        of("goflow2-203-records", "0 BAD_COUNT 1", FixedNetFlowTest.datagram(0xffff)),
        // records of no octets have no end
        of(
            "empty-records-v9",
            "0 BAD_TEMPLATE 1",
            v9(set(0, u16(256, 1, 1, 0)), set(256, new WireWriter().zeros(40)))),
        of(
            "empty-records-ipfix",
            "0 BAD_TEMPLATE 1",
            ipfix(set(2, u16(256, 1, 1, 0)), set(256, new WireWriter().zeros(40)))),
        of("empty-template", "0", ipfix(set(2, u16(256, 0)), set(256, new WireWriter().zeros(40)))),
        // lists in lists in lists (RFC 6313)
        of(
            "nested-lists",
            "1",
            ipfix(
                set(2, u16(256, 2, 293, 0xffff, 1, 4)),
                set(256, hex("09 04 0100 07 0100 03 0100").u32(5)))));
  }

  private static byte[] filled(int length) {
    byte[] letters = new byte[length];
    Arrays.fill(letters, (byte) 'A');
    return letters;
  }

  /// Writes the captures.
  public static void main(String[] arguments) throws IOException {
    for (Advisory advisory : advisories()) {
      Files.write(advisory.file(), advisory.capture());
    }
  }

  static Stream<Arguments> cases() {
    return advisories().stream().map(advisory -> argumentSet(advisory.name, advisory));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itIsReadAsFarAsItIsWholeAndTheNextDatagramDecodes(Advisory advisory) throws IOException {
    assertArrayEquals(
        advisory.capture(), Files.readAllBytes(advisory.file()), "run AdvisoriesTest.main");
    Decoding decoding = new Decoding();
    int rows = 0;
    for (Captured captured : Decoding.datagrams(advisory.file())) {
      rows += decoding.decode(captured.datagram(), captured.bytes());
    }
    String reasons =
        new TreeMap<>(decoding.decoder.counters().malformed())
            .entrySet().stream()
                .map(reason -> " " + reason.getKey() + " " + reason.getValue())
                .collect(Collectors.joining());
    assertEquals(advisory.expected, rows + reasons);
    WireWriter good = FixedNetFlowTest.datagram(1).bytes(FixedNetFlowTest.record());
    assertEquals(1, decoding.decode("192.0.2.99", good.toBytes()));
  }

  @Test
  void namesOfInterfacesAreCleanAndBounded() throws IOException {
    Decoding decoding = new Decoding();
    Path file = FOLDER.resolve("advisory-ghsa-ff5f-p5jw-8fq2.pcap");
    for (Captured captured : Decoding.datagrams(file)) {
      decoding.decode(captured.datagram(), captured.bytes());
    }
    List<InterfaceStatus> told = new ArrayList<>();
    for (ExporterStatus exporter : decoding.decoder.exporters()) {
      told.addAll(exporter.interfaces());
    }
    assertEquals(1, told.size());
    String name = told.getFirst().name();
    assertEquals(ForeignText.MOST_CHARACTERS, name.codePointCount(0, name.length()));
    assertEquals(0, name.codePoints().filter(ForeignText::isHarmful).count(), name);
    assertEquals("\ufffd]0;pwnd\ufffd\ufffd[2J\ufffd\ufffd\ufffd=cmdAAAA", name.substring(0, 24));
  }
}
