package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import weir.flow.Prefixes;
import weir.query.TimeRange;
import weir.store.Changes;
import weir.store.Remote;
import weir.store.ServerAddress;

/// Which answers of a real server stay true.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class SettledTest {
  private static final long MINUTE = 60_000_000_000L;

  private static ClickHouseReader open(String database, long newestNanos) {
    TestServer.fresh(database);
    TestServer.createCatalogue(database + ".flows");
    TestServer.run(
        "INSERT INTO %s.flows (time_received_ns, bytes) VALUES (%d, 1), (%d, 1)"
            .formatted(database, newestNanos - 100 * MINUTE, newestNanos));
    return ClickHouseReader.open(
        Remote.of(ServerAddress.parse("http://viewer@" + TestServer.place() + "/" + database)),
        "view",
        Prefixes.ALL,
        Schemas.SHIPPED);
  }

  @Test
  void theLastTenMinutesBeforeTheNewestFlowMayStillChange() {
    long newest = TimeRange.nanos(Instant.now()) - 3 * MINUTE;
    try (ClickHouseReader reader = open("settled_live", newest)) {
      Changes changes = reader.changes().orElseThrow();
      TimeRange closed = new TimeRange(newest - 90 * MINUTE, newest - 10 * MINUTE);
      assertTrue(changes.none(closed, changes.count()));
      assertFalse(changes.none(new TimeRange(closed.fromNanos(), newest), changes.count()));
      long before = changes.count();
      reader.refresh();
      assertFalse(changes.none(closed, before));
    }
  }

  @Test
  void whereNothingComesAnyMoreNothingChanges() {
    long newest = TimeRange.nanos(Instant.now()) - 25 * 60 * MINUTE;
    try (ClickHouseReader reader = open("settled_old", newest)) {
      Changes changes = reader.changes().orElseThrow();
      assertEquals(newest, reader.status().newestNanos());
      assertTrue(changes.none(new TimeRange(0, newest + 1), changes.count()));
    }
  }
}
