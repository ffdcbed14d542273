package weir.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// Watches the JavaFX thread, frame by frame. What counts is the work of that thread: its processor
/// time from one frame to the next, whatever ran in between: pulses, answers, keys. Waiting for the
/// software rasteriser is no work, neither is waiting for a core that others have.
///
/// To be made, started and stopped on the JavaFX thread.
final class FrameWatch extends AnimationTimer {
  /// A frame's share of a second.
  static final double FRAME_MILLIS = 16;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long LOOK_NANOS = 4_000_000;
  private static final int DEPTH = 60;
  private static final int MOST_STACKS = 40;

  private final Thread fx = Thread.currentThread();
  private final List<Double> frames = new ArrayList<>();
  private final List<Double> waits = Collections.synchronizedList(new ArrayList<>());
  private final Thread looker =
      Thread.ofPlatform().daemon().name("frame-watch").unstarted(this::look);
  private volatile long workedNanos;
  private volatile boolean stopped;
  private int stacks;

  @Override
  public void start() {
    workedNanos = THREADS.getCurrentThreadCpuTime();
    super.start();
    looker.start();
  }

  @Override
  public void stop() {
    stopped = true;
    super.stop();
  }

  @Override
  public void handle(long now) {
    long worked = THREADS.getCurrentThreadCpuTime();
    frames.add((worked - workedNanos) / 1e6);
    workedNanos = worked;
  }

  /// Asks for a turn on the JavaFX thread now and then, and says on standard error what it is at
  /// where a frame takes too long.
  private void look() {
    long asked = 0;
    while (!stopped) {
      LockSupport.parkNanos(LOOK_NANOS);
      double millis = (THREADS.getThreadCpuTime(fx.threadId()) - workedNanos) / 1e6;
      if (millis > FRAME_MILLIS / 2 && stacks < MOST_STACKS) {
        stacks++;
        tell(millis, fx.getStackTrace());
      }
      long now = System.nanoTime();
      if (now - asked > 25 * LOOK_NANOS) {
        asked = now;
        Platform.runLater(() -> waits.add((System.nanoTime() - now) / 1e6));
      }
    }
  }

  private static void tell(double millis, StackTraceElement[] stack) {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "a frame at %.1f ms:%n", millis));
    for (int i = 0; i < Math.min(DEPTH, stack.length); i++) {
      text.append("    ").append(stack[i]).append(System.lineSeparator());
    }
    System.err.print(text);
  }

  /// Frames that were shown or might have been.
  int frames() {
    return frames.size();
  }

  /// Milliseconds of work, of the longest frame where the share is 1.
  double work(double share) {
    return quantile(frames, share);
  }

  /// Frames of which there was more work than a frame has time.
  long over() {
    return frames.stream().filter(millis -> millis > FRAME_MILLIS).count();
  }

  /// Share of a core, in percent, that the JavaFX thread worked.
  double share(double seconds) {
    return frames.stream().mapToDouble(Double::doubleValue).sum() / 10 / seconds;
  }

  /// Milliseconds by the clock until the thread had time for somebody who asked, the rasteriser and
  /// other programs included.
  double waited(double share) {
    synchronized (waits) {
      return quantile(waits, share);
    }
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
  }

  /// Milliseconds that the garbage collector has stopped everybody since the start of the process.
  static long collectedMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
