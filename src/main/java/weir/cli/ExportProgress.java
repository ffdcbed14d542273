package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import weir.app.FlowExport;
import weir.store.Cancel;

/// Says on a terminal how far an export is, a few times a second.
final class ExportProgress implements FlowExport.Progress {
  private static final long EVERY_NANOS = 250_000_000L;

  private final PrintWriter err;
  private final LongSupplier clock;
  private final long startedNanos;
  private long saidNanos;
  private boolean printed;

  /// @param clock in nanoseconds, from anywhere
  ExportProgress(PrintWriter err, LongSupplier clock) {
    this.err = err;
    this.clock = clock;
    this.startedNanos = clock.getAsLong();
    this.saidNanos = startedNanos;
  }

  /// What writes.
  interface Work {
    FlowExport.Written run(Cancel cancel, FlowExport.Progress progress) throws IOException;
  }

  /// Runs it; Ctrl+C takes it back.
  static FlowExport.Written run(PrintWriter err, Work work) throws IOException {
    ExportProgress progress = new ExportProgress(err, System::nanoTime);
    boolean terminal = QueryProgress.onTerminal();
    try (TakenBack taken = new TakenBack()) {
      return work.run(taken.cancel(), terminal ? progress : (_, _) -> {});
    } finally {
      progress.clear();
    }
  }

  @Override
  public void at(long rows, double share) {
    long now = clock.getAsLong();
    if (now - saidNanos < EVERY_NANOS) {
      return;
    }
    saidNanos = now;
    printed = true;
    err.printf(
        Locale.ROOT,
        "%s%,d written · %.0f %% · %,.0f a second",
        QueryProgress.CLEAR,
        rows,
        share * 100,
        rows / ((now - startedNanos) / 1e9));
    err.flush();
  }

  void clear() {
    if (printed) {
      err.print(QueryProgress.CLEAR);
      err.flush();
    }
  }
}
