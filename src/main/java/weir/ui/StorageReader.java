package weir.ui;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.ingest.Source;
import weir.store.Cancel;
import weir.store.StorageReport;
import weir.store.StoreException;
import weir.ui.remotes.StoragePage;

/// Has the page of a cluster's storage show the source that is shown: read once when it is chosen,
/// and again when somebody wants it.
final class StorageReader {
  private final Supplier<@Nullable Source> shown;
  private final FxTasks tasks;
  private final OnDemand<StoragePage> page;
  private @Nullable Source of;
  private Cancel reading = new Cancel();

  /// @param refill gives stored flows their AS anew
  StorageReader(Supplier<@Nullable Source> shown, FxTasks tasks, RefillDesk refill) {
    this.shown = shown;
    this.tasks = tasks;
    page = new OnDemand<>(() -> new StoragePage(this::read, refill.line()));
  }

  /// The page, of the source that is shown by now.
  StoragePage page() {
    if (shown.get() != of) {
      read();
    }
    return page.get();
  }

  private void read() {
    Source source = shown.get();
    of = source;
    reading.cancel();
    if (source == null) {
      return;
    }
    Cancel mine = new Cancel();
    reading = mine;
    page.get().await(source.name(), source.archive().isPresent());
    tasks.run(
        () -> storage(source, mine),
        report -> {
          if (reading == mine) {
            report.ifPresentOrElse(
                page.get()::show, () -> page.get().fail("It keeps no tables on a server."));
          }
        },
        e -> {
          if (reading == mine) {
            page.get().fail(SourceTrouble.storage(e));
          }
        });
  }

  private static Optional<StorageReport> storage(Source source, Cancel cancel) {
    try {
      return source.store().storage(cancel);
    } catch (StoreException e) {
      if (e.isCancelled()) {
        return Optional.empty(); // another one is shown
      }
      throw e;
    }
  }
}
