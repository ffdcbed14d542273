package weir.ui.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.query.ValueSpan;

/// An answer over time and value as a matrix: a column a bucket, a row so many values of a number,
/// the lowest first.
///
/// @param lowest of the first row
/// @param width how many values a row has
/// @param span the values that there can be; the first and the last row may reach beyond
/// @param values by row, then by column; NaN where there is nothing
record HeatmapCells(
    Buckets time,
    Dimension number,
    Measure measure,
    long lowest,
    long width,
    int rows,
    ValueSpan span,
    double[] values) {
  /// A matrix of more rows would be a mistake in the query.
  private static final int MOST_ROWS = 1 << 16;

  /// @param measure index into the query's measures
  /// @param nowNanos the wall clock
  /// @param fitting so many rows fit: where there are more, neighbours become one
  /// @throws IllegalArgumentException if the answer is not over time and a number
  static HeatmapCells of(Answer answer, int measure, long nowNanos, int fitting) {
    Buckets time = Buckets.of(answer, nowNanos);
    Dimension number =
        answer.query().by().stream()
            .reduce((_, last) -> last)
            .filter(Dimension::isNumber)
            .orElseThrow(() -> new IllegalArgumentException("a heatmap is of a number"));
    long bin = Math.max(1, answer.query().binWidth());
    long[] lows = answer.keys().getLast().low();
    ValueSpan span = span(number, answer, lows, bin);
    long all = span.most() / bin - span.least() / bin + 1;
    long together = Math.ceilDiv(all, Math.clamp(fitting, 1, MOST_ROWS));
    long width = bin * together;
    long lowest = span.least() - span.least() % width;
    int rows = (int) ((span.most() - lowest) / width) + 1;
    double[] values = new double[rows * time.count()];
    Arrays.fill(values, Double.NaN);
    HeatmapCells cells =
        new HeatmapCells(
            time,
            number,
            answer.query().measures().get(measure),
            lowest,
            width,
            rows,
            span,
            values);
    for (int i = 0; i < answer.rows(); i++) {
      cells.add(answer, i, measure);
    }
    return cells;
  }

  /// From the least to the most that there can be; of numbers without such a most, that has come.
  private static ValueSpan span(Dimension number, Answer answer, long[] lows, long bin) {
    ValueSpan usual = ValueSpan.of(number, answer.query().filter());
    long largest =
        IntStream.range(0, answer.rows())
            .filter(i -> !answer.other()[i] && lows[i] >= 0)
            .mapToLong(i -> lows[i])
            .max()
            .orElse(usual.least());
    long last = largest > Long.MAX_VALUE - bin ? largest : largest + bin - 1;
    if (number.whole().isEmpty()) {
      return largest <= usual.most() ? usual : new ValueSpan(usual.least(), last);
    }
    boolean small = number.whole().filter(HeatmapCells::isSmall).isPresent();
    return small ? usual : usual.within(new ValueSpan(0, last));
  }

  /// Whether all values that a field can have are worth to be shown.
  private static boolean isSmall(FlowField field) {
    return field.width() == 1 || field.kind() == Kind.PORT;
  }

  private void add(Answer answer, int i, int measure) {
    long low = answer.keys().getLast().low()[i];
    long column =
        Math.floorDiv(answer.bucketStartNanos()[i] - time.range().fromNanos(), time.bucketNanos());
    boolean known = column >= time.first() && column < time.known();
    if (known && !answer.other()[i] && low >= lowest && low / width - lowest / width < rows) {
      int cell = (int) ((low - lowest) / width) * columns() + (int) column;
      double value = answer.value(i, measure);
      values[cell] = Double.isNaN(values[cell]) ? value : values[cell] + value;
    }
  }

  int columns() {
    return time.count();
  }

  boolean isEmpty() {
    return Arrays.stream(values).allMatch(Double::isNaN);
  }

  /// NaN where there is nothing.
  double value(int column, int row) {
    return values[row * columns() + column];
  }

  /// The largest of a column; NaN where there is nothing in it.
  double largest(int column) {
    return IntStream.range(0, rows)
        .mapToDouble(row -> value(column, row))
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(Double.NaN);
  }

  /// The sum of a column.
  double sum(int column) {
    return IntStream.range(0, rows)
        .mapToDouble(row -> value(column, row))
        .filter(value -> !Double.isNaN(value))
        .sum();
  }

  /// The values of a row.
  ValueSpan span(int row) {
    return span(row, row);
  }

  /// The values of some rows: those of them that there can be.
  ValueSpan span(int first, int last) {
    long least = lowest + first * width;
    return new ValueSpan(least, lowest + last * width + width - 1).within(span);
  }

  /// The row of a value; those outside belong to the first and last.
  int rowOf(long value) {
    return Math.clamp((value - lowest) / width, 0, rows - 1);
  }

  /// A row in words: "443 https", "1024–2047".
  String text(int row) {
    return text(span(row));
  }

  String text(ValueSpan values) {
    return values.least() == values.most()
        ? number.words(0, values.least())
        : values.least() + "–" + values.most();
  }

  /// Rows with the most over the whole time, those first, and their share of everything.
  ///
  /// @param share 0 to 1
  record Hot(int row, double share) {}

  List<Hot> hottest(int most) {
    double[] sums = new double[rows];
    double all = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns(); column++) {
        double value = value(column, row);
        sums[row] += Double.isNaN(value) ? 0 : value;
      }
      all += sums[row];
    }
    List<Hot> hot = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if (sums[row] > 0) {
        hot.add(new Hot(row, sums[row] / all));
      }
    }
    return hot.stream()
        .sorted(Comparator.comparingDouble(Hot::share).reversed())
        .limit(most)
        .toList();
  }

  /// Rows of a column with the most, those first.
  List<Integer> hottest(int column, int most) {
    return IntStream.range(0, rows)
        .filter(row -> !Double.isNaN(value(column, row)))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer row) -> value(column, row)).reversed())
        .limit(most)
        .toList();
  }

  /// Cells as text for spreadsheets: a line a cell that has something.
  String csv() {
    return csv(new Stretch(time.range(), time.range(), time.bucketNanos()));
  }

  /// Those whose bucket, and row, begins in what is marked.
  String csv(Stretch marked) {
    StringBuilder text = new StringBuilder("time,from,to,").append(measure.unit()).append('\n');
    for (int column = 0; column < columns(); column++) {
      TimeRange bucket = time.bucket(column);
      for (int row = 0; row < rows; row++) {
        double value = value(column, row);
        ValueSpan in = span(row);
        boolean inside =
            marked.range().contains(bucket.fromNanos())
                && marked
                    .values()
                    .filter(of -> in.least() < of.span().least() || in.least() > of.span().most())
                    .isEmpty();
        if (inside && !Double.isNaN(value)) {
          text.append(TimeRange.instant(bucket.fromNanos())).append(',').append(in.least());
          text.append(',').append(in.most()).append(',').append(Csv.number(value)).append('\n');
        }
      }
    }
    return text.toString();
  }
}
