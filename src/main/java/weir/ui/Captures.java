package weir.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.ingest.Capturing;
import weir.ingest.Workspace;
import weir.settings.SettingsFile;
import weir.ui.capture.CaptureEntry;
import weir.ui.capture.CapturePage;

/// What is captured on this machine: the page for it, and what is remembered of it.
final class Captures implements CapturePage.Actions {
  private static final Logger LOG = LoggerFactory.getLogger(Captures.class);

  private final Workspace workspace;
  private final SettingsFile settings;
  private final FxTasks tasks;
  private final Consumer<Opening> onOpen;
  private final Runnable onLeave;
  private final OnDemand<CapturePage> page = new OnDemand<>(() -> new CapturePage(this));

  /// Whether an answer is awaited: a slow one is not asked for again.
  private boolean looking;

  /// @param onOpen opens one
  /// @param onLeave called when the page is to be left
  Captures(
      Workspace workspace,
      SettingsFile settings,
      FxTasks tasks,
      Consumer<Opening> onOpen,
      Runnable onLeave) {
    this.workspace = workspace;
    this.settings = settings;
    this.tasks = tasks;
    this.onOpen = onOpen;
    this.onLeave = onLeave;
  }

  CapturePage page() {
    return page.get();
  }

  /// Has the page show what was captured last.
  void show() {
    Capturing last = Remembered.capturing(settings.now());
    page().show(CaptureEntry.of(last), last.adapters());
  }

  /// What the command line asks for: captures there as was done last, unless that is nowhere.
  void captureAtFirst(List<String> adapters) {
    if (!adapters.isEmpty()) {
      Capturing last = Remembered.capturing(settings.now());
      open(
          new Capturing(
              adapters,
              last.options(),
              last.oneIn(),
              last.programs(),
              last.mostPacketMebibytes(),
              Optional.empty()));
    }
  }

  @Override
  public void start(CaptureEntry entry, List<String> adapters) {
    Capturing what = entry.capturing(adapters);
    settings.change(before -> before.withCapture(Remembered.capture(what)));
    open(what);
  }

  private void open(Capturing what) {
    onOpen.accept(Opening.capture(workspace, what));
  }

  @Override
  public void look() {
    if (!looking) {
      looking = true;
      tasks.run(
          () -> workspace.machine().adapters(),
          now -> {
            looking = false;
            page().show(now, System.nanoTime());
          },
          e -> {
            looking = false;
            LOG.warn("the adapters cannot be listed", e); // the next second tries again
          });
    }
  }

  @Override
  public void examine() {
    tasks.run(
        () -> workspace.machine().examine(),
        page()::show,
        e -> {
          throw e; // a machine can always be looked at: it is a defect
        });
  }

  @Override
  public void check(String filter, List<String> adapters) {
    tasks.run(
        () ->
            (adapters.isEmpty() ? List.of("any") : adapters)
                .stream()
                    .flatMap(adapter -> workspace.machine().problem(filter, adapter).stream())
                    .findFirst()
                    .orElse(""),
        problem -> page().problem(filter, problem),
        e -> {
          throw e; // what is wrong with a filter is no failure
        });
  }

  @Override
  public void leave() {
    onLeave.run();
  }
}
