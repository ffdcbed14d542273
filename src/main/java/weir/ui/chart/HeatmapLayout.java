package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import weir.query.Dimension;
import weir.query.TimeRange;
import weir.query.ValueSpan;

/// A heatmap in pixels, from the plot's top left corner: where cells lie and what is at a point.
record HeatmapLayout(HeatmapCells cells, double width, double height) {
  /// Of a plot's width or height, in pixels.
  record Stretch(double from, double until) {
    double length() {
      return until - from;
    }
  }

  /// The columns of pixels that a bucket has.
  Stretch column(int column) {
    Buckets time = cells.time();
    return new Stretch(time.x(column, width), time.x(column + 1, width));
  }

  /// The rows of pixels that a row has.
  Stretch row(int row) {
    return new Stretch(y(row + 1), y(row));
  }

  /// Where a row begins from below.
  private double y(double row) {
    return height * (1 - row / cells.rows());
  }

  /// Where a value begins from below.
  double yOf(long value) {
    return y((double) (value - cells.lowest()) / cells.width());
  }

  /// Where a moment is.
  double xOf(long nanos) {
    Buckets time = cells.time();
    double bucket = (double) (nanos - time.range().fromNanos()) / time.bucketNanos();
    return time.x(bucket, width);
  }

  double middle(int column) {
    return cells.time().x(column + 0.5, width);
  }

  int columnAt(double x) {
    return cells.time().at(x, width);
  }

  int rowAt(double y) {
    double row = height > 0 ? (1 - y / height) * cells.rows() : 0;
    return Math.clamp((long) Math.floor(row), 0, cells.rows() - 1);
  }

  TimeRange time(double x1, double x2) {
    return cells.time().span(x1, x2, width);
  }

  ValueSpan values(double y1, double y2) {
    return cells.span(rowAt(Math.max(y1, y2)), rowAt(Math.min(y1, y2)));
  }

  /// The value axis: ticks at round values, where a row has one value in its middle.
  ///
  /// @param steps about how many fit
  static ValueAxis.Marks marks(HeatmapCells cells, int steps) {
    long lowest = cells.lowest();
    long top = lowest + cells.rows() * cells.width();
    long step = step(cells.number(), top - lowest, Math.max(1, steps));
    double into = cells.width() == 1 ? 0.5 : 0;
    List<ValueAxis.Mark> ticks = new ArrayList<>();
    for (long value = Math.ceilDiv(lowest, step) * step;
        value <= cells.span().most() + 1 && value <= top - (into > 0 ? 1 : 0);
        value += step) {
      ticks.add(new ValueAxis.Mark(value + into, cells.number().words(0, value)));
    }
    return new ValueAxis.Marks(lowest, top, ticks);
  }

  /// Numbers of one octet are round by the powers of two.
  private static long step(Dimension number, long length, int steps) {
    if (number.whole().filter(field -> field.width() == 1).isPresent()) {
      long step = 1;
      while (step * steps < length) {
        step *= 2;
      }
      return step;
    }
    return new ValueSpan(0, Math.max(0, length - 1)).binWidth(steps);
  }
}
