package weir.ui.chart;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import weir.query.TimeRange;

/// The chart in words, for those who hear it.
final class Description {
  private static final String DOT = "  ·  ";

  private Description() {}

  /// Title, time and newest values.
  static String of(String title, SeriesTable table, ZoneId zone) {
    StringBuilder text = new StringBuilder(title.isEmpty() ? "Chart" : title);
    if (table.isEmpty()) {
      return text.append(": no flows in this range").toString();
    }
    int newest = Math.max(0, table.newest());
    text.append(" at ").append(Reading.time(table.bucket(newest), zone)).append(": ");
    String separator = "";
    for (Series series : table.series()) {
      double last = series.last();
      String value = Double.isNaN(last) ? "unknown" : Quantity.text(last, table.measure());
      text.append(separator).append(series.label()).append(' ').append(value);
      separator = ", ";
    }
    return text.toString();
  }

  /// Day, bucket width and zone: "21 Nov 2026 · per 5 s · UTC"; today is not said.
  static String detail(SeriesTable table, ZoneId zone, LocalDate today) {
    String days = Days.isToday(table.range(), zone, today) ? "" : Days.text(table.range(), zone);
    return days + (days.isEmpty() ? "" : DOT) + buckets(table, zone);
  }

  private static String buckets(SeriesTable table, ZoneId zone) {
    String zoneText = TimeTicks.zoneText(zone, TimeRange.instant(table.range().fromNanos()));
    return "per " + length(Duration.ofNanos(table.bucketNanos())) + DOT + zoneText;
  }

  /// "1 s", "5 min", "1 h", "1 d".
  private static String length(Duration length) {
    long seconds = length.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
