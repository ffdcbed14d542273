package weir.store.clickhouse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.Cancel;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// What a table holds, as it was a few seconds ago at most: asked anew behind the caller's back,
/// and with it what is told beside the table of names and roll-ups.
final class TableStatus {
  private static final Logger LOG = LoggerFactory.getLogger(TableStatus.class);

  /// Whatever is asked of itself, again and again, is asked no more often.
  private static final long LEAST_REST_NANOS = 5_000_000_000L;

  /// Of its time a server works so little for what is asked of itself.
  private static final int REST_SHARE = 10;

  /// How old what is told of names and roll-ups may be.
  private static final long BESIDE_NANOS = 300_000_000_000L;

  private final Server server;
  private final FlowTable table;
  private final Optional<Shards> shards;
  private final List<String> problems;
  private volatile @Nullable Beside beside;
  private volatile long besideNanos;
  private volatile StoreStatus status;
  private volatile long askedNanos;
  private volatile long tookNanos;
  private volatile boolean asking;

  /// Asks once, and waits for that.
  TableStatus(Server server, FlowTable table, Optional<Shards> shards, List<String> problems) {
    this.server = server;
    this.table = table;
    this.shards = shards;
    this.problems = List.copyOf(problems);
    status = read();
    askedNanos = System.nanoTime();
  }

  /// Looks for names and roll-ups, too, from now on.
  void with(Beside names) {
    beside = names;
    besideNanos = System.nanoTime();
    Thread.ofVirtual().name("weir-clickhouse-names").start(() -> names.look(status));
  }

  /// What it was when it was asked last; asks for nothing.
  StoreStatus last() {
    return status;
  }

  StoreStatus now() {
    if (System.nanoTime() - askedNanos > restNanos(tookNanos) && !asking) {
      asking = true;
      Thread.ofVirtual().name("weir-clickhouse-status").start(this::readAnew);
    }
    return status;
  }

  /// How long a server is left alone that has worked so long for what is asked of itself.
  static long restNanos(long tookNanos) {
    return Math.max(LEAST_REST_NANOS, REST_SHARE * tookNanos);
  }

  private void readAnew() {
    long began = System.nanoTime();
    try {
      status = read();
      Beside names = beside;
      if (names != null && System.nanoTime() - besideNanos > BESIDE_NANOS) {
        besideNanos = System.nanoTime();
        names.look(status);
      }
    } catch (StoreException e) {
      LOG.debug("{}: {}", table.title(), e.getMessage());
      StoreStatus old = status;
      status =
          new StoreStatus(
              old.rows(),
              old.diskBytes(),
              old.oldestNanos(),
              old.newestNanos(),
              0,
              StoreStatus.Keeping.EVERYTHING,
              with(String.valueOf(e.getMessage())));
    } finally {
      askedNanos = began;
      tookNanos = System.nanoTime() - began;
      asking = false;
    }
  }

  private StoreStatus read() {
    Rowset answer = new Rowset();
    Cancel never = new Cancel();
    URI node = server.read(table.statusSql(), answer, never);
    shards.ifPresent(all -> all.require(server, node, never));
    String[] row = answer.rows().getFirst();
    long rows = Long.parseLong(row[0]);
    return new StoreStatus(
        rows,
        0,
        rows == 0 ? 0 : Long.parseLong(row[1]),
        rows == 0 ? 0 : Long.parseLong(row[2]),
        0,
        StoreStatus.Keeping.EVERYTHING,
        problems);
  }

  private List<String> with(String problem) {
    List<String> all = new ArrayList<>(problems);
    all.add(problem);
    return all;
  }
}
