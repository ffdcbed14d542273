package weir.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import weir.ingest.Refilling;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.TimeRange;
import weir.store.Refill;
import weir.store.RefillPlan;
import weir.ui.control.Background;

/// Gives stored flows their AS anew when somebody wants it: says what will be done, does it in the
/// background, and says what came of it. One at a time, shown on every page that has a line of it.
final class RefillDesk {
  private static final Duration LOOK = Duration.millis(250);
  private static final String NO_TABLES =
      "There is nothing to tell AS by: name a file of the kind as_prefixes on the page Names, Files,"
          + " or own networks and one own AS.";

  /// What lines show.
  ///
  /// @param words what is, will be, or was done; empty before somebody asks
  /// @param share how much is done; below 0 where nothing runs
  /// @param canStart whether it waits for a yes
  record Shown(String words, double share, boolean canStart) {
    static final Shown NOTHING = new Shown("", -1, false);

    boolean isRunning() {
      return share >= 0;
    }
  }

  private final Workspace workspace;
  private final Supplier<@Nullable Source> shown;
  private final Background tasks;
  private final Consumer<Source> onReplaced;
  private final List<RefillLine> lines = new ArrayList<>();
  private final Timeline pulse = new Timeline(new KeyFrame(LOOK, _ -> look()));
  private Shown now = Shown.NOTHING;
  private String name = "";
  private @Nullable Refilling planned;

  /// Whose flows are looked at, planned or given.
  private @Nullable Source of;

  private @Nullable Refill running;
  private boolean cancelled;

  /// @param onReplaced shows the source that stands in the place of the one that was shown
  RefillDesk(
      Workspace workspace,
      Supplier<@Nullable Source> shown,
      Background tasks,
      Consumer<Source> onReplaced) {
    this.workspace = workspace;
    this.shown = shown;
    this.tasks = tasks;
    this.onReplaced = onReplaced;
    pulse.setCycleCount(Animation.INDEFINITE);
  }

  /// One more place where it is shown.
  RefillLine line() {
    RefillLine line = new RefillLine(this);
    line.show(now);
    lines.add(line);
    return line;
  }

  /// What is shown of it now.
  Shown now() {
    return now;
  }

  private void show(Shown next) {
    now = next;
    lines.forEach(line -> line.show(next));
  }

  /// Another source is shown: what was said of the former is no answer there. What is under way
  /// goes on.
  void chosen(@Nullable Source source) {
    if (source != of && !now.isRunning()) {
      of = null;
      planned = null;
      show(Shown.NOTHING);
    }
  }

  /// Says what would be done.
  void plan() {
    Source source = shown.get();
    if (now.isRunning()) {
      return;
    }
    if (source == null) {
      show(new Shown("No data set is open.", -1, false));
      return;
    }
    planned = null;
    of = source;
    show(new Shown("Looking what is stored …", -1, false));
    tasks.run(
        () -> workspace.refilling(source),
        found -> {
          if (of == source) {
            planned(source, found);
          }
        },
        e -> {
          if (of == source) {
            failed(e, "");
          }
        });
  }

  private void planned(Source source, Optional<Refilling> found) {
    if (found.isEmpty()) {
      show(
          new Shown(
              "The flows of "
                  + source.name()
                  + " are kept elsewhere: `weir as --data` gives them their AS where they are.",
              -1,
              false));
    } else if (found.get().by().isEmpty()) {
      show(new Shown(NO_TABLES, -1, false));
    } else if (found.get().plan().files() == 0) {
      show(new Shown("There are no finished files of flows in " + source.name() + ".", -1, false));
    } else {
      planned = found.get();
      name = source.name();
      show(new Shown(words(name, planned), -1, true));
    }
  }

  static String words(String name, Refilling refilling) {
    RefillPlan plan = refilling.plan();
    return "%,d %s of %s with %,d flows, from %s to %s UTC, are looked through by %s. What exporters sent stays."
        .formatted(
            plan.files(),
            plan.files() == 1 ? "slice" : "slices",
            name,
            plan.rows(),
            minute(plan.range().fromNanos()),
            minute(plan.range().untilNanos()),
            refilling.by());
  }

  private static String minute(long nanos) {
    return TimeRange.instant(nanos).toString().substring(0, 16).replace('T', ' ');
  }

  /// Nothing is to be done, or no more.
  void cancel() {
    if (!now.isRunning()) {
      planned = null;
      show(Shown.NOTHING);
      return;
    }
    cancelled = true;
    show(new Shown("Cancelling …", now.share(), false));
    Refill mine = running;
    if (mine != null) { // else it is cancelled as soon as it has begun
      cancel(mine);
    }
  }

  private void cancel(Refill mine) {
    tasks.run(
        () -> {
          mine.cancel();
          return mine;
        },
        _ -> look(),
        e -> failed(e, ""));
  }

  /// Does what was planned.
  void start() {
    Refilling plan = planned;
    if (plan == null) {
      return;
    }
    planned = null;
    cancelled = false;
    Source before = of;
    show(new Shown("Beginning …", 0, false));
    tasks.run(
        () -> plan.start().get(),
        started -> {
          running = started.refill();
          of = started.source();
          if (of != before) {
            onReplaced.accept(of);
          }
          pulse.play();
          if (cancelled) {
            cancel(started.refill());
          }
          look();
        },
        e -> failed(e, "Nothing was changed: "));
  }

  private void failed(RuntimeException e, String before) {
    pulse.stop();
    running = null;
    show(new Shown(before + e.getMessage(), -1, false));
  }

  void look() {
    Refill mine = running;
    if (mine == null) {
      return;
    }
    if (!mine.isOver()) { // the slice in hand is written to its end
      show(
          new Shown(
              cancelled
                  ? "Cancelling …"
                  : "AS of %s are given anew: %,d of %,d slices"
                      .formatted(name, mine.done(), mine.files()),
              (double) mine.done() / Math.max(1, mine.files()),
              false));
      return;
    }
    pulse.stop();
    running = null;
    String before = shown.get() == of ? "" : name + ": ";
    show(new Shown(before + result(mine, cancelled), -1, false));
  }

  static String result(Refill refill, boolean cancelled) {
    String changed =
        "%,d of %,d flows have another AS now.".formatted(refill.changed(), refill.rows());
    String left =
        refill.done() == refill.files()
            ? ""
            : " %,d of %,d slices stay as they were%s."
                .formatted(
                    refill.files() - refill.done(),
                    refill.files(),
                    refill
                        .problem()
                        .map(why -> ": " + why)
                        .orElse(cancelled ? ", for it was cancelled" : ""));
    return changed + left;
  }
}
