package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.decode.IpfixTest.message;
import static weir.decode.IpfixTest.template;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.exporter.ExporterStatus;
import weir.exporter.Labels;
import weir.exporter.OwnCount;
import weir.exporter.ToldName;
import weir.flow.FlowField;
import weir.wire.WireWriter;

/// What exporters tell beside traffic: names, why flows ended, how their own work goes.
class ToldTest {
  private static final int OPTIONS = 300;

  private final Decoding decoding = new Decoding();

  private static WireWriter data(WireWriter records) {
    return new WireWriter().set(256, records);
  }

  private static WireWriter options(int scopes, WireWriter records, int... specifiers) {
    return new WireWriter()
        .set(3, new WireWriter().u16(OPTIONS, specifiers.length / 2, scopes).u16(specifiers))
        .bytes(new WireWriter().set(OPTIONS, records));
  }

  private static WireWriter version9(WireWriter sets) {
    return new WireWriter().u16(9, 2).u32(100_000, 1_700_000_000L, 1, 0).bytes(sets);
  }

  private ExporterStatus status() {
    return decoding.decoder.exporters().getFirst();
  }

  private List<String> names() {
    return status().names().stream()
        .map(n -> n.about() + " " + n.about().number(n.key()) + " " + n.name() + n.description())
        .toList();
  }

  private static WireWriter fixed(String text, int octets) {
    return new WireWriter().ascii(text).zeros(octets - text.length());
  }

  /// Cisco's NBAR, as IPFIX: engine and selector, name of 24 octets, description of 55.
  @Test
  void applicationsHaveNames() {
    WireWriter records =
        new WireWriter().hex("0d0001af").bytes(fixed("netflix", 24)).bytes(fixed("films", 55));
    decoding.decode(message(options(1, records, 95, 4, 96, 24, 94, 55)));
    assertEquals(List.of("APPLICATION 13:431 netflixfilms"), names());
    Labels labels = Labels.told(decoding.decoder.exporters());
    long id = 13L << 56 | 431;
    assertEquals("netflix (13:431)", labels.text(FlowField.APPLICATION, 0, id, null));
    assertEquals("13:432", labels.text(FlowField.APPLICATION, 0, id + 1, null));
    assertEquals(Map.of(id, "netflix"), labels.numbers(FlowField.APPLICATION));
    decoding.decode(
        message(template(95, 4, 1, 4).bytes(data(new WireWriter().hex("0d0001af00000007")))));
    assertEquals(id, decoding.last(FlowField.APPLICATION));
  }

  /// The same of NetFlow v9, whose scope is the system.
  @Test
  void applicationsOfVersion9HaveNames() {
    WireWriter template = new WireWriter().u16(OPTIONS, 4, 12, 1, 4, 95, 4, 96, 8, 94, 4);
    WireWriter records =
        new WireWriter()
            .u32(0xc000_0201L)
            .hex("03000050")
            .bytes(fixed("http", 8))
            .bytes(fixed("web", 4));
    decoding.decode(
        version9(new WireWriter().set(1, template).bytes(new WireWriter().set(OPTIONS, records))));
    assertEquals(List.of("APPLICATION 3:80 httpweb"), names());
  }

  @Test
  void vrfsAndSamplersHaveNames() {
    decoding.decode(
        message(
            options(
                1,
                new WireWriter().u32(7).bytes(fixed("customer-a", 32)).u32(8).bytes(fixed("", 32)),
                234,
                4,
                236,
                32)));
    decoding.decode(
        message(
            options(
                1,
                new WireWriter().u16(3).bytes(fixed("edge", 8)).u32(100),
                302,
                2,
                335,
                8,
                305,
                4)));
    assertEquals(List.of("VRF 7 customer-a", "SAMPLER 3 edge"), names());
    Labels labels = Labels.told(decoding.decoder.exporters());
    assertEquals("customer-a (7)", labels.text(FlowField.INGRESS_VRF, 0, 7, null));
    assertEquals("customer-a (7)", labels.text(FlowField.EGRESS_VRF, 0, 7, null));
    assertEquals("8", labels.text(FlowField.INGRESS_VRF, 0, 8, null));
    assertEquals(
        "edge",
        decoding.decoder.memories().getFirst().rates().getFirst().name(status().names()).get());
  }

  @Test
  void namesAreCleanAndBounded() {
    decoding.decode(
        message(
            options(1, new WireWriter().u32(7).bytes(fixed("a\u001b[31mb", 32)), 234, 4, 236, 32)));
    assertEquals(List.of("VRF 7 a\ufffd[31mb"), names());
    for (int i = 0; i < 9000; i++) {
      decoding.decode(
          message(options(1, new WireWriter().u32(100 + i).ascii("name"), 234, 4, 236, 4)));
    }
    assertEquals(8192, status().names().size());
    assertEquals("VRF 908 name", names().getFirst(), "the oldest went");
  }

  /// Palo Alto's: one number of NetFlow v9 each, and their enterprise's in IPFIX.
  @Test
  void appIdAndUserIdArePartOfTheFlow() {
    WireWriter template = new WireWriter().u16(256, 3, 1, 4, 56_701, 32, 56_702, 64);
    WireWriter record =
        new WireWriter()
            .u32(9)
            .bytes(fixed("ms-office365-base", 32))
            .bytes(fixed("corp\\alice", 64));
    decoding.decode(
        version9(new WireWriter().set(0, template).bytes(new WireWriter().set(256, record))));
    assertEquals("ms-office365-bas", decoding.lastText(FlowField.APPLICATION_NAME));
    assertEquals("corp\\alice", decoding.lastText(FlowField.USER_NAME));
    assertEquals(9, decoding.last(FlowField.BYTES));
    decoding.decode(
        message(
            new WireWriter()
                .set(
                    2,
                    new WireWriter()
                        .u16(256, 3, 56_701, 65_535)
                        .u32(25_461)
                        .u16(56_702, 65_535)
                        .u32(25_461)
                        .u16(1, 4))
                .bytes(data(new WireWriter().u8(3).ascii("ssl").u8(7).ascii("unknown").u32(9)))));
    assertEquals("ssl", decoding.lastText(FlowField.APPLICATION_NAME));
    assertEquals("", decoding.lastText(FlowField.USER_NAME));
  }

  @Test
  void namesInFlowsAreCleanHoweverTheyCome() {
    decoding.decode(
        message(
            template(96, 12, 371, 20)
                .bytes(
                    data(
                        new WireWriter()
                            .bytes(fixed("a \"b\" ", 12))
                            .bytes(fixed("x\u001b]0;evil", 20))))));
    assertEquals("a 'b'", decoding.lastText(FlowField.APPLICATION_NAME));
    assertEquals("x\ufffd]0;evil", decoding.lastText(FlowField.USER_NAME));
  }

  @Test
  void whyFlowsEndedIsCounted() {
    decoding.decode(
        message(
            template(1, 4, 136, 1)
                .bytes(
                    data(
                        new WireWriter()
                            .u32(1)
                            .u8(1)
                            .u32(1)
                            .u8(5)
                            .u32(1)
                            .u8(1)
                            .u32(1)
                            .u8(0)
                            .u32(1)
                            .u8(2)))));
    assertEquals(Map.of(1, 2L, 2, 1L, 5, 1L), status().endReasons());
    assertEquals(4, status().ended());
    assertEquals(0.25, status().endedForRoom());
    assertEquals("active timeout (2)", FlowField.FLOW_END_REASON.words(0, 2));
    assertEquals("2", FlowField.FLOW_END_REASON.text(0, 2), "for programs");
  }

  @Test
  void whatAnExporterCountsOfItselfIsTheLastOfEachDomain() {
    WireWriter first = new WireWriter().u32(42).u64(1000).u64(9).u32(7);
    int[] specifiers = {149, 4, 164, 8, 166, 8, 42, 4};
    decoding.decode(message(options(1, first, specifiers)));
    decoding.decode(
        message(options(1, new WireWriter().u32(42).u64(1500).u64(9).u32(8), specifiers)));
    byte[] other =
        message(options(1, new WireWriter().u32(43).u64(100).u64(0).u32(1), specifiers)).toBytes();
    other[15] = 43;
    decoding.decode(Decoding.EXPORTER, other);
    assertEquals(
        Map.of(
            OwnCount.EXPORTED_FLOWS,
            9L,
            OwnCount.IGNORED_PACKETS,
            1600L,
            OwnCount.NOT_SENT_FLOWS,
            9L),
        status().ownCounts());
  }

  /// What it says of each template is part of what it says of all.
  @Test
  void countsOfTemplatesStandInForTheWholeOnlyWhereThatIsUntold() {
    decoding.decode(
        message(options(1, new WireWriter().u16(256).u32(5).u16(257).u32(6), 145, 2, 42, 4)));
    assertEquals(Map.of(OwnCount.EXPORTED_FLOWS, 11L), status().ownCounts());
    decoding.decode(message(options(1, new WireWriter().u32(42).u32(20), 149, 4, 42, 4)));
    assertEquals(Map.of(OwnCount.EXPORTED_FLOWS, 20L), status().ownCounts());
  }

  /// In a template of flows the same elements are nothing.
  @Test
  void countsInFlowsAreNoCountsOfTheExporter() {
    decoding.decode(message(template(1, 4, 164, 4).bytes(data(new WireWriter().u32(5, 6)))));
    assertEquals(Map.of(), status().ownCounts());
  }

  @Test
  void countersWiderThanEightOctetsAreReadIfTheyFitAndSaidIfNot() {
    decoding.decode(
        message(
            template(1, 12, 2, 16, 4, 1)
                .bytes(
                    data(
                        new WireWriter()
                            .u32(0)
                            .u64(1500)
                            .u64(0)
                            .u64(3)
                            .u8(17)
                            .u32(1)
                            .u64(1500)
                            .u64(0)
                            .u64(4)
                            .u8(6)))));
    assertEquals(1500, decoding.batch.get(FlowField.BYTES, 0));
    assertEquals(3, decoding.batch.get(FlowField.PACKETS, 0));
    assertEquals(17, decoding.batch.get(FlowField.PROTOCOL, 0));
    assertEquals(0, decoding.last(FlowField.BYTES), "more than 64 bits hold");
    assertEquals(4, decoding.last(FlowField.PACKETS));
    assertEquals(6, decoding.last(FlowField.PROTOCOL));
    assertEquals(1, status().wideCounts());
    assertTrue(
        decoding.decoder.memories().getFirst().templates().getFirst().fields().getFirst().kept());
  }

  @Test
  void portBlocksAndTheAsBeforeAreFields() {
    decoding.decode(
        message(
            template(129, 4, 230, 1, 361, 2, 362, 2, 363, 2, 364, 2)
                .bytes(data(new WireWriter().u32(64_500).u8(16).u16(1024, 2047, 1, 1024)))));
    assertEquals(64_500, decoding.last(FlowField.PREVIOUS_HOP_AS));
    assertEquals(
        "port block allocated (16)",
        FlowField.NAT_EVENT.words(0, decoding.last(FlowField.NAT_EVENT)));
    assertEquals(1024, decoding.last(FlowField.PORT_BLOCK_START));
    assertEquals(2047, decoding.last(FlowField.PORT_BLOCK_END));
    assertEquals(1, decoding.last(FlowField.PORT_BLOCK_STEP));
    assertEquals(1024, decoding.last(FlowField.PORT_BLOCK_SIZE));
  }

  @Test
  void namesAreThereAfterARestart() {
    decoding.decode(
        message(
            options(1, new WireWriter().u32(7).bytes(fixed("customer-a", 32)), 234, 4, 236, 32)));
    Decoding after = new Decoding();
    after.decoder.restore(decoding.decoder.memories());
    assertEquals(
        List.of(new ToldName(ToldName.About.VRF, 7, "customer-a", "")),
        after.decoder.exporters().getFirst().names());
  }
}
