package weir.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Service;
import weir.naming.AutonomousSystem;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.naming.Network;
import weir.naming.Origin;
import weir.naming.Words;
import weir.query.Filter;
import weir.query.FilterText;

class LabelsTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress CORE = IpAddress.parse("192.0.2.2");

  private final Labels labels =
      Overrides.NONE
          .with(EDGE, Overrides.Exporter.NOTHING.withName("edge").with(1, i -> i.withName("up")))
          .labels()
          .over(
              Labels.told(
                  Map.of(
                      EDGE, Map.of(1L, "eth1", 2L, "lo", 3L, "x"),
                      CORE, Map.of(1L, "up", 2L, "lo", 3L, "y", 4L, "z"))));

  private static String in(Labels labels, long index) {
    return labels.text(FlowField.IN_INTERFACE, 0, index, null);
  }

  @Test
  void theNameGivenGoesBeforeTheNameTold() {
    assertEquals("up (1)", labels.text(FlowField.IN_INTERFACE, 0, 1, EDGE));
    assertEquals("x (3)", labels.text(FlowField.OUT_INTERFACE, 0, 3, EDGE));
    assertEquals(
        "edge (192.0.2.1)", labels.text(FlowField.EXPORTER, EDGE.high(), EDGE.low(), null));
    assertEquals("192.0.2.2", labels.text(FlowField.EXPORTER, CORE.high(), CORE.low(), null));
  }

  @Test
  void anInterfaceAloneHasANameOnlyIfAllExportersCallItSo() {
    assertEquals("up (1)", in(labels, 1));
    assertEquals("lo (2)", in(labels, 2));
    assertEquals("if 3", in(labels, 3));
    assertEquals("if 4", in(labels, 4));
  }

  private static Labels.Exporter naming(Map<Long, String> applications, Map<Long, String> vrfs) {
    return new Labels.Exporter(
        "", Map.of(), Map.of(ToldName.About.APPLICATION, applications, ToldName.About.VRF, vrfs));
  }

  @Test
  void applicationsAndVrfsHaveTheNamesThatAllWhoTellAnyGiveThem() {
    long http = 3L << 56 | 80;
    long ssl = 3L << 56 | 443;
    Labels told =
        new Labels(
            Map.of(
                EDGE, naming(Map.of(http, "http", ssl, "ssl"), Map.of(7L, "a", 8L, "b")),
                CORE, naming(Map.of(http, "http", ssl, "https"), Map.of(7L, "c"))),
            Set.of(EDGE, CORE, IpAddress.parse("192.0.2.3")));
    assertEquals("http (3:80)", told.text(FlowField.APPLICATION, 0, http, null));
    assertEquals("3:443", told.text(FlowField.APPLICATION, 0, ssl, null));
    assertEquals("https (3:443)", told.text(FlowField.APPLICATION, 0, ssl, CORE));
    IpAddress silent = IpAddress.parse("192.0.2.3");
    assertEquals("http (3:80)", told.text(FlowField.APPLICATION, 0, http, silent));
    assertEquals("7", told.text(FlowField.INGRESS_VRF, 0, 7, silent));
    assertEquals("a (7)", told.text(FlowField.INGRESS_VRF, 0, 7, EDGE));
    assertEquals("7", told.text(FlowField.EGRESS_VRF, 0, 7, null));
    assertEquals("8", told.text(FlowField.EGRESS_VRF, 0, 8, null), "the core has no such VRF");
    assertEquals("0", told.text(FlowField.EGRESS_VRF, 0, 0, EDGE));
    assertEquals(Map.of(http, "http"), told.numbers(FlowField.APPLICATION));
    assertEquals(Map.of(), told.numbers(FlowField.SRC_PORT));
    Labels over = Overrides.NONE.with(EDGE, Overrides.Exporter.NOTHING.withName("e")).labels();
    assertEquals("a (7)", over.over(told).text(FlowField.INGRESS_VRF, 0, 7, EDGE));
  }

  private static final Naming SAID =
      Naming.NONE
          .with(
              EDGE,
              one ->
                  one.with(3, port -> port.withName("uplink").withSpeed(10))
                      .with(4, port -> port.withDescription("to the lab"))
                      .withVlans(Map.of(100, "guests"))
                      .withVrfs(Map.of(7L, "blue"))
                      .withHosts(Map.of(CORE, "core here")))
          .withHosts(Map.of(CORE, "core", EDGE, "edge host"))
          .withSystems(Map.of(64500L, new AutonomousSystem("us", "DE", true)))
          .withNetworks(List.of(new Network("10.0.0.0/8", "inside", "", "")))
          .withWords(
              new Words(
                  Map.of(new Service(6, 8443), "admin"),
                  Map.of(253, "ours"),
                  Map.of(46, "voice"),
                  Map.of(0x88b5, "lab")));

  private static String words(FlowField field, IpAddress value, @Nullable IpAddress exporter) {
    return Labels.of(Layers.of(Origin.FILE, SAID)).text(field, value.high(), value.low(), exporter);
  }

  private static String words(FlowField field, long value, @Nullable IpAddress exporter) {
    return words(field, new IpAddress(0, value), exporter);
  }

  @Test
  void everythingThatPeopleNameHasItsNameBesideItsNumber() {
    assertEquals("core (" + CORE + ")", words(FlowField.SRC_ADDRESS, CORE, null));
    assertEquals("core here (" + CORE + ")", words(FlowField.DST_ADDRESS, CORE, EDGE));
    assertEquals("edge host (" + EDGE + ")", words(FlowField.NEXT_HOP, EDGE, EDGE));
    assertEquals(EDGE.toString(), words(FlowField.EXPORTER, EDGE, null), "a host is no exporter");
    assertEquals("AS64500 us", words(FlowField.SRC_AS, 64500, null));
    assertEquals("AS64501", words(FlowField.DST_AS, 64501, null));
    assertEquals("own or unknown", words(FlowField.DST_AS, 0, null));
    assertEquals("guests (100)", words(FlowField.SRC_VLAN, 100, EDGE));
    assertEquals("guests (100)", words(FlowField.VLAN, 100, null), "all who name it call it so");
    assertEquals("100", words(FlowField.SRC_VLAN, 100, CORE));
    assertEquals("blue (7)", words(FlowField.INGRESS_VRF, 7, EDGE));
    assertEquals("8443 admin", words(FlowField.DST_PORT, 8443, null));
    assertEquals("443 https", words(FlowField.DST_PORT, 443, null));
    assertEquals("ours (253)", words(FlowField.PROTOCOL, 253, null));
    assertEquals("lab (0x88b5)", words(FlowField.ETHER_TYPE, 0x88b5, null));
    assertEquals("voice (184)", words(FlowField.TOS, 46 << 2, null));
    assertEquals("to the lab (4)", words(FlowField.IN_INTERFACE, 4, EDGE));
    Labels all = Labels.of(Layers.of(Origin.FILE, SAID));
    assertEquals("inside", all.network(0, IpAddress.parse("10.0.0.0").low(), 104).orElse(""));
    assertEquals(Map.of(64500L, "us"), all.numbers(FlowField.SRC_AS));
    assertEquals(10, all.speed(EDGE, 3));
  }

  @Test
  void ofTwoWhoNameTheSameTheUpperCountsAndIsTold() {
    Layers layers =
        Layers.of(Origin.FILE, SAID)
            .with(
                Origin.SNMP,
                Naming.NONE.with(
                    EDGE,
                    one ->
                        one.with(3, port -> port.withName("snmp")).with(5, p -> p.withName("x"))))
            .with(
                Origin.DATA_SET,
                Overrides.NONE.with(EDGE, Overrides.Exporter.NOTHING.withName("e")).naming());
    Labels told = Labels.told(Map.of(EDGE, Map.of(3L, "Gi0/3", 9L, "Gi0/9")));
    Labels all = Labels.of(layers).over(told);
    assertEquals("uplink", all.interfaceOf(EDGE, 3).orElse(""));
    assertEquals("x", all.interfaceOf(EDGE, 5).orElse(""));
    assertEquals("Gi0/9", all.interfaceOf(EDGE, 9).orElse(""));
    assertEquals("e", all.exporter(EDGE).orElse(""));
    assertEquals(Origin.FILE, all.layers().ofInterface(EDGE, 3).orElseThrow());
    assertEquals(Origin.SNMP, all.layers().ofInterface(EDGE, 5).orElseThrow());
    assertEquals(Origin.DATA_SET, all.layers().ofExporter(EDGE).orElseThrow());
    assertEquals(java.util.Optional.empty(), all.layers().ofInterface(EDGE, 9));
  }

  @Test
  void zeroIsNoInterfaceWhateverItIsCalled() {
    Labels zero =
        Overrides.NONE
            .with(EDGE, Overrides.Exporter.NOTHING.with(0, i -> i.withName("zero")))
            .labels()
            .over(Labels.told(Map.of(EDGE, Map.of(0L, "null0"))));
    assertEquals("unknown", zero.text(FlowField.IN_INTERFACE, 0, 0, EDGE));
    assertEquals("unknown", zero.text(FlowField.OUT_INTERFACE, 0, 0, null));
    assertEquals("unknown", zero.brief(FlowField.OUT_INTERFACE, 0, 0, EDGE));
    Filter in = Filter.equal(FlowField.IN_INTERFACE, 0, 0);
    assertEquals("in if unknown", FilterText.of(in, zero));
  }

  @Test
  void whereNoExporterIsKnownToHaveSentNothingIsSaidOfAnInterfaceAlone() {
    Labels given =
        Overrides.NONE
            .with(EDGE, Overrides.Exporter.NOTHING.with(1, i -> i.withName("up")))
            .labels();
    assertEquals("if 1", in(given, 1));
    assertEquals("up (1)", given.text(FlowField.IN_INTERFACE, 0, 1, EDGE));
  }

  @Test
  void aFilterForOneExporterTellsWhoseTheInterfacesAre() {
    Filter core = Filter.equal(FlowField.EXPORTER, CORE.high(), CORE.low());
    Filter both = core.and(Filter.equal(FlowField.IN_INTERFACE, 0, 4));
    assertEquals("z (4)", in(both.labels(labels), 4));
    assertEquals("exporter 192.0.2.2 and in if z (4)", FilterText.of(both, labels));
    assertEquals("exporter 192.0.2.2 and in if 4", FilterText.of(both));
    Filter edge = Filter.equal(FlowField.EXPORTER, EDGE.high(), EDGE.low());
    assertEquals("exporter edge (192.0.2.1)", FilterText.of(edge, labels));
  }

  @Test
  void inAGroupAnExportersNameStandsAloneUnlessTwoShareIt() {
    FlowField exporter = FlowField.EXPORTER;
    assertEquals("edge", labels.brief(exporter, EDGE.high(), EDGE.low(), null));
    assertEquals("192.0.2.2", labels.brief(exporter, CORE.high(), CORE.low(), null));
    Labels twins =
        Overrides.NONE
            .with(CORE, Overrides.Exporter.NOTHING.withName("edge"))
            .labels()
            .over(labels);
    assertEquals("edge (192.0.2.1)", twins.brief(exporter, EDGE.high(), EDGE.low(), null));
  }

  @Test
  void otherFieldsReadAsEver() {
    assertEquals("TCP (6)", labels.text(FlowField.PROTOCOL, 0, 6, EDGE));
    assertEquals("192.0.2.1", labels.text(FlowField.SRC_ADDRESS, EDGE.high(), EDGE.low(), EDGE));
  }
}
