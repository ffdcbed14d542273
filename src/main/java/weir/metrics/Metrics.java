package weir.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.ingest.LiveSource;

/// What live sources have counted by now. Nothing is counted for it: it reads what is there, when
/// it is asked. `docs/metrics.md` has a row for each name. Where there are several sources, each
/// value says whose it is.
public final class Metrics {
  /// The label that tells several sources apart.
  private static final String DATA_SET = "data_set";

  private final List<LiveSource> sources;
  private final ProcessHandle.Info process = ProcessHandle.current().info();

  public Metrics(LiveSource source) {
    this(List.of(source));
  }

  public Metrics(List<LiveSource> sources) {
    this.sources = List.copyOf(sources);
  }

  MetricSnapshots now() {
    Map<String, Family> all = new LinkedHashMap<>();
    for (LiveSource source : sources) {
      Labels whose = sources.size() == 1 ? Labels.EMPTY : Labels.of(DATA_SET, source.name());
      for (Family family : new SourceMetrics(source).now()) {
        all.computeIfAbsent(family.name(), _ -> family.empty()).take(family, whose);
      }
    }
    process().forEach(family -> all.put(family.name(), family));
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    all.values().forEach(family -> snapshots.metricSnapshot(family.snapshot()));
    return snapshots.build();
  }

  private List<Family> process() {
    double cpu = process.totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    double start = process.startInstant().orElse(Instant.EPOCH).toEpochMilli() / 1e3;
    return List.of(
        Family.counter("process_cpu_seconds", "Time of processors that the process took.").put(cpu),
        Family.gauge("process_start_time_seconds", "When the process started, since 1970.")
            .put(start));
  }
}
