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
import org.jspecify.annotations.Nullable;
import weir.query.FlowQuery;
import weir.query.TimeRange;

/// What the crosshair says about one bucket.
///
/// @param paints a look a series
record Reading(ChartLayout layout, TimeSeriesChart.Style style, SeriesPaint[] paints, int bucket) {
  private static final long DAY = 86_400 * FlowQuery.SECOND;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm:ss", Locale.ENGLISH);

  /// The bucket's begin and zone: "Sat 21 Nov 2026 14:03:20 UTC".
  static String time(TimeRange bucket, ZoneId zone) {
    var from = TimeRange.instant(bucket.fromNanos()).atZone(zone);
    String zoneText = TimeTicks.zoneText(zone, from.toInstant());
    return (bucket.lengthNanos() >= DAY ? DATE : DATE_TIME).format(from) + "  " + zoneText;
  }

  /// "37 s of it": how much of a bucket there are flows of, where that is not all.
  static String part(SeriesTable table, int bucket) {
    return table.isCut(bucket)
        ? "  (" + length(Duration.ofNanos(table.coveredNanos(bucket))) + " of it)"
        : "";
  }

  /// How far the totals of a bucket may be off.
  static List<ReadingBox.Row> errors(@Nullable ErrorBand errors, TimeRange bucket) {
    List<ReadingBox.Row> rows = new ArrayList<>();
    for (boolean below : new boolean[] {false, true}) {
      double part = errors == null ? 0 : errors.part(bucket, below);
      if (part >= ErrorBand.LEAST) {
        rows.add(plain(below ? "Sampling, out" : "Sampling, 95 %", ErrorBand.text(part)));
      }
    }
    return rows;
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
  List<ReadingBox.Row> rows(int highlighted, int most) {
    List<Integer> order = order();
    Set<Integer> kept = kept(order, highlighted, most);
    List<ReadingBox.Row> rows = rows(order, kept, highlighted);
    if (bucket < layout.table().first()) {
      return rows;
    }
    if (kept.size() < order.size()) {
      rows.add(plain("and " + (order.size() - kept.size()) + " more", ""));
    }
    if (style != TimeSeriesChart.Style.LINES && own() > 1) {
      addTotals(rows);
    }
    return rows;
  }

  /// A row for each of the largest, in the same order.
  List<ReadingBox.Row> largest(int most) {
    List<Integer> order = order();
    return rows(order, kept(order, -1, most), -1);
  }

  private List<ReadingBox.Row> rows(List<Integer> order, Set<Integer> kept, int highlighted) {
    List<ReadingBox.Row> rows = new ArrayList<>();
    if (bucket < layout.table().first()) {
      rows.add(plain("not looked at yet", ""));
      return rows;
    }
    for (int s : order) {
      if (kept.contains(s)) {
        String value = share(s) + value(layout.table(), series().get(s).points()[bucket]);
        rows.add(new ReadingBox.Row(series().get(s).label(), value, paints[s], s == highlighted));
      }
    }
    return rows;
  }

  /// What comes before a value where the picture is of shares: "34 % ".
  private String share(int s) {
    if (style != TimeSeriesChart.Style.PERCENT) {
      return "";
    }
    double share = layout.bands().outer()[s][bucket] - layout.bands().inner()[s][bucket];
    return Double.isNaN(share) ? "" : HeatmapPointer.share(share / StackedSeries.WHOLE) + "  ";
  }

  /// How many are not of another data set; those come first.
  private int own() {
    return (int) series().stream().filter(one -> !one.over()).count();
  }

  private List<Series> series() {
    return layout.table().series();
  }

  private static ReadingBox.Row plain(String label, String value) {
    return new ReadingBox.Row(label, value, SeriesPaint.NONE, false);
  }

  private Set<Integer> kept(List<Integer> order, int highlighted, int most) {
    Set<Integer> kept = new HashSet<>();
    if (highlighted >= 0) {
      kept.add(highlighted);
    }
    order.stream().sorted(byValue()).takeWhile(s -> kept.size() < most).forEach(kept::add);
    return kept;
  }

  private Comparator<Integer> byValue() {
    return Comparator.comparingDouble((Integer s) -> series().get(s).points()[bucket]).reversed();
  }

  private void addTotals(List<ReadingBox.Row> rows) {
    double above = 0;
    double below = 0;
    boolean all = true;
    for (int s = 0; s < own(); s++) {
      if (layout.bands().hidden(s)) {
        all = false;
        continue;
      }
      above += isBelow(s) ? 0 : series().get(s).points()[bucket];
      below += isBelow(s) ? series().get(s).points()[bucket] : 0;
    }
    if (style != TimeSeriesChart.Style.MIRROR) {
      rows.add(plain(all ? "Total" : "Total without Other", value(layout.table(), above)));
    } else if (own() > 2) {
      rows.add(plain("Total in", value(layout.table(), above)));
      rows.add(plain("Total out", value(layout.table(), below)));
    }
  }

  private boolean isBelow(int s) {
    return style == TimeSeriesChart.Style.MIRROR && series().get(s).below();
  }

  /// Those that are to be seen, from top to bottom.
  private List<Integer> order() {
    List<Integer> above = new ArrayList<>();
    List<Integer> below = new ArrayList<>();
    for (int s = 0; s < series().size(); s++) {
      if (!layout.bands().hidden(s)) {
        (isBelow(s) ? below : above).add(s);
      }
    }
    if (style == TimeSeriesChart.Style.LINES) {
      above.sort(byValue());
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
