package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import weir.flow.FlowBatch;
import weir.flow.Prefixes;
import weir.store.FlowReader;
import weir.store.FlowReaderContract;
import weir.store.FlowWriter;
import weir.store.Remote;
import weir.store.ServerAddress;

/// What was fed into a table that Weir has made has the numbers of the contract when it is asked:
/// every field arrives.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class ClickHouseFeedContractTest extends FlowReaderContract {
  private static final AtomicInteger TABLES = new AtomicInteger();

  ClickHouseFeedContractTest() {
    super(1);
  }

  @Override
  protected FlowReader open(List<List<FlowBatch>> parts) {
    String database = "contract_feed" + TABLES.incrementAndGet();
    TestServer.run("DROP DATABASE IF EXISTS " + database);
    try (ClickHouseFeed feed =
        ClickHouseFeed.open(
            Remote.of(ServerAddress.parse("http://flow@" + TestServer.place() + "/" + database)),
            "secret",
            Optional.of(new ClickHouseFeed.Creation(Optional.empty(), "")),
            Schemas.SHIPPED,
            folder(),
            1L << 30,
            () -> {
              throw new IllegalStateException("nothing is set apart");
            })) {
      for (List<FlowBatch> part : parts) {
        try (FlowWriter writer = feed.writer()) {
          part.forEach(writer::append);
        }
      }
      awaitSent(feed, parts.stream().flatMap(List::stream).mapToLong(FlowBatch::rows).sum());
    }
    return ClickHouseReader.open(
        Remote.of(ServerAddress.parse("http://viewer@" + TestServer.place() + "/" + database)),
        "view",
        Prefixes.ALL,
        Schemas.SHIPPED);
  }

  /// A feed that is closed leaves what it could not send within its time.
  private static void awaitSent(ClickHouseFeed feed, long flows) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (feed.status().rows() < flows && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertEquals(flows, feed.status().rows());
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("feed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected boolean answersInSteps() {
    return false;
  }
}
