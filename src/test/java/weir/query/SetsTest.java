package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.naming.Origin;

/// Named sets of values in filters.
class SetsTest {
  private static final Naming SAID =
      Naming.NONE.withSets(
          Map.of(
              "Customers", List.of("203.0.113.0/24", "2001:db8::/32", "192.0.2.7"),
              "web", List.of("80", "https", "8000-8100", "60000+"),
              "peers", List.of("64500", "AS64510"),
              "none", List.of()));
  private static final Dimensions KNOWN = Dimensions.of(SAID);

  private static Filter parse(String text) throws FilterSyntaxException {
    return FilterParser.parse(text, KNOWN);
  }

  private static FlowBatch flow(String from, String to, int port, long as) {
    FlowBatch batch = new FlowBatch();
    IpAddress source = IpAddress.parse(from);
    IpAddress destination = IpAddress.parse(to);
    batch.setAddress(FlowField.SRC_ADDRESS, source.high(), source.low());
    batch.setAddress(FlowField.DST_ADDRESS, destination.high(), destination.low());
    batch.set(FlowField.DST_PORT, port);
    batch.set(FlowField.SRC_AS, as);
    batch.endRow();
    return batch;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src in @customers|src ip @customers|true",
        "src ip in @CUSTOMERS|src ip @customers|true",
        "dst @customers|dst ip @customers|false",
        "ip @customers|ip @customers|true",
        "host != @customers|not ip @customers|false",
        "not src_addr = @customers|not src ip @customers|false",
        "src ip in [198.51.100.1, @customers]|(src ip 198.51.100.1 or src ip @customers)|true",
        "dst port @web|dst port @web|true",
        "port in [22, @web]|(src port in [22] or src port @web or dst port in [22] or dst port @web)|true",
        "as @peers and dst port in @web|as @peers and dst port @web|true",
        "src ip @none|src ip @none|false",
        "src_addr@customers out|src_addr@customers out|false",
      })
  void aSetStandsWhereItsValuesMay(String text, String written, boolean holds)
      throws FilterSyntaxException {
    Filter filter = parse(text);
    assertEquals(filter, parse(FilterText.of(filter)), FilterText.of(filter));
    if (!written.startsWith("(")) {
      assertEquals(written, FilterText.of(filter));
    }
    assertEquals(
        holds, RowTest.of(filter).holds(flow("203.0.113.9", "198.51.100.1", 8080, 64510), 0));
  }

  @Test
  void allValuesOfASetCount() throws FilterSyntaxException {
    RowTest web = RowTest.of(parse("dst port @web"));
    for (int port : List.of(80, 443, 8000, 8100, 60000, 65535)) {
      assertTrue(web.holds(flow("::1", "::2", port, 0), 0), "" + port);
    }
    for (int port : List.of(79, 81, 8101, 59999)) {
      assertTrue(!web.holds(flow("::1", "::2", port, 0), 0), "" + port);
    }
    RowTest customers = RowTest.of(parse("src @customers"));
    assertTrue(customers.holds(flow("2001:db8:ffff::1", "::2", 1, 0), 0));
    assertTrue(customers.holds(flow("192.0.2.7", "::2", 1, 0), 0));
    assertTrue(!customers.holds(flow("192.0.2.8", "::2", 1, 0), 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tcp and src ip @costumers|15|there is no set 'costumers'; the names file has @Customers, @none",
        "dst port @customers|9|the set 'customers' has '203.0.113.0/24', which is no value of",
        "dst port > @web|11|a set has no order",
        "as_path @peers|8|has no single number or address",
        "src in [@web]|4|expected",
      })
  void whatIsWrongIsSaidWithItsPlace(String text, int place, String words) {
    FilterSyntaxException wrong = assertThrows(FilterSyntaxException.class, () -> parse(text));
    assertEquals(place, wrong.position(), wrong.getMessage());
    assertTrue(wrong.problem().contains(words), wrong.problem());
  }

  @Test
  void whereThereAreNoSetsThatIsSaid() {
    FilterSyntaxException wrong =
        assertThrows(FilterSyntaxException.class, () -> FilterParser.parse("src @a"));
    assertTrue(wrong.problem().contains("the names file has its list \"sets\""), wrong.problem());
  }

  @Test
  void anotherSetIsAnotherQuestion() throws FilterSyntaxException {
    Dimensions changed =
        Dimensions.of(SAID.withSets(Map.of("customers", List.of("198.51.100.0/24"))));
    assertNotEquals(KNOWN, changed);
    Filter before = parse("src @customers or dst @customers");
    Filter now = changed.now(before);
    FlowBatch flow = flow("198.51.100.1", "::1", 1, 1);
    assertTrue(!RowTest.of(before).holds(flow, 0));
    assertTrue(RowTest.of(now).holds(flow, 0));
    assertEquals(FilterText.of(before), FilterText.of(now));
    assertEquals(before, Dimensions.of(Naming.NONE).now(before), "one that is gone stays");
    assertEquals(
        List.of("@customers: 203.0.113.0/24, 2001:db8::/32, 192.0.2.7"), Sets.words(before, SAID));
  }

  @Test
  void aGroupByASetThatIsNotThereIsSaid() {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> KNOWN.require("src_addr@costumers"));
    assertTrue(String.valueOf(wrong.getMessage()).startsWith("there is no set 'costumers'"));
  }

  @Test
  void viewsNameSetsThatAreReadLater() {
    Panel panel =
        ViewFile.panel(
            Map.of(
                "id", "a",
                "title", "A",
                "visual", "number",
                "place", Map.of("column", 0, "row", 0, "columns", 12),
                "question", Map.of("filter", "src in @customers")));
    assertEquals("src ip @customers", FilterText.of(panel.sums().filter()));
    FlowBatch flow = flow("203.0.113.9", "::1", 1, 1);
    assertTrue(RowTest.of(KNOWN.now(panel.sums().filter())).holds(flow, 0));
    assertTrue(!RowTest.of(Dimensions.BUILT_IN.now(panel.sums().filter())).holds(flow, 0));
    assertEquals(Optional.empty(), panel.lacks(KNOWN));
    assertTrue(
        panel
            .lacks(Dimensions.of(SAID.withSets(Map.of("web", List.of("80")))))
            .orElseThrow()
            .startsWith("there is no set 'customers'; the names file has @web"));
  }

  @Test
  void rulesOfDirectionsTakeThem() {
    DirectionRules rules =
        DirectionRules.of(
            SAID.withDirections(List.of("out: src @customers", "in: dst @customers")));
    assertEquals(1, rules.code(flow("::1", "203.0.113.1", 1, 1), 0));
    assertEquals(2, rules.code(flow("203.0.113.1", "::1", 1, 1), 0));
  }

  @Test
  void theyAreOfferedWhereAValueIsExpected() {
    Labels labels = Labels.of(Layers.of(Origin.FILE, SAID));
    for (String text : List.of("src ip @", "dst port in [80, @", "as = @w")) {
      List<String> offers =
          FilterCompletion.at(text, text.length(), KNOWN, labels).offers().stream()
              .map(FilterCompletion.Offer::text)
              .toList();
      assertTrue(offers.contains("@web"), text + " " + offers);
    }
  }
}
