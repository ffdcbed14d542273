package weir.ui.chart;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import weir.query.FlowQuery;
import weir.query.TimeRange;

/// The chart in words, for those who hear it.
final class Description {
  private static final String DOT = "  ·  ";

  /// Of what has the most, so much is said.
  private static final int MOST_HOT = 5;

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
  static String detail(Buckets time, ZoneId zone, LocalDate today) {
    String days = Days.isToday(time.range(), zone, today) ? "" : Days.text(time.range(), zone);
    return days + (days.isEmpty() ? "" : DOT) + buckets(time, zone);
  }

  /// A heatmap's title, and which rows have the most.
  static String of(String title, HeatmapCells cells, ZoneId zone) {
    String name = title.isEmpty() ? "Heatmap" : title;
    if (cells.isEmpty()) {
      return name + ": no flows in this range";
    }
    String most =
        cells.hottest(MOST_HOT).stream()
            .map(hot -> cells.text(hot.row()) + " " + HeatmapPointer.share(hot.share()))
            .collect(Collectors.joining(", "));
    String span = Reading.span(cells.time().range(), zone);
    return name + ", " + span + ": most at " + cells.number().label() + " " + most;
  }

  /// With how many values a row has, where they are more than one.
  static String detail(HeatmapCells cells, ZoneId zone, LocalDate today) {
    String time = detail(cells.time(), zone, today);
    return cells.width() == 1 ? time : "rows of " + cells.width() + DOT + time;
  }

  private static String buckets(Buckets time, ZoneId zone) {
    String zoneText = TimeTicks.zoneText(zone, TimeRange.instant(time.range().fromNanos()));
    return "per " + length(time.bucketNanos()) + DOT + zoneText;
  }

  /// "1 s", "5 min", "1 h", "1 d".
  static String length(long nanos) {
    long seconds = nanos / FlowQuery.SECOND;
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
