package weir.app;

import java.time.Instant;
import weir.decode.DatagramDecoder;
import weir.demo.DemoNetwork;
import weir.enrich.Directions;
import weir.ingest.FileMark;
import weir.ingest.Ingest;
import weir.store.FlowArchive;

/// The day before the generated network of a window began: filled in while the window is already
/// there, by exporters of its own, so that those that go on live are not confused.
final class DemoPast implements AutoCloseable {
  private static final long CLOSE_MILLIS = 5000;

  private final DemoNetwork network;
  private final Thread thread;

  private DemoPast(DemoNetwork network, Runnable filling) {
    this.network = network;
    this.thread = new Thread(filling, "weir-demo-past");
    thread.setDaemon(true);
  }

  static DemoPast fill(
      Instant begin, Instant until, Instant now, Directions directions, FlowArchive store) {
    DemoNetwork network = DemoNetwork.since(begin);
    DemoPast past =
        new DemoPast(
            network,
            () -> {
              try (Ingest ingest =
                  Ingest.inOrder(new DatagramDecoder(), directions, store, FileMark.none(now))) {
                network.past(until, now, ingest);
              }
            });
    past.thread.start();
    return past;
  }

  /// Waits until all is stored.
  void await() throws InterruptedException {
    thread.join();
  }

  /// Stops filling in.
  @Override
  public void close() {
    network.close();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
