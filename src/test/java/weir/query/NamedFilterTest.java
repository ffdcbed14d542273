package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.AutonomousSystem;
import weir.naming.Exporter;
import weir.naming.Naming;
import weir.naming.Network;
import weir.naming.Side;

/// What people call things, in filters and pickers, and rules of directions as they are written.
class NamedFilterTest {
  private static final Naming NAMING =
      Naming.NONE
          .withNetworks(
              List.of(
                  new Network("10.0.0.0/8", "Office", "staff", "Rome"),
                  new Network("10.1.0.0/16", "Lab", "", "Bern")))
          .withSystems(systems(20_000));

  private static final Dimensions DIMENSIONS = Dimensions.of(NAMING);

  private static Map<Long, AutonomousSystem> systems(int count) {
    Map<Long, AutonomousSystem> systems = new LinkedHashMap<>();
    for (long i = 1; i <= count; i++) {
      systems.put(i, new AutonomousSystem("Network " + i, i % 2 == 0 ? "DE" : "FR", i == 7));
    }
    return systems;
  }

  private static Filter filter(String text) throws FilterSyntaxException {
    return FilterParser.parse(text, DIMENSIONS);
  }

  private static Naming interfaces(String last) {
    IpAddress edge = IpAddress.parse("192.0.2.1");
    return Naming.NONE.with(
        edge,
        one -> {
          Exporter said = one.withSite("Bern");
          for (long index = 1; index <= 100; index++) {
            String name = index == 100 ? last : "port" + index % 50;
            said = said.with(index, way -> way.withName(name));
          }
          return said;
        });
  }

  /// Each is found again, in whatever order flows come.
  @Test
  void namesOfManyInterfacesAreTestedByRows() throws Exception {
    Dimensions known = Dimensions.of(interfaces("uplink"));
    RowTest test = RowTest.of(FilterParser.parse("in_if_name in [port7, uplink]", known));
    for (String exporter : List.of("192.0.2.1", "192.0.2.2", "192.0.2.1")) {
      FlowBatch batch = new FlowBatch();
      IpAddress address = IpAddress.parse(exporter);
      for (int index = 0; index <= 101; index++) {
        batch.setAddress(FlowField.EXPORTER, address.high(), address.low());
        batch.set(FlowField.IN_INTERFACE, index);
        batch.endRow();
      }
      for (int row = 0; row <= 101; row++) {
        boolean named = row == 7 || row == 57 || row == 100;
        assertEquals(named && exporter.endsWith("1"), test.holds(batch, row), exporter + " " + row);
      }
    }
  }

  @Test
  void otherNamesOfInterfacesMatterWhereTheseAreAsked() throws Exception {
    Dimensions before = Dimensions.of(interfaces("uplink"));
    Dimensions now = Dimensions.of(interfaces("transit"));
    assertEquals(before, now);
    assertTrue(before.callsAlike(Dimensions.of(interfaces("uplink"))));
    assertFalse(before.callsAlike(now));
    assertFalse(
        before.callsAlike(
            Dimensions.of(
                interfaces("uplink"),
                NAMING.with(IpAddress.parse("192.0.2.9"), one -> one.withName("told by itself")))));
    View traffic = Views.builtIn().named("overview");
    assertFalse(Dimensions.areCalled(traffic, FilterParser.parse("site Bern", before)));
    assertTrue(Dimensions.areCalled(traffic, FilterParser.parse("not in_if_name uplink", before)));
    assertTrue(Dimensions.areCalled(Views.builtIn().named("records"), Filter.all()));
  }

  @Test
  void filtersKnowTheNamesAndWriteThemAgain() throws Exception {
    for (String text :
        List.of(
            "src_network Office",
            "dst_network_site in [Bern, Rome]",
            "src_country DE",
            "not dst_network_role staff",
            "src_as_name \"Network 12\"")) {
      assertEquals(text, FilterText.of(filter(text)));
      assertEquals(filter(text), filter(FilterText.of(filter(text))));
    }
    assertEquals(
        "src_as_name in [\"Network 12345\", \"Network 2345\"]",
        FilterText.of(filter("src_as_name like 2345")));
    assertEquals(
        "src_as_name \"Network 19999\"", FilterText.of(filter("src_as_name like net*19999")));
    assertTrue(
        assertThrows(FilterSyntaxException.class, () -> filter("src_as_name like 9"))
            .problem()
            .contains("more than 500 names"));
    assertTrue(
        assertThrows(FilterSyntaxException.class, () -> filter("src_as_name like nowhere"))
            .problem()
            .contains("no name has 'nowhere' in it"));
  }

  @Test
  void tagsOfListenersAreNamesOfPorts() throws Exception {
    Dimensions tagged =
        Dimensions.of(Naming.NONE.withTags(Map.of(2055, "edge", 2056, "edge", 6343, "inside")));
    Filter edge = FilterParser.parse("listener edge", tagged);
    assertEquals("listener edge", FilterText.of(edge));
    FlowBatch flows = new FlowBatch();
    for (int port : List.of(2056, 6343, 0)) {
      flows.set(FlowField.LISTENER_PORT, port);
      flows.endRow();
    }
    RowTest test = RowTest.of(edge);
    assertTrue(test.holds(flows, 0) && !test.holds(flows, 1) && !test.holds(flows, 2));
    RowTest none = RowTest.of(FilterParser.parse("listener \"no tag\"", tagged));
    assertTrue(none.holds(flows, 2) && !none.holds(flows, 1), "flows of no port");
    assertTrue(tagged.tellsNames());
    assertTrue(!Dimensions.BUILT_IN.tellsNames());
    assertTrue(tagged.made().stream().anyMatch(one -> one.name().equals("listener")));
    assertTrue(!tagged.equals(Dimensions.BUILT_IN), "pickers see that they are others");
  }

  @Test
  void aNameIsOfferedQuicklyAmongMany() {
    String text = "src_as_name \"network 1234";
    long began = System.nanoTime();
    List<String> offers =
        FilterCompletion.at(text, text.length(), DIMENSIONS, Labels.NONE).offers().stream()
            .map(FilterCompletion.Offer::text)
            .toList();
    assertTrue(offers.isEmpty() || offers.contains("\"Network 1234\""), offers.toString());
    String begun = "src_as_name netw";
    assertEquals(
        12, FilterCompletion.at(begun, begun.length(), DIMENSIONS, Labels.NONE).offers().size());
    assertTrue(System.nanoTime() - began < 5_000_000_000L, "in a moment");
  }

  @Test
  void onlyWhatIsSaidIsOfferedToBeGroupedBy() {
    List<String> made = DIMENSIONS.made().stream().map(Dimension::name).toList();
    assertTrue(made.containsAll(List.of("src_network", "dst_network_role", "src_country")));
    assertTrue(!made.contains("in_side") && !made.contains("src_host"), made.toString());
    assertTrue(Dimensions.BUILT_IN.named("src_country").isPresent(), "views may ask for it");
    assertTrue(!Dimensions.BUILT_IN.names().isEmpty());
    assertEquals(Optional.empty(), DIMENSIONS.once());
  }

  @Test
  void aFilterGoesOnWithWhatItsNamesAreNow() throws Exception {
    Filter before = filter("src_network Lab and tcp");
    Dimensions now =
        Dimensions.of(
            NAMING.withNetworks(
                List.of(
                    new Network("10.9.0.0/16", "Attic", "", ""),
                    new Network("10.2.0.0/16", "Lab", "", ""))));
    assertEquals(FilterParser.parse("src_network Lab and tcp", now), now.now(before));
    assertEquals(before, DIMENSIONS.now(before));
  }

  @Test
  void rulesSayWhichIsWrongAndWhere() {
    Naming two = NAMING.withDirections(List.of("in: dst_network Lab", " out : tcp and dst port x"));
    var wrong = assertThrows(DirectionRules.WrongRule.class, () -> DirectionRules.of(two));
    assertEquals(1, wrong.rule());
    assertEquals(24, wrong.offset());
    assertTrue(
        String.valueOf(wrong.getMessage())
            .startsWith("rule 2, ' out : tcp and dst port x', column 25: "));
    assertTrue(said("sideways: tcp").contains("expected a direction"));
    assertTrue(said("in tcp").contains("expected a direction and ':'"));
    assertTrue(said("in: direction out").contains("a direction is not told from itself"));
    assertTrue(said("interfaces").contains("no interface is said to be external"));
  }

  private static String said(String rule) {
    return String.valueOf(
        assertThrows(
                DirectionRules.WrongRule.class,
                () -> DirectionRules.of(Naming.NONE.withDirections(List.of(rule))))
            .getMessage());
  }

  @Test
  void rulesAreReadInOrderAndWrittenAgain() {
    DirectionRules rules =
        DirectionRules.of(
            NAMING.withDirections(List.of("internal: src_network Lab", "networks", "in: tcp")));
    assertEquals(6, rules.rules().size());
    assertTrue(rules.toString().startsWith("internal: src_network Lab; internal: "));
    assertTrue(rules.toString().contains("src as in [7]"), rules.toString());
    assertEquals(
        rules.fingerprint(),
        DirectionRules.of(
                NAMING.withDirections(List.of("internal: src_network Lab", "networks", "in: tcp")))
            .fingerprint());
    assertTrue(
        rules.fingerprint()
            != DirectionRules.of(NAMING.withDirections(List.of("networks"))).fingerprint());
    assertTrue(DirectionRules.of(Naming.NONE).isNone());
    Naming bordered =
        Naming.NONE.with(
            IpAddress.parse("192.0.2.1"),
            said -> said.with(3, port -> port.withSide(Side.EXTERNAL)));
    assertEquals(4, DirectionRules.of(bordered).rules().size(), "by interfaces, unasked");
    assertTrue(Dimensions.of(bordered).once().isPresent());
  }
}
