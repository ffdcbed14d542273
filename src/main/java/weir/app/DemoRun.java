package weir.app;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntPredicate;
import weir.demo.DemoNetwork;
import weir.enrich.Directions;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.Source;
import weir.query.FlowQuery;
import weir.query.TimeRange;

/// The generated network for some seconds, with nothing of the past: what a demonstration without a
/// window runs.
final class DemoRun implements Desk.Demo {
  /// The network's attack begins three seconds after the network does.
  private static final Duration BEFORE_THE_ATTACK = Duration.ofSeconds(57);

  private static final long SETTLE_SECONDS = 5;
  private static final long LOOK_MILLIS = 50;

  private final LiveSource source;

  private DemoRun(LiveSource source) {
    this.source = source;
  }

  static DemoRun open() throws IOException {
    return new DemoRun(
        LiveSource.open(
            "Demo network",
            Listening.onLoopback(),
            Directions.inside(DemoNetwork.INSIDE),
            DataSets.temporary(),
            _ -> {}));
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public long send(int seconds, IntPredicate goOn) throws IOException, InterruptedException {
    long second = TimeRange.nanos(Instant.now()) / FlowQuery.SECOND + 1;
    sleepUntil(second * FlowQuery.SECOND - DemoNetwork.TICK_NANOS / 2); // ticks lie within seconds
    long sent;
    try (DemoNetwork network = DemoNetwork.start(source.ports().getFirst(), BEFORE_THE_ATTACK)) {
      for (int left = seconds; left > 0 && goOn.test(left); left--) {
        sleepUntil(++second * FlowQuery.SECOND);
      }
      network.close();
      sent = network.sent();
    }
    settle(sent);
    return sent;
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    Thread.sleep(Duration.ofNanos(Math.max(0, nanos - TimeRange.nanos(Instant.now()))));
  }

  /// Waits until all that was sent is decoded and stored, unless something of it is lost.
  private void settle(long sent) throws InterruptedException {
    long until = System.nanoTime() + SETTLE_SECONDS * FlowQuery.SECOND;
    while (System.nanoTime() < until
        && (source.status().datagrams() < sent || source.unsettled().isPresent())) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
