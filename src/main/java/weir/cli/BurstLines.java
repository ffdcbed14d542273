package weir.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.flow.BurstBin;
import weir.flow.Peaks;

/// Prints what came at once, a line a second and adapter, as JSON.
final class BurstLines implements AutoCloseable {
  private final Function<BurstBin, List<Peaks>> bursts;
  private final PrintWriter out;
  private final Runnable gone;
  private @Nullable ScheduledExecutorService pulse;

  /// The first second that was not printed yet, by adapter.
  private final Map<String, Long> next = new HashMap<>();

  /// @param gone called when nobody reads any more
  BurstLines(Function<BurstBin, List<Peaks>> bursts, PrintWriter out, Runnable gone) {
    this.bursts = bursts;
    this.out = out;
    this.gone = gone;
  }

  /// Prints from now on, until closed.
  void start() {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weir-bursts").factory());
    pulse = executor;
    var _ = executor.scheduleAtFixedRate(this::print, 1, 1, TimeUnit.SECONDS);
  }

  /// Prints the seconds that are over since the last time.
  synchronized void print() {
    List<Peaks> ones = bursts.apply(BurstBin.ONE);
    List<Peaks> tens = bursts.apply(BurstBin.TEN);
    List<Peaks> hundreds = bursts.apply(BurstBin.HUNDRED);
    for (int i = 0; i < ones.size(); i++) {
      print(List.of(ones.get(i), tens.get(i), hundreds.get(i)));
    }
    if (out.checkError()) {
      gone.run();
    }
  }

  @Override
  public void close() {
    ScheduledExecutorService executor = pulse;
    if (executor != null) {
      executor.shutdownNow();
      print();
    }
  }

  private void print(List<Peaks> bins) {
    Peaks first = bins.getFirst();
    long end =
        bins.stream().mapToLong(peaks -> peaks.firstSecond() + peaks.seconds()).min().orElse(0);
    long start = bins.stream().mapToLong(Peaks::firstSecond).max().orElse(0);
    Long printed = next.get(first.adapter());
    for (long second = printed == null ? firstKnown(first) : Math.max(start, printed);
        second < end;
        second++) {
      out.println(line(bins, second));
      next.put(first.adapter(), second + 1);
    }
  }

  private static long firstKnown(Peaks peaks) {
    int known = 0;
    while (known < peaks.seconds() && peaks.octets()[known] == Peaks.UNKNOWN) {
      known++;
    }
    return peaks.firstSecond() + known;
  }

  private static String line(List<Peaks> bins, long second) {
    StringBuilder line = new StringBuilder();
    line.append("{\"time\":\"").append(Instant.ofEpochSecond(second));
    line.append("\",\"adapter\":\"").append(bins.getFirst().adapter()).append('"');
    for (Peaks peaks : bins) {
      put(line, "bytes", peaks, peaks.octets(), second);
    }
    for (Peaks peaks : bins) {
      put(line, "packets", peaks, peaks.packets(), second);
    }
    return line.append('}').toString();
  }

  private static void put(
      StringBuilder line, String what, Peaks peaks, long[] values, long second) {
    long value = values[(int) (second - peaks.firstSecond())];
    line.append(",\"").append(what).append('_').append(peaks.bin().millis()).append("ms\":");
    line.append(value == Peaks.UNKNOWN ? "null" : Long.toString(value));
  }
}
