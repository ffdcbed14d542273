package weir.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.concurrent.TimeUnit;
import weir.ingest.Work;

/// The values of one name, each with labels of its own: pairs of name and value.
sealed interface Family {
  Family put(double value, String... labels);

  default Family put(long value, String... labels) {
    return put((double) value, labels);
  }

  MetricSnapshot snapshot();

  /// What only grows.
  ///
  /// @param name without the `_total` that Prometheus sees behind it
  static Family counter(String name, String help) {
    return new Counter(CounterSnapshot.builder().name(name).help(help));
  }

  /// What grows and shrinks.
  static Family gauge(String name, String help) {
    return new Gauge(GaugeSnapshot.builder().name(name).help(help));
  }

  /// How often something was done and how long that took, in seconds.
  static MetricSnapshot seconds(String name, String help, Work work, String... labels) {
    return SummarySnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            SummaryDataPointSnapshot.builder()
                .count(work.times())
                .sum((double) work.nanos() / TimeUnit.SECONDS.toNanos(1))
                .labels(Labels.of(labels))
                .build())
        .build();
  }

  /// Only grows.
  record Counter(CounterSnapshot.Builder values) implements Family {
    @Override
    public Counter put(double value, String... labels) {
      values.dataPoint(
          CounterDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
      return this;
    }

    @Override
    public MetricSnapshot snapshot() {
      return values.build();
    }
  }

  /// Grows and shrinks.
  record Gauge(GaugeSnapshot.Builder values) implements Family {
    @Override
    public Gauge put(double value, String... labels) {
      values.dataPoint(
          GaugeDataPointSnapshot.builder().value(value).labels(Labels.of(labels)).build());
      return this;
    }

    @Override
    public MetricSnapshot snapshot() {
      return values.build();
    }
  }
}
