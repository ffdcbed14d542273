package weir.store.clickhouse.feed;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.Delivery;
import weir.store.FlowWriter;
import weir.store.StoreException;

/// Flows on their way to a table that is there on several nodes: blocks of them wait in a spool,
/// and go to those nodes that answer.
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final Spool spool;
  private final Supplier<Optional<Layout>> look;
  private final List<NodeSender> senders = new ArrayList<>();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Layout layout;
  private volatile @Nullable String change;

  private Outbox(Spool spool, Layout layout, Supplier<Optional<Layout>> look) {
    this.spool = spool;
    this.layout = layout;
    this.look = look;
  }

  /// Begins to send what waits in the spool. Owns it from here on.
  ///
  /// @param look how the table looks now; asked when a node refuses what is sent; empty where no
  ///   node answers
  public static Outbox open(
      List<URI> nodes, Link link, Spool spool, Layout layout, Supplier<Optional<Layout>> look) {
    Outbox outbox = new Outbox(spool, layout, look);
    long stray = spool.nodes(nodes);
    if (stray > 0) {
      LOG.warn(
          "{} flows were under way to a node that is not named any more; they go to another one,"
              + " and are there twice if it had taken them",
          stray);
    }
    spool.remember(layout);
    nodes.forEach(node -> outbox.senders.add(new NodeSender(node, link, spool, outbox::lookAgain)));
    outbox.senders.forEach(NodeSender::start);
    return outbox;
  }

  /// A way in for one thread.
  public FlowWriter writer() {
    return new BlockWriter(() -> layout, spool::add);
  }

  /// One that fills and packs blocks, which nobody has: for who warms up.
  public static FlowWriter idle(Layout layout) {
    return new BlockWriter(() -> layout, _ -> {});
  }

  /// On a thread of its own: the sender has other things to do.
  private void lookAgain() {
    if (looking.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("weir-feed-look")
          .start(
              () -> {
                try {
                  look.get().ifPresent(this::adopt);
                } catch (StoreException e) {
                  LOG.warn("{}", e.getMessage());
                } finally {
                  looking.set(false);
                }
              });
    }
  }

  private void adopt(Layout now) {
    Layout before = layout;
    if (now.equals(before)) {
      return;
    }
    layout = now;
    spool.remember(now);
    List<String> gone = new ArrayList<>(before.columns().stream().map(Column::name).toList());
    gone.removeAll(now.columns().stream().map(Column::name).toList());
    change =
        gone.isEmpty()
            ? "the table has changed; what comes from now on is sent as it is now"
            : "the table has no column "
                + String.join(", ", gone)
                + " any more; what comes from now on is sent without";
    LOG.warn("{}", change);
  }

  /// How far it is.
  public Delivery delivery() {
    Spool.Counts counts = spool.counts();
    Map<String, Long> drops = new LinkedHashMap<>();
    drops.put("spool full", counts.dropped());
    drops.put("set aside, then dropped", counts.droppedAside());
    drops.put("spool damaged", counts.lost());
    drops.values().removeIf(count -> count == 0);
    List<String> problems = new ArrayList<>();
    for (NodeSender sender : senders) {
      String problem = sender.problem();
      if (problem != null) {
        problems.add(problem);
      }
    }
    String changed = change;
    if (changed != null) {
      problems.add(changed);
    }
    return new Delivery(
        counts.sent(),
        counts.waiting(),
        counts.waitingOctets(),
        counts.setAside(),
        drops,
        senders.stream().mapToLong(NodeSender::inserts).sum(),
        senders.stream().mapToLong(NodeSender::insertNanos).sum(),
        problems);
  }

  /// Sends what can be sent in the time given; the rest waits for the next start. All writers must
  /// be closed before.
  public void close(Duration within) {
    senders.forEach(NodeSender::hurry);
    try {
      long most = within.minusMillis(100).toNanos();
      var _ = spool.drain(Math.max(most, TimeUnit.MILLISECONDS.toNanos(100)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /// Breaks off.
  @Override
  public void close() {
    spool.close();
    senders.forEach(NodeSender::stop);
    spool.release();
  }
}
