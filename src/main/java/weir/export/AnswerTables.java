package weir.export;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import weir.query.Answer;
import weir.query.BucketWidth;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.SiText;
import weir.query.TimeRange;

/// Answers as tables of a report, with units: numbers rounded as on the screen, and whole as
/// [Sheets] have them.
public final class AnswerTables {
  /// More are no table that a person reads; what is left out is said.
  public static final int MOST_ROWS = 200;

  /// So many steps of time are read at most.
  private static final int MOST_STEPS = 24;

  /// So many groups are beside each other at most, on paper too.
  private static final int MOST_COLUMNS = 11;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private AnswerTables() {}

  /// The groups of an answer without buckets, the largest first.
  public static Report.Table ranking(Answer answer) {
    List<Measure> measures = answer.query().measures();
    Measure first = measures.getFirst();
    List<Report.Column> columns = new ArrayList<>();
    answer.query().by().forEach(by -> columns.add(new Report.Column(by.label(), false)));
    columns.add(new Report.Column(first.isRate() ? "Average" : first.label(), true));
    measures.forEach(measure -> columns.add(new Report.Column(unit(measure), true)));
    columns.add(new Report.Column("Share", true));
    int last = first.isRatio() ? 0 : measures.size() - 1; // what the share is of
    double total = Arrays.stream(answer.sums()[last]).asDoubleStream().sum();
    double largest = 0;
    for (int row = 0; row < answer.rows(); row++) {
      largest = answer.other()[row] ? largest : Math.max(largest, answer.value(row, 0));
    }
    List<Report.Row> rows = new ArrayList<>();
    for (int row = 0; row < Math.min(answer.rows(), MOST_ROWS); row++) {
      boolean other = answer.other()[row];
      List<String> cells = new ArrayList<>();
      for (int key = 0; key < answer.keys().size(); key++) {
        cells.add(!other ? answer.text(row, key) : key == 0 ? "Other" : "");
      }
      double value = answer.value(row, 0);
      cells.add(SiText.of(value, first.shortUnit()));
      for (int measure = 0; measure < measures.size(); measure++) {
        cells.add(AnswerSheet.grouped(answer.value(row, measure), measures.get(measure)));
      }
      cells.add(share((double) answer.sums()[last][row], total));
      rows.add(new Report.Row(cells, other || largest == 0 ? 0 : value / largest, other));
    }
    return new Report.Table(left(answer.rows(), "The groups, the largest first"), columns, rows);
  }

  /// Any table as it is, its first rows.
  public static Report.Table of(Sheet sheet) {
    List<Report.Column> columns =
        sheet.columns().stream()
            .map(column -> new Report.Column(column.label(), !column.isText()))
            .toList();
    List<Report.Row> rows = new ArrayList<>();
    for (int row = 0; row < Math.min(sheet.rows(), MOST_ROWS); row++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        cells.add(sheet.shown(row, column));
      }
      rows.add(new Report.Row(cells, 0, sheet.other(row)));
    }
    return new Report.Table(left(sheet.rows(), "The largest first"), columns, rows);
  }

  private static String left(int rows, String caption) {
    return rows <= MOST_ROWS
        ? caption
        : String.format(Locale.ROOT, "%s; %,d of %,d", caption, MOST_ROWS, rows);
  }

  /// The groups of an answer with buckets, each over the whole range.
  public static Report.Table groups(Answer answer, ZoneId zone) {
    FlowQuery query = answer.query();
    Measure measure = query.measures().getFirst();
    List<Span> spans = spans(answer);
    List<Report.Column> columns = new ArrayList<>();
    columns.add(new Report.Column(groupLabel(query), false));
    if (measure.isRate()) {
      columns.add(new Report.Column("Average", true));
      columns.add(new Report.Column(unit(measure), true));
    }
    columns.add(new Report.Column("Highest", true));
    columns.add(new Report.Column("in the step from", false));
    columns.add(new Report.Column(unit(measure.base()), true));
    columns.add(new Report.Column("Share", true));
    double total = spans.stream().mapToDouble(Span::sum).sum();
    double largest =
        spans.stream().filter(span -> !span.other()).mapToDouble(Span::sum).max().orElse(0);
    long length = query.range().lengthNanos();
    List<Report.Row> rows = new ArrayList<>();
    for (Span span : spans.subList(0, Math.min(spans.size(), MOST_ROWS))) {
      List<String> cells = new ArrayList<>();
      cells.add(span.label());
      if (measure.isRate()) {
        double average = answer.value(0, span.first(), span.end(), length);
        cells.add(SiText.of(average, measure.shortUnit()));
        cells.add(AnswerSheet.grouped(average, measure));
      }
      cells.add(SiText.of(answer.value(span.highest(), 0), measure.shortUnit()));
      cells.add(time(answer.bucketStartNanos()[span.highest()], query.range(), zone));
      cells.add(AnswerSheet.grouped(span.sum()));
      cells.add(share(span.sum(), total));
      rows.add(
          new Report.Row(
              cells, span.other() || largest == 0 ? 0 : span.sum() / largest, span.other()));
    }
    return new Report.Table(left(spans.size(), "Each group over the whole range"), columns, rows);
  }

  /// The same over time, in steps of some of the answer's buckets.
  public static Report.Table overTime(Answer answer, ZoneId zone) {
    FlowQuery query = answer.query();
    Measure measure = query.measures().getFirst();
    List<Span> spans = spans(answer);
    List<Span> shown = spans.subList(0, Math.min(spans.size(), MOST_COLUMNS));
    long step = stepNanos(query);
    TimeRange whole = query.range().aligned(step);
    int steps = (int) (whole.lengthNanos() / step);
    double[][] values = new double[shown.size()][steps];
    double highest = 0;
    for (int i = 0; i < values.length; i++) {
      for (int row = shown.get(i).first(); row < shown.get(i).end(); ) {
        int at = (int) ((answer.bucketStartNanos()[row] - whole.fromNanos()) / step);
        int end = row + 1;
        while (end < shown.get(i).end()
            && (answer.bucketStartNanos()[end] - whole.fromNanos()) / step == at) {
          end++;
        }
        values[i][at] = answer.value(0, row, end, coveredNanos(query.range(), whole, step, at));
        highest = Math.max(highest, values[i][at]);
        row = end;
      }
    }
    int power = SiText.power(highest);
    List<Report.Column> columns = new ArrayList<>(List.of(new Report.Column("Time", false)));
    shown.forEach(span -> columns.add(new Report.Column(span.label(), true)));
    IntFunction<Report.Row> row =
        at -> {
          List<String> cells = new ArrayList<>();
          long from = Math.max(whole.fromNanos() + at * step, query.range().fromNanos());
          cells.add(time(from, query.range(), zone));
          for (double[] of : values) {
            cells.add(scaled(of[at], power));
          }
          return new Report.Row(cells, 0, false);
        };
    String unit = SiText.number(1, 0, power, measure.shortUnit()).substring(2);
    String more =
        spans.size() > shown.size()
            ? ", the first " + shown.size() + " of " + spans.size() + " groups"
            : "";
    List<Report.Row> rows = new ArrayList<>();
    for (int at = 0; at < steps; at++) {
      rows.add(row.apply(at));
    }
    return new Report.Table(
        (measure.isRate() ? "Averages over " : "Sums over ") + length(step) + ", in " + unit + more,
        columns,
        rows);
  }

  /// The rows of a group, which stand together.
  ///
  /// @param end behind its last row
  /// @param highest the row with the largest value
  private record Span(String label, boolean other, int first, int end, double sum, int highest) {}

  private static List<Span> spans(Answer answer) {
    List<Span> spans = new ArrayList<>();
    for (int row = 0; row < answer.rows(); ) {
      int first = row;
      int highest = row;
      double sum = 0;
      while (row < answer.rows() && answer.sameGroup(first, row)) {
        sum += answer.sums()[0][row];
        highest = answer.value(row, 0) > answer.value(highest, 0) ? row : highest;
        row++;
      }
      spans.add(new Span(answer.label(first), answer.other()[first], first, row, sum, highest));
    }
    return spans;
  }

  /// Whole buckets, so that sums stay sums.
  private static long stepNanos(FlowQuery query) {
    long bucket = query.bucketNanos();
    return Math.ceilDiv(BucketWidth.nanos(query.range(), MOST_STEPS), bucket) * bucket;
  }

  private static long coveredNanos(TimeRange range, TimeRange whole, long step, int at) {
    long from = Math.max(whole.fromNanos() + at * step, range.fromNanos());
    long until = Math.min(whole.fromNanos() + (at + 1) * step, range.untilNanos());
    return Math.max(1, until - from);
  }

  private static String groupLabel(FlowQuery query) {
    return query.by().isEmpty()
        ? "Flows"
        : String.join(", ", query.by().stream().map(Dimension::label).toList());
  }

  /// "bit/s", "bytes": what stands above whole numbers.
  private static String unit(Measure measure) {
    return measure == Measure.BYTES
        ? "bytes"
        : measure.isOneWay() ? measure.label() : measure.unit();
  }

  private static String share(double part, double total) {
    double percent = total == 0 ? 0 : part / total * 100;
    return percent > 0 && percent < 0.1
        ? "< 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  private static String scaled(double value, int power) {
    double scaled = value / Math.pow(1000, power);
    if (scaled == 0) {
      return "0";
    }
    if (power == 0 && SiText.isWhole(scaled)) {
      return String.format(Locale.ROOT, "%.0f", scaled);
    }
    return scaled < 0.005
        ? "< 0.01"
        : String.format(
            Locale.ROOT, scaled < 9.995 ? "%.2f" : scaled < 99.95 ? "%.1f" : "%.0f", scaled);
  }

  /// With its day, where the range has more than one.
  private static String time(long nanos, TimeRange range, ZoneId zone) {
    ZonedDateTime first = TimeRange.instant(range.fromNanos()).atZone(zone);
    ZonedDateTime last =
        TimeRange.instant(Math.max(range.fromNanos(), range.untilNanos() - 1)).atZone(zone);
    boolean oneDay = first.toLocalDate().equals(last.toLocalDate());
    return (oneDay ? TIME : DAY).format(TimeRange.instant(nanos).atZone(zone));
  }

  /// "5 s", "15 min", "2 h", "1 d".
  private static String length(long nanos) {
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
