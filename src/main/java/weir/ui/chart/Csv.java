package weir.ui.chart;

import java.util.stream.Collectors;
import weir.query.TimeRange;

/// A chart's values as text for spreadsheets: a line a bucket, a column a series.
final class Csv {
  private Csv() {}

  static String of(SeriesTable table) {
    return of(table, table.range());
  }

  /// Of the buckets that begin in a stretch of time.
  static String of(SeriesTable table, TimeRange stretch) {
    StringBuilder text = new StringBuilder("time,");
    text.append(
        table.series().stream()
            .map(series -> quoted(series.label() + " [" + table.measure().unit() + "]"))
            .collect(Collectors.joining(",")));
    text.append('\n');
    for (int bucket = 0; bucket < table.buckets(); bucket++) {
      if (!stretch.contains(table.bucket(bucket).fromNanos())) {
        continue;
      }
      text.append(TimeRange.instant(table.bucket(bucket).fromNanos()));
      for (Series series : table.series()) {
        double value = series.points()[bucket];
        text.append(',').append(Double.isNaN(value) ? "" : number(value));
      }
      text.append('\n');
    }
    return text.toString();
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  static String quoted(String name) {
    return name.matches("[^\",\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
