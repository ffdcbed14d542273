package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.ingest.StoredSource;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.Remote;
import weir.store.Retention;
import weir.store.ServerAddress;
import weir.store.clickhouse.ClickHouseFeed;

/// Flows whose times cannot be true stay beside what waits for a server, where they can be asked.
@EnabledIfSystemProperty(named = "clickhouse", matches = ".+")
class ClickHouseFeedQuarantineTest {
  @TempDir private Path spool;

  @Test
  void isKeptInTheSpool() {
    String database = "feed_quarantine" + UUID.randomUUID().toString().substring(0, 8);
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.TIME_RECEIVED, 1_000_000_000L);
    batch.set(FlowField.BYTES, 7);
    batch.endRow();
    for (int time = 0; time < 2; time++) {
      try (FlowArchive feed =
          DataSets.feed(
              Remote.of(
                  ServerAddress.parse(
                      "http://flow@" + System.getProperty("clickhouse") + "/" + database)),
              "secret",
              Optional.of(new ClickHouseFeed.Creation(Optional.empty(), "")),
              DataSets.schemas(Map.of()),
              spool,
              1 << 20,
              new Retention(Optional.empty(), OptionalLong.empty(), 0))) {
        try (FlowWriter writer = feed.apart().writer()) {
          writer.append(batch);
        }
        assertEquals(0, feed.delivery().orElseThrow().waiting());
      }
    }
    try (StoredSource source = DataSets.ask(spool.resolve("apart"))) {
      assertEquals(2, source.store().quarantine().status().rows());
      assertEquals(0, source.store().status().rows());
    }
  }
}
