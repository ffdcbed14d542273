package weir.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.flow.FlowField;
import weir.flow.Peaks;
import weir.query.FlowQuery;
import weir.query.Measure;

/// What came at once, as lines over the rates of all traffic. Where anything is not known, a line
/// has a gap: before the capture, and where packets were lost.
final class PeakSeries {
  private PeakSeries() {}

  /// Whether a question is for rates that peaks belong to: of every packet, both directions.
  static boolean isOfAll(FlowQuery query, int measure) {
    Measure asked = query.measures().get(measure);
    return query.filter().isAll()
        && query.scaled()
        && (asked == Measure.BITS_PER_SECOND || asked == Measure.PACKETS_PER_SECOND)
        && query.by().size() == 1
        && query.by().getFirst().is(FlowField.DIRECTION);
  }

  static SeriesTable over(SeriesTable table, List<Peaks> bursts) {
    List<Series> all = new ArrayList<>(table.series());
    for (Peaks peaks : bursts) {
      double[] points = points(table, peaks);
      if (Arrays.stream(points).anyMatch(point -> !Double.isNaN(point))) {
        String name = "Peak in " + peaks.bin().label();
        all.add(line(bursts.size() == 1 ? name : name + " · " + peaks.adapter(), points));
      }
    }
    return all.size() == table.series().size() || table.isEmpty() ? table : table.withSeries(all);
  }

  private static double[] points(SeriesTable table, Peaks peaks) {
    boolean ofPackets = table.measure().base() == Measure.PACKETS;
    double[] points = new double[table.buckets()];
    for (int i = 0; i < points.length; i++) {
      points[i] =
          peaks.rate(
              ofPackets,
              table.bucket(i).fromNanos() / FlowQuery.SECOND,
              table.bucket(i).untilNanos() / FlowQuery.SECOND);
    }
    return points;
  }

  private static Series line(String label, double[] points) {
    double average =
        Arrays.stream(points).filter(point -> !Double.isNaN(point)).average().orElse(Double.NaN);
    return new Series(label, List.of(), List.of(), false, false, average, true, points);
  }
}
