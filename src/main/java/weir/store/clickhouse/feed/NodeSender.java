package weir.store.clickhouse.feed;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.Closing;

/// Sends blocks to one node, one after another, on a thread of its own. While the node does not
/// answer, others take what it does not have yet.
final class NodeSender {
  private static final Logger LOG = LoggerFactory.getLogger(NodeSender.class);

  /// A node that says nothing for so long is taken for gone.
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 15_000;
  private static final int MOST_REFUSALS = 8;

  private final URI node;
  private final Link link;
  private final Spool spool;
  private final Runnable refused;
  private final Thread thread;
  private final AtomicLong insertNanos = new AtomicLong();
  private final AtomicLong inserts = new AtomicLong();
  private long pauseMillis;
  private volatile @Nullable String problem;
  private volatile boolean ending;

  /// @param refused told when the node has refused a block for what is in it
  NodeSender(URI node, Link link, Spool spool, Runnable refused) {
    this.node = node;
    this.link = link;
    this.spool = spool;
    this.refused = refused;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("weir-feed-" + Waiting.nodeName(node))
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      for (Waiting block = spool.take(node); block != null; block = spool.take(node)) {
        send(block);
        pause();
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: the end", node);
    }
  }

  private void send(Waiting block) throws InterruptedException {
    Optional<BlockFile> content = spool.read(block);
    if (content.isEmpty()) {
      return;
    }
    long began = System.nanoTime();
    try {
      Link.Reply reply = post(block, content.get());
      if (reply.isGood()) {
        insertNanos.addAndGet(System.nanoTime() - began);
        inserts.incrementAndGet();
      }
      settle(block, reply);
    } catch (IOException e) {
      if (link.isUnsent(e)) {
        spool.unsent(block);
      } else {
        spool.uncertain(block);
      }
      fails(link.words(node, e));
    } catch (InterruptedException e) {
      spool.uncertain(block);
      throw e;
    }
  }

  private Link.Reply post(Waiting block, BlockFile content)
      throws IOException, InterruptedException {
    String statement =
        "INSERT INTO " + content.table() + " (" + content.columns() + ") FORMAT Native";
    return link.post(
        node,
        "async_insert=0&insert_deduplicate=1&insert_deduplication_token="
            + block.token
            + "&query="
            + URLEncoder.encode(statement, StandardCharsets.UTF_8),
        "lz4",
        BodyPublishers.ofByteArray(
            content.octets(), content.from(), content.octets().length - content.from()),
        ANSWER);
  }

  private void settle(Waiting block, Link.Reply reply) {
    switch (Verdict.of(reply)) {
      case DELIVERED -> {
        spool.delivered(block);
        pauseMillis = 0;
        problem = null;
      }
      case UNCERTAIN, LATER -> {
        spool.uncertain(block);
        fails(link.words(node, reply));
      }
      case DOUBTFUL -> {
        if (++block.refusals < MOST_REFUSALS) {
          spool.uncertain(block);
          fails(link.words(node, reply));
        } else {
          refuse(block, reply);
        }
      }
      case REFUSED -> refuse(block, reply);
    }
  }

  private void refuse(Waiting block, Link.Reply reply) {
    spool.setAside(block);
    problem = "set a block aside: " + link.words(node, reply);
    LOG.warn("{}", problem);
    refused.run();
  }

  private void fails(String sentence) {
    if (problem == null) {
      LOG.debug("{}", sentence);
    }
    problem = sentence;
    pauseMillis = Math.min(Math.max(FIRST_PAUSE_MILLIS, pauseMillis * 2), LONGEST_PAUSE_MILLIS);
  }

  /// A little more or less, so that collectors do not come back all at once.
  private void pause() throws InterruptedException {
    if (pauseMillis > 0 && !ending) {
      long more = ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1);
      TimeUnit.MILLISECONDS.sleep(pauseMillis / 2 + more);
    } else if (pauseMillis > 0) {
      TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE_MILLIS);
    }
  }

  /// What is wrong with the node, in a sentence; null while nothing is.
  @Nullable String problem() {
    return problem;
  }

  /// Time that inserts have taken.
  long insertNanos() {
    return insertNanos.get();
  }

  /// Inserts that the node has confirmed.
  long inserts() {
    return inserts.get();
  }

  /// From now on there is not much time.
  void hurry() {
    ending = true;
  }

  /// Breaks off; what is under way stays in the spool.
  void stop() {
    thread.interrupt();
    var _ = Closing.join(thread, Duration.ofSeconds(1));
  }
}
