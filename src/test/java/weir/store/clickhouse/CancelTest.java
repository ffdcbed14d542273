package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.store.Cancel;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.StoreException;

/// A statement that is taken back ends on the server, of accounts that may change no setting, too.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
@Timeout(60)
class CancelTest {
  /// Each statement is told by how many numbers it reads, more than can be read in a test.
  private static final AtomicLong NUMBERS =
      new AtomicLong(300_000_000_000L + System.nanoTime() % 1_000_000_000L);

  private final long numbers = NUMBERS.incrementAndGet();
  private final Cancel cancel = new Cancel();
  private final Rowset rows = new Rowset();

  private CompletableFuture<Void> ask(Server server) {
    return CompletableFuture.runAsync(
        () ->
            server.read(
                "SELECT sum(cityHash64(number)) FROM numbers(" + numbers + ")", rows, cancel));
  }

  private static Server server(String account) {
    return new Server(
        Remote.of(ServerAddress.parse("http://" + account + "@" + TestServer.place() + "/system")),
        "view");
  }

  private boolean runs() {
    String count =
        TestServer.run(
            "SELECT count() FROM system.processes WHERE query LIKE '%numbers("
                + numbers
                + ")%'"
                + " AND query NOT LIKE '%system.processes%'");
    return !count.strip().equals("0");
  }

  private void await(boolean running) throws InterruptedException {
    while (runs() != running) {
      Thread.sleep(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "analyst"})
  void aStatementEndsOnTheServer(String account) throws Exception {
    try (Server server = server(account)) {
      CompletableFuture<Void> asked = ask(server);
      await(true);
      while (rows.readRows() == 0) {
        Thread.sleep(5);
      }
      cancel.cancel();
      await(false);
      assertCancelled(asked);
    }
  }

  /// One that has not answered a word yet.
  @Test
  void aStatementThatWasJustSentEndsToo() throws Exception {
    try (Server server = server("viewer")) {
      CompletableFuture<Void> asked = ask(server);
      await(true);
      cancel.cancel();
      assertCancelled(asked);
      await(false);
    }
  }

  @Test
  void closingEndsWhatIsAsked() throws Exception {
    CompletableFuture<Void> asked;
    try (Server server = server("viewer")) {
      asked = ask(server);
      await(true);
    }
    assertCancelled(asked);
    await(false);
  }

  private static void assertCancelled(CompletableFuture<Void> asked) {
    CompletionException failure = assertThrows(CompletionException.class, asked::join);
    assertTrue(
        failure.getCause() instanceof StoreException e && e.isCancelled(), failure::toString);
    assertEquals("cancelled", failure.getCause().getMessage());
  }
}
