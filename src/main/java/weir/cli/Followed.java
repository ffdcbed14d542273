package weir.cli;

import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.app.Stop;
import weir.ingest.Source;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.TimeRange;
import weir.store.FlowReader;

/// A data set that grows, asked again and again until Ctrl+C.
final class Followed {
  /// After so long hardly any flow comes that was received before: writers have stored it.
  private static final long LATE_NANOS = 2 * FlowQuery.SECOND;

  @Mixin private DataChoice data = new DataChoice();

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Such as 'tcp and dst port 443'.")
  private String filter = "";

  @Mixin private CountOnce once = new CountOnce();

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  Followed() {}

  /// One look at it.
  interface Look {
    /// @param untilNanos all flows received before are there
    /// @return whether to go on
    boolean at(FlowReader store, Filter filter, long untilNanos);
  }

  /// @param everyMillis between two looks
  void follow(Look look, long everyMillis, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    Stop stop = Stop.onSignal();
    try (Source source = data.follow()) {
      FlowReader store = source.store();
      Filter parsed =
          once.and(
              FilterOption.read("--filter", filter, store.dimensions(), store.labels(), err),
              store.dimensions());
      boolean on = true;
      while (on && !stop.isTold()) {
        on = look.at(store, parsed, untilNanos(store)) && !out.checkError();
        on = on && !stop.await(everyMillis);
      }
    }
  }

  private static long untilNanos(FlowReader store) {
    long until = TimeRange.nanos(Instant.now()) - LATE_NANOS - store.restNanos(0);
    return Math.max(0, until - until % FlowQuery.SECOND);
  }

  /// How answers are printed.
  enum Format {
    TABLE,
    NDJSON
  }

  /// @param length as people write it; null for the usual one
  static long nanos(String option, @Nullable String length, long usual) {
    if (length == null) {
      return usual;
    }
    long nanos = Times.length(length).toNanos();
    if (nanos < FlowQuery.SECOND) {
      throw new CommandFailed(option + " " + length + ": a second at least");
    }
    return nanos;
  }
}
