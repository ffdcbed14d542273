package weir.ingest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import weir.capture.UdpListener;
import weir.store.Closing;
import weir.store.FlowArchive;

/// Reads bound sockets into an ingest, once a warm-up has had its time. What comes meanwhile is
/// held and keeps the time of its coming. It is decoded faster than it is stored; so until the
/// sockets have been empty once and little waits for the store, datagrams stay in them until the
/// store is ready, as long as there is room for those behind.
///
/// The warm-up goes on beside the reading until it is done, or until what comes needs the cores.
final class Reception {
  private static final double HALF = 0.5;
  private static final double PRESSED = 0.05;
  private static final double NEARLY_EMPTY = 0.005;
  private static final long LOOK_MILLIS = 10;
  private static final int MOST_LOOKS = 3000;

  private final UdpListener listener;
  private final Ingest ingest;
  private final Thread warming;
  private final Thread thread;
  private boolean enough; // the warm-up's
  private volatile boolean reading;
  private volatile boolean closing;

  private Reception(UdpListener listener, Ingest ingest, FlowArchive store, WarmUp warmUp) {
    this.listener = listener;
    this.ingest = ingest;
    this.warming = new Thread(() -> warmUp.work().run(store, this::isEnough), "weir-warm-up");
    warming.setDaemon(true);
    this.thread = new Thread(() -> begin(warmUp.hold()), "weir-reception");
    thread.setDaemon(true);
  }

  /// @param listener bound and not read yet; closed with this
  /// @param store that the ingest writes to
  static Reception start(UdpListener listener, Ingest ingest, FlowArchive store, WarmUp warmUp) {
    Reception reception = new Reception(listener, ingest, store, warmUp);
    reception.thread.start();
    return reception;
  }

  private void begin(Duration hold) {
    listener.hold();
    warming.start();
    try {
      awaitWarmUp(hold);
      ingest.patient(true);
      listener.read(ingest);
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
    enough |=
        closing || (reading && ingest.isBehind()) || listener.fill() > (reading ? PRESSED : HALF);
    return enough;
  }

  private void catchUp() throws InterruptedException {
    for (int i = 0; i < MOST_LOOKS && !closing; i++) {
      double fill = listener.fill();
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

  /// Reads what waits in the sockets, also where the warm-up is cut short, and stops.
  ///
  /// @param most so long it may take, and half as long again to stop
  void close(Duration most) {
    long until = System.nanoTime() + most.toNanos();
    ingest.patientUntil(until);
    closing = true;
    var _ = Closing.join(thread, left(until));
    var _ = Closing.join(warming, left(until));
    ingest.patient(true); // nobody comes after
    listener.close(left(until));
  }

  private static Duration left(long untilNanos) {
    return Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime()));
  }
}
