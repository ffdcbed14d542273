package weir.ui.chart;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import weir.query.FlowQuery;
import weir.query.TimeRange;

/// What the crosshair says about one bucket.
final class Reading {
  private static final long DAY = 86_400 * FlowQuery.SECOND;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm:ss", Locale.ENGLISH);

  private Reading() {}

  /// The bucket's begin and zone: "Sat 21 Nov 2026 14:03:20 UTC".
  static String time(TimeRange bucket, ZoneId zone) {
    var from = TimeRange.instant(bucket.fromNanos()).atZone(zone);
    String zoneText = TimeTicks.zoneText(zone, from.toInstant());
    return (bucket.lengthNanos() >= DAY ? DATE : DATE_TIME).format(from) + "  " + zoneText;
  }

  /// The same where it stands in full beside: "14:03:20".
  static String briefTime(TimeRange bucket, ZoneId zone) {
    var from = TimeRange.instant(bucket.fromNanos()).atZone(zone);
    return (bucket.lengthNanos() >= DAY ? DATE : TIME).format(from);
  }

  /// "14:03:20 – 14:05:00 (1 min 40 s)", with days where it crosses midnight.
  static String span(TimeRange range, ZoneId zone) {
    var from = TimeRange.instant(range.fromNanos()).atZone(zone);
    var until = TimeRange.instant(range.untilNanos()).atZone(zone);
    boolean oneDay = from.toLocalDate().equals(until.toLocalDate());
    var format = oneDay ? TIME : DATE_TIME;
    String length = length(range.duration());
    return format.format(from) + " – " + format.format(until) + "  (" + length + ")";
  }

  private static String length(Duration length) {
    StringBuilder text = new StringBuilder();
    append(text, length.toDays(), " d ");
    append(text, length.toHoursPart(), " h ");
    append(text, length.toMinutesPart(), " min ");
    append(text, length.toSecondsPart(), " s ");
    return text.toString().strip();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  /// A row a series, from top to bottom as they are painted, and totals where areas add up. Where
  /// there is no room for all, the largest stay, and the highlighted one.
  ///
  /// @param highlighted the series under the pointer, or -1
  /// @param most rows for series
  static List<ReadingBox.Row> rows(
      ChartLayout layout,
      TimeSeriesChart.Style style,
      SeriesPaint[] paints,
      int bucket,
      int highlighted,
      int most) {
    SeriesTable table = layout.table();
    if (bucket < table.first()) {
      return List.of(new ReadingBox.Row("not looked at yet", "", SeriesPaint.NONE, false));
    }
    List<ReadingBox.Row> rows = new ArrayList<>();
    List<Integer> order = order(table.series(), style, bucket);
    order.removeIf(layout.bands()::hidden);
    Set<Integer> kept = kept(table.series(), order, bucket, highlighted, most);
    for (int s : order) {
      if (kept.contains(s)) {
        Series series = table.series().get(s);
        String value = value(table, series.points()[bucket]);
        rows.add(new ReadingBox.Row(series.label(), value, paints[s], s == highlighted));
      }
    }
    if (kept.size() < order.size()) {
      String more = "and " + (order.size() - kept.size()) + " more";
      rows.add(new ReadingBox.Row(more, "", SeriesPaint.NONE, false));
    }
    if (style != TimeSeriesChart.Style.LINES && table.series().size() > 1) {
      addTotals(rows, layout, style, bucket);
    }
    return rows;
  }

  private static Set<Integer> kept(
      List<Series> series, List<Integer> order, int bucket, int highlighted, int most) {
    Set<Integer> kept = new HashSet<>();
    if (highlighted >= 0) {
      kept.add(highlighted);
    }
    order.stream()
        .sorted(byValue(series, bucket))
        .takeWhile(s -> kept.size() < most)
        .forEach(kept::add);
    return kept;
  }

  private static Comparator<Integer> byValue(List<Series> series, int bucket) {
    return Comparator.comparingDouble((Integer s) -> series.get(s).points()[bucket]).reversed();
  }

  private static void addTotals(
      List<ReadingBox.Row> rows, ChartLayout layout, TimeSeriesChart.Style style, int bucket) {
    SeriesTable table = layout.table();
    double above = 0;
    double below = 0;
    boolean all = true;
    for (int s = 0; s < layout.bands().size(); s++) {
      if (layout.bands().hidden(s)) {
        all = false;
        continue;
      }
      Series series = table.series().get(s);
      boolean mirrored = style == TimeSeriesChart.Style.MIRROR && series.below();
      above += mirrored ? 0 : series.points()[bucket];
      below += mirrored ? series.points()[bucket] : 0;
    }
    if (style == TimeSeriesChart.Style.STACKED) {
      String total = all ? "Total" : "Total without Other";
      rows.add(new ReadingBox.Row(total, value(table, above), SeriesPaint.NONE, false));
    } else if (table.series().size() > 2) {
      rows.add(new ReadingBox.Row("Total in", value(table, above), SeriesPaint.NONE, false));
      rows.add(new ReadingBox.Row("Total out", value(table, below), SeriesPaint.NONE, false));
    }
  }

  private static List<Integer> order(List<Series> series, TimeSeriesChart.Style style, int bucket) {
    List<Integer> above = new ArrayList<>();
    List<Integer> below = new ArrayList<>();
    for (int s = 0; s < series.size(); s++) {
      boolean mirrored = style == TimeSeriesChart.Style.MIRROR && series.get(s).below();
      (mirrored ? below : above).add(s);
    }
    if (style == TimeSeriesChart.Style.LINES) {
      above.sort(byValue(series, bucket));
    } else {
      // what is stacked last lies on top
      Collections.reverse(above);
    }
    above.addAll(below);
    return above;
  }

  static String value(SeriesTable table, double value) {
    return Double.isNaN(value) ? "–" : Quantity.text(value, table.measure());
  }
}
