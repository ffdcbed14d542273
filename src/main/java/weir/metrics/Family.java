package weir.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import weir.ingest.Work;

/// The values of one name, each with labels of its own: pairs of name and value.
final class Family {
  private final Kind kind;
  private final String name;
  private final String help;
  private final List<Point> points = new ArrayList<>();

  private enum Kind {
    COUNTER,
    GAUGE,
    SECONDS
  }

  /// @param times of [Kind#SECONDS], how often
  private record Point(double value, long times, Labels labels) {}

  private Family(Kind kind, String name, String help) {
    this.kind = kind;
    this.name = name;
    this.help = help;
  }

  /// What only grows.
  ///
  /// @param name without the `_total` that Prometheus sees behind it
  static Family counter(String name, String help) {
    return new Family(Kind.COUNTER, name, help);
  }

  /// What grows and shrinks.
  static Family gauge(String name, String help) {
    return new Family(Kind.GAUGE, name, help);
  }

  /// How often something was done and how long that took, in seconds.
  static Family seconds(String name, String help, Work work, String... labels) {
    Family family = new Family(Kind.SECONDS, name, help);
    double seconds = (double) work.nanos() / TimeUnit.SECONDS.toNanos(1);
    family.points.add(new Point(seconds, work.times(), Labels.of(labels)));
    return family;
  }

  Family put(double value, String... labels) {
    points.add(new Point(value, 0, Labels.of(labels)));
    return this;
  }

  Family put(long value, String... labels) {
    return put((double) value, labels);
  }

  String name() {
    return name;
  }

  /// The same without values.
  Family empty() {
    return new Family(kind, name, help);
  }

  /// Takes the values of another one, with one more label.
  void take(Family other, Labels whose) {
    for (Point point : other.points) {
      points.add(new Point(point.value, point.times, point.labels.merge(whose)));
    }
  }

  MetricSnapshot snapshot() {
    return switch (kind) {
      case COUNTER -> {
        var built = CounterSnapshot.builder().name(name).help(help);
        points.forEach(
            point ->
                built.dataPoint(
                    CounterDataPointSnapshot.builder()
                        .value(point.value)
                        .labels(point.labels)
                        .build()));
        yield built.build();
      }
      case GAUGE -> {
        var built = GaugeSnapshot.builder().name(name).help(help);
        points.forEach(
            point ->
                built.dataPoint(
                    GaugeDataPointSnapshot.builder()
                        .value(point.value)
                        .labels(point.labels)
                        .build()));
        yield built.build();
      }
      case SECONDS -> {
        var built = SummarySnapshot.builder().name(name).help(help);
        points.forEach(
            point ->
                built.dataPoint(
                    SummaryDataPointSnapshot.builder()
                        .count(point.times)
                        .sum(point.value)
                        .labels(point.labels)
                        .build()));
        yield built.build();
      }
    };
  }
}
