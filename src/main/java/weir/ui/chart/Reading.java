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
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
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
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm:ss", Locale.ENGLISH);

  private Reading() {}

  /// The bucket's begin and zone: "Sat 21 Nov 14:03:20 UTC".
  static String time(TimeRange bucket, ZoneId zone) {
    var from = TimeRange.instant(bucket.fromNanos()).atZone(zone);
    String zoneText = TimeTicks.zoneText(zone, from.toInstant());
    return (bucket.lengthNanos() >= DAY ? DATE : DATE_TIME).format(from) + "  " + zoneText;
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
      SeriesTable table,
      TimeSeriesChart.Style style,
      Color[] colours,
      int bucket,
      int highlighted,
      int most) {
    if (bucket < table.first()) {
      return List.of(new ReadingBox.Row("not looked at yet", "", Color.TRANSPARENT, false));
    }
    List<ReadingBox.Row> rows = new ArrayList<>();
    List<Integer> order = order(table.series(), style, bucket);
    Set<Integer> kept = kept(table.series(), bucket, highlighted, most);
    for (int s : order) {
      if (kept.contains(s)) {
        Series series = table.series().get(s);
        String value = value(table, series.points()[bucket]);
        rows.add(new ReadingBox.Row(series.label(), value, colours[s], s == highlighted));
      }
    }
    if (kept.size() < order.size()) {
      String more = "and " + (order.size() - kept.size()) + " more";
      rows.add(new ReadingBox.Row(more, "", Color.TRANSPARENT, false));
    }
    if (style != TimeSeriesChart.Style.LINES && table.series().size() > 1) {
      addTotals(rows, table, style, bucket);
    }
    return rows;
  }

  private static Set<Integer> kept(List<Series> series, int bucket, int highlighted, int most) {
    Set<Integer> kept = new HashSet<>();
    if (highlighted >= 0) {
      kept.add(highlighted);
    }
    IntStream.range(0, series.size())
        .boxed()
        .sorted(byValue(series, bucket))
        .takeWhile(s -> kept.size() < most)
        .forEach(kept::add);
    return kept;
  }

  private static Comparator<Integer> byValue(List<Series> series, int bucket) {
    return Comparator.comparingDouble((Integer s) -> series.get(s).points()[bucket]).reversed();
  }

  private static void addTotals(
      List<ReadingBox.Row> rows, SeriesTable table, TimeSeriesChart.Style style, int bucket) {
    double above = 0;
    double below = 0;
    for (Series series : table.series()) {
      boolean mirrored = style == TimeSeriesChart.Style.MIRROR && series.below();
      above += mirrored ? 0 : series.points()[bucket];
      below += mirrored ? series.points()[bucket] : 0;
    }
    if (style == TimeSeriesChart.Style.STACKED) {
      rows.add(new ReadingBox.Row("Total", value(table, above), Color.TRANSPARENT, false));
    } else if (table.series().size() > 2) {
      rows.add(new ReadingBox.Row("Total in", value(table, above), Color.TRANSPARENT, false));
      rows.add(new ReadingBox.Row("Total out", value(table, below), Color.TRANSPARENT, false));
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
