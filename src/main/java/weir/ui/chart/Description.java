package weir.ui.chart;

import java.time.ZoneId;

/// The chart in words, for those who hear it.
final class Description {
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
}
