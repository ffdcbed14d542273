package weir.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import javafx.beans.Observable;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import weir.ui.explore.ExploreView;

/// How fast the desktop answers hand and eye: `Reactions DIR FRAMEBUFFER [ROUNDS]`. Opens a data
/// set as `weir DIR` does, on the screen that `Xvfb -fbdir` keeps in the file FRAMEBUFFER, and
/// clicks as a user does. Milliseconds from the release of the button: to the first pulse after it,
/// which shows the first change, to the pulse that shows the new picture (every panel has an
/// answer, if not yet the exact one), and to the one that shows all of it, exact; beside the first
/// and the last, when a grab of the screen, one every 10 ms, first differed and when the last one
/// did.
///
/// Every round looks at another stretch of time, so that questions are new, unless a line says
/// "again".
final class Reactions {
  private static final int UNCOUNTED = 2;
  private static final long STILL_MILLIS = 350;
  private static final long HELD_MILLIS = 80;

  /// In milliseconds from the event; NaN where the screen never changed.
  private record Reaction(
      double pulse, double picture, double exact, double grab, double lastGrab) {}

  private final Scene scene;
  private final ScreenGrabs grabs;
  private final Robot robot;
  private final Map<String, List<Reaction>> reactions = new LinkedHashMap<>();

  // on the JavaFX thread
  private boolean released;
  private boolean asks;
  private long firstPulse;
  private long picturePulse;
  private long exactPulse;
  private boolean seen = true;
  private boolean settled = true;
  private volatile boolean done = true;

  private Reactions(Scene scene, ScreenGrabs grabs) {
    this.scene = scene;
    this.grabs = grabs;
    robot = new Robot();
    scene.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> released = true);
    scene.addPostLayoutPulseListener(this::pulse);
    ExploreView view = (ExploreView) node(".explore");
    view.setOnSeen(() -> seen |= asks);
    view.setOnSettled(() -> settled |= asks);
    scene.getRoot().getStyleClass().addListener((Observable _) -> settled |= !asks);
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
    try (ScreenGrabs grabs = new ScreenGrabs(Path.of(arguments[1]))) {
      Scene scene = LiveWindow.open("#sources", List.of(arguments[0]));
      grabs.awaitStill(1500);
      Reactions measured = LiveWindow.onFx(() -> new Reactions(scene, grabs));
      for (int round = -UNCOUNTED; round < rounds; round++) {
        measured.round(round);
      }
      measured.print();
    }
    LiveWindow.close();
  }

  private void round(int round) throws Exception {
    boolean counts = round >= 0;
    double from = 0.05 + 0.03 * (round + UNCOUNTED);
    brush(counts ? "brush" : "", from, from + 0.45);
    click(counts ? "unit" : "", "#unit-packets", true);
    click(counts ? "unit, again" : "", "#unit-bits", true);
    click(counts ? "raw" : "", "#scaled", true);
    click(counts ? "scaled, again" : "", "#scaled", true);
    click(counts ? "view" : "", "#view-talkers", true);
    click(counts ? "view, again" : "", "#view-overview", true);
    click(counts ? "row" : "", "#sources .table-row-cell", true);
    click(counts ? "back" : "", "#back", true);
    click(counts ? "theme" : "", "#theme", false);
    click(counts ? "theme" : "", "#theme", false);
    click("", "#back", true);
  }

  private Node node(String selector) {
    return scene.getRoot().lookup(selector);
  }

  private Point2D at(String selector, double x, double y) {
    Node node = node(selector);
    Bounds bounds = node.localToScreen(node.getLayoutBounds());
    return new Point2D(
        bounds.getMinX() + x * bounds.getWidth(), bounds.getMinY() + y * bounds.getHeight());
  }

  private void click(String name, String selector, boolean asksAnew) throws Exception {
    LiveWindow.onFx(
        () -> {
          robot.mouseMove(at(selector, 0.5, 0.5));
          return true;
        });
    grabs.awaitStill(STILL_MILLIS);
    release(name, asksAnew);
  }

  private void brush(String name, double from, double until) throws Exception {
    String plot = "#throughput .plot-overlay";
    LiveWindow.onFx(
        () -> {
          robot.mouseMove(at(plot, from, 0.5));
          return true;
        });
    grabs.awaitStill(STILL_MILLIS);
    LiveWindow.onFx(
        () -> {
          robot.mousePress(MouseButton.PRIMARY);
          return true;
        });
    for (int step = 1; step <= 10; step++) {
      double x = from + (until - from) * step / 10;
      LiveWindow.onFx(
          () -> {
            robot.mouseMove(at(plot, x, 0.5));
            return true;
          });
      Thread.sleep(20);
    }
    release(name, true);
  }

  /// The button has been pressed, or is now: what that shows is not counted.
  ///
  /// @param asksAnew whether the new picture is there when all panels have answered, or else when
  ///   all is styled anew
  private void release(String name, boolean asksAnew) throws Exception {
    LiveWindow.onFx(
        () -> {
          robot.mousePress(MouseButton.PRIMARY);
          return true;
        });
    Thread.sleep(HELD_MILLIS);
    grabs.awaitStill(HELD_MILLIS);
    long begun =
        LiveWindow.onFx(
            () -> {
              released = false;
              asks = asksAnew;
              seen = false;
              settled = false;
              firstPulse = 0;
              picturePulse = 0;
              exactPulse = 0;
              done = false;
              long now = System.nanoTime();
              robot.mouseRelease(MouseButton.PRIMARY);
              return now;
            });
    await(() -> done);
    Thread.sleep(STILL_MILLIS);
    grabs.awaitStill(STILL_MILLIS);
    List<Long> changes = grabs.since(begun);
    if (!name.isEmpty()) {
      reactions
          .computeIfAbsent(name, _ -> new ArrayList<>())
          .add(
              new Reaction(
                  (firstPulse - begun) / 1e6,
                  (picturePulse - begun) / 1e6,
                  (exactPulse - begun) / 1e6,
                  changes.isEmpty() ? Double.NaN : (changes.getFirst() - begun) / 1e6,
                  changes.isEmpty() ? Double.NaN : (changes.getLast() - begun) / 1e6));
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > patience) {
        throw new IllegalStateException("the desktop has not answered for 30 s");
      }
      Thread.sleep(2);
    }
  }

  /// What was changed before it is on the screen when it has been rendered.
  private void pulse() {
    if (!released || done) {
      return;
    }
    long now = System.nanoTime();
    if (firstPulse == 0) {
      firstPulse = now;
    }
    if (picturePulse == 0 && (seen || settled)) {
      picturePulse = now;
    }
    if (settled) {
      exactPulse = now;
      done = true;
    }
  }

  private void print() {
    Figures figures = new Figures(System.out);
    figures.header(
        "milliseconds, median (worst)",
        "first pulse",
        "first grab",
        "pulse of the picture",
        "… exact",
        "last grab");
    reactions.forEach(
        (name, all) -> {
          figures.row(
              name,
              text(all, Reaction::pulse),
              text(all, Reaction::grab),
              text(all, Reaction::picture),
              text(all, Reaction::exact),
              text(all, Reaction::lastGrab));
          figure(figures, name + ": first change, pulse", all, Reaction::pulse);
          figure(figures, name + ": first change, grab", all, Reaction::grab);
          figure(figures, name + ": new picture, pulse", all, Reaction::picture);
          figure(figures, name + ": exact, pulse", all, Reaction::exact);
          figure(figures, name + ": exact, grab", all, Reaction::lastGrab);
        });
    figures.end();
  }

  private static String text(List<Reaction> all, ToDoubleFunction<Reaction> value) {
    return Figures.number(median(all, value)) + " (" + Figures.number(worst(all, value)) + ")";
  }

  private static void figure(
      Figures figures, String name, List<Reaction> all, ToDoubleFunction<Reaction> value) {
    figures.figure(name + ", median", median(all, value), "ms");
    figures.figure(name + ", worst", worst(all, value), "ms");
  }

  private static double median(List<Reaction> all, ToDoubleFunction<Reaction> value) {
    return Timing.median(all.stream().map(value::applyAsDouble).toList());
  }

  private static double worst(List<Reaction> all, ToDoubleFunction<Reaction> value) {
    return all.stream().mapToDouble(value).max().orElse(Double.NaN);
  }
}
