package weir.ingest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import weir.store.Closing;
import weir.store.FlowArchive;

/// Starts inputs, and has them hand on what they hold once a warm-up has had its time. That is
/// decoded faster than it is stored; so until the inputs have been empty once and little waits for
/// the store, datagrams stay in them until the store is ready, as long as there is room for those
/// behind.
///
/// The warm-up goes on beside the reading until it is done, or until what comes needs the cores.
final class Reception {
  private static final double HALF = 0.5;
  private static final double PRESSED = 0.05;
  private static final double NEARLY_EMPTY = 0.005;
  private static final long LOOK_MILLIS = 10;
  private static final int MOST_LOOKS = 3000;

  private final List<LiveInput> inputs;
  private final Ingest ingest;
  private final Thread warming;
  private final Thread thread;
  private boolean enough; // the warm-up's
  private volatile boolean reading;
  private volatile boolean closing;

  private Reception(List<LiveInput> inputs, Ingest ingest, FlowArchive store, WarmUp warmUp) {
    this.inputs = inputs;
    this.ingest = ingest;
    this.warming = new Thread(() -> warmUp.work().run(store, this::isEnough), "weir-warm-up");
    warming.setDaemon(true);
    this.thread = new Thread(() -> begin(warmUp.hold()), "weir-reception");
    thread.setDaemon(true);
  }

  /// @param inputs that are open and not started yet
  /// @param store that the ingest writes to
  static Reception start(List<LiveInput> inputs, Ingest ingest, FlowArchive store, WarmUp warmUp) {
    Reception reception = new Reception(inputs, ingest, store, warmUp);
    reception.thread.start();
    return reception;
  }

  private void begin(Duration hold) {
    inputs.forEach(input -> input.start(ingest));
    warming.start();
    try {
      awaitWarmUp(hold);
      ingest.patient(true);
      inputs.forEach(LiveInput::release);
      reading = true;
      catchUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ingest.patient(closing); // what is read on closing waits too
    }
  }

  private void awaitWarmUp(Duration hold) throws InterruptedException {
    long until = System.nanoTime() + hold.toNanos();
    while (warming.isAlive() && !closing && System.nanoTime() < until) {
      warming.join(LOOK_MILLIS);
    }
  }

  /// Once it is, it stays so: what is left to do would only take the cores again.
  private boolean isEnough() {
    enough |= closing || (reading && ingest.isBehind()) || fill() > (reading ? PRESSED : HALF);
    return enough;
  }

  /// Of the fullest.
  private double fill() {
    return inputs.stream().mapToDouble(LiveInput::fill).max().orElse(0);
  }

  private void catchUp() throws InterruptedException {
    for (int i = 0; i < MOST_LOOKS && !closing; i++) {
      double fill = fill();
      if (fill > HALF || (fill < NEARLY_EMPTY && !ingest.isBehind())) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /// Whether what comes is not held any more.
  boolean isReading() {
    return reading;
  }

  /// Cuts the warm-up short; the inputs hand on what they hold, and can be closed. Whatever they
  /// hand on then waits for the store.
  ///
  /// @param most for so long it may wait
  void end(Duration most) {
    long until = System.nanoTime() + most.toNanos();
    ingest.patientUntil(until);
    closing = true;
    var _ = Closing.join(thread, left(until));
    var _ = Closing.join(warming, left(until));
    ingest.patient(true); // nobody comes after
  }

  private static Duration left(long untilNanos) {
    return Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime()));
  }
}
