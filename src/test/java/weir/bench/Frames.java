package weir.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.util.Duration;
import weir.ui.explore.ExploreView;

/// Whether the desktop ever freezes: `Frames live|memory DIR PORT FLOWGEN FLOWS_A_SECOND SECONDS`.
/// Opens it as `weir --listen` does, with the view that the settings name, and sends it flows.
///
/// `live` watches every frame. `memory` has the view ask ten times as often as it does by itself,
/// and says what memory is taken at the start, in the middle and at the end.
final class Frames {
  private static final double OFTEN_MILLIS = 100;

  private static final int PANELS = 12;

  private static final long MIB = 1 << 20;

  private final String what;
  private final Scene scene;
  private final long seconds;
  private final Figures figures = new Figures(System.out);

  private Frames(String what, Scene scene, long seconds) {
    this.what = what;
    this.scene = scene;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    String listening = "127.0.0.1:" + arguments[2];
    // Its panels come with the first flows.
    Scene scene = LiveWindow.open(".shell", List.of("--listen", listening, "--data", arguments[1]));
    Frames frames = new Frames(arguments[0], scene, Long.parseLong(arguments[5]));
    try (Flowgen _ =
        Flowgen.start(arguments[3], Integer.parseInt(arguments[2]), Long.parseLong(arguments[4]))) {
      frames.awaitPanels();
      frames.measure();
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1); // the window would stay
    }
    LiveWindow.close();
  }

  /// Those of the view that is meant, not of any other.
  private void awaitPanels() throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (LiveWindow.onFx(() -> scene.getRoot().lookupAll(".panel-header").size()) != PANELS) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("the window does not show the " + PANELS + " panels");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private void measure() throws Exception {
    if (what.equals("memory")) {
      memory();
    } else {
      live();
    }
    figures.end();
  }

  /// What runs for the first time is compiled meanwhile, which is no user's steady state.
  private void live() throws Exception {
    TimeUnit.SECONDS.sleep(Math.max(10, seconds / 3));
    System.err.println("from now on it counts");
    long collected = FrameWatch.collectedMillis();
    FrameWatch watch = LiveWindow.onFx(Frames::watch);
    TimeUnit.SECONDS.sleep(seconds);
    LiveWindow.onFx(
        () -> {
          watch.stop();
          return true;
        });
    figure("work a frame, longest", watch.work(1), "ms");
    figure("work a frame, 99th percentile", watch.work(0.99), "ms");
    figure("frames of more than 16 ms", (double) watch.over(), "frames");
    figure("frames", watch.frames(), "frames");
    figure("share of a core", watch.share((double) seconds), "%");
    figure("until it has time, 99th percentile", watch.waited(0.99), "ms");
    figure("until it has time, longest", watch.waited(1), "ms");
    figure("garbage collector", (double) (FrameWatch.collectedMillis() - collected), "ms");
  }

  private static FrameWatch watch() {
    FrameWatch watch = new FrameWatch();
    watch.start();
    return watch;
  }

  private void memory() throws Exception {
    Timeline often =
        LiveWindow.onFx(
            () -> {
              ExploreView view = (ExploreView) scene.getRoot().lookup(".explore");
              Timeline made =
                  new Timeline(new KeyFrame(Duration.millis(OFTEN_MILLIS), _ -> view.tick()));
              made.setCycleCount(Animation.INDEFINITE);
              made.play();
              return made;
            });
    TimeUnit.SECONDS.sleep(seconds / 10);
    taken("start");
    TimeUnit.SECONDS.sleep(seconds * 45 / 100);
    taken("middle");
    TimeUnit.SECONDS.sleep(seconds * 45 / 100);
    taken("end");
    LiveWindow.onFx(
        () -> {
          often.stop();
          return true;
        });
  }

  private void taken(String when) throws IOException {
    System.gc();
    double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    figure("heap after a collection, " + when, heap / MIB, "MiB");
    figure("resident, " + when, residentKib() / 1024.0, "MiB");
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private void figure(String name, double value, String unit) {
    figures.row(what + ": " + name, Figures.number(value) + " " + unit);
    figures.figure(what + ": " + name, value, unit);
  }
}
