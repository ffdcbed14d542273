package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.AutonomousSystem;
import weir.naming.Naming;
import weir.naming.Places;
import weir.sql.ClickHousePlaces;
import weir.sql.Dialect;
import weir.sql.SqlCondition;

/// Countries and cities of addresses are names as others are: in filters, pickers, rows.
class PlaceDimensionsTest {
  private final AtomicInteger read = new AtomicInteger();
  private final Naming naming =
      Naming.NONE
          .withSystems(Map.of(64500L, new AutonomousSystem("X", "IT", false)))
          .withPlaces(Places.of(this::known));
  private final Dimensions dimensions = Dimensions.of(naming);

  /// Addresses that end with 1 are in Berlin, those with 2 somewhere in France.
  private Places.Known known() {
    read.incrementAndGet();
    return new Places.Known(
        "Some of 2026-10-01",
        List.of(new Places.Place("DE", "Berlin"), new Places.Place("FR", "")),
        (_, low) -> (int) Math.min(low & 3, 2),
        5);
  }

  private static FlowBatch flow(String source, int as) {
    FlowBatch batch = new FlowBatch();
    IpAddress address = IpAddress.parse(source);
    batch.setAddress(FlowField.SRC_ADDRESS, address.high(), address.low());
    batch.set(FlowField.SRC_AS, as);
    batch.endRow();
    return batch;
  }

  private boolean holds(String filter, FlowBatch flow) throws FilterSyntaxException {
    return RowTest.of(FilterParser.parse(filter, dimensions)).holds(flow, 0);
  }

  @Test
  void tablesAreReadWhenSomebodyNeedsThem() throws Exception {
    assertTrue(dimensions.names().contains("src_city"));
    assertTrue(dimensions.named("src_as_name").isPresent());
    assertEquals(0, read.get());
    assertEquals(
        List.of("DE", "FR", "IT", "no country"), dimensions.require("dst_country").choices());
    assertEquals(List.of("Berlin, DE", "no city"), dimensions.require("src_city").choices());
    assertEquals(1, read.get());
    assertEquals("by Some of 2026-10-01", Located.told(dimensions.require("src_country")));
    assertEquals(
        "of its AS", Located.told(Dimensions.BUILT_IN.require("src_country")), "without a table");
    assertEquals("", Located.told(dimensions.require("proto")));
  }

  @Test
  void filtersAreReadWrittenAndHoldForRows() throws Exception {
    for (String text :
        List.of(
            "src_country DE",
            "src_city \"Berlin, DE\"",
            "not dst_country in [FR, IT]",
            "src_country_from table")) {
      assertEquals(text, FilterText.of(FilterParser.parse(text, dimensions)));
    }
    assertTrue(holds("src_country de and src_city \"Berlin, DE\"", flow("10.0.0.1", 64500)));
    assertTrue(holds("src_country FR and src_city \"no city\"", flow("10.0.0.2", 64500)));
    assertTrue(holds("src_country IT and src_country_from AS", flow("10.0.0.4", 64500)));
    assertTrue(holds("src_country_from none", flow("10.0.0.4", 1)));
    assertTrue(holds("src_as_country IT and src_country_from table", flow("10.0.0.1", 64500)));
    assertFalse(holds("src_country IT", flow("10.0.0.1", 64500)));
    assertThrows(FilterSyntaxException.class, () -> holds("src_country XX", flow("10.0.0.1", 1)));
  }

  @Test
  void statementsForPeopleNameTheColumn() throws Exception {
    for (String text : List.of("src_country DE", "not src_country_from table")) {
      Filter filter = FilterParser.parse(text, dimensions);
      assertEquals(
          text.startsWith("not") ? "NOT (src_country_from IN ('table'))" : "src_country IN ('DE')",
          SqlCondition.of(filter));
    }
  }

  @Test
  void aTableIsTooLongForAStatementToAServer() {
    Located country = (Located) dimensions.require("src_country");
    String said =
        String.valueOf(
            assertThrows(
                    ClickHousePlaces.TooLong.class,
                    () ->
                        Dialect.CLICKHOUSE.located(
                            country.table(), "0", "0", java.util.Optional.empty()))
                .getMessage());
    assertTrue(said.contains("group by src_as_country"), said);
  }
}
