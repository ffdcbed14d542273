package weir.ui.chart;

import io.fair_acc.chartfx.axes.spi.AxisRange;
import io.fair_acc.dataset.spi.fastutil.DoubleArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import weir.query.Measure;

/// The axis on a plot's left, with labels of its own.
final class ValueAxis extends PenAxis {
  /// Wide enough for "999 kflows/s": charts in a column line up, and labels that grow move nothing.
  private static final double EMS = 7.6;

  /// A tick.
  record Mark(double value, String label) {}

  /// What an axis has from bottom to top.
  ///
  /// @param ticks in order
  record Marks(double min, double max, List<Mark> ticks) {
    Marks {
      ticks = List.copyOf(ticks);
    }

    /// Values with their unit; what lies below zero is labelled without a sign.
    static Marks of(ValueTicks ticks, Measure measure) {
      int power = Quantity.power(Math.max(Math.abs(ticks.min()), ticks.max()));
      List<Mark> marks = new ArrayList<>();
      for (int i = 0; i < ticks.count(); i++) {
        double value = ticks.value(i);
        marks.add(new Mark(value, Quantity.tick(value, ticks.step(), power, measure)));
      }
      return new Marks(ticks.min(), ticks.max(), marks);
    }

    /// Shares.
    static Marks percent(ValueTicks ticks) {
      return new Marks(
          ticks.min(),
          ticks.max(),
          IntStream.range(0, ticks.count())
              .mapToDouble(ticks::value)
              .mapToObj(value -> new Mark(value, Math.round(value) + " %"))
              .toList());
    }
  }

  private Marks marks = new Marks(0, 1, List.of());

  ValueAxis() {
    super("value-axis");
    setAxisLabelFormatter(new LabelFormatter(this::label));
  }

  /// @return whether that changes anything
  boolean show(Marks newMarks) {
    if (newMarks.equals(marks)) {
      return false;
    }
    marks = newMarks;
    set(newMarks.min, newMarks.max);
    invalidateRange();
    return true;
  }

  @Override
  public double computePreferredTickUnit(double axisLength) {
    return Math.max(Double.MIN_NORMAL, marks.max - marks.min);
  }

  @Override
  protected double computePrefWidth(double height) {
    return Math.max(EMS * getTickLabelFont().getSize(), super.computePrefWidth(height));
  }

  @Override
  protected void calculateMajorTickValues(AxisRange axisRange, DoubleArrayList tickValues) {
    marks.ticks.forEach(tick -> tickValues.add(tick.value));
  }

  @Override
  protected void calculateMinorTickValues(DoubleArrayList tickValues) {
    // none
  }

  private String label(double value) {
    for (Mark tick : marks.ticks) {
      if (tick.value == value) {
        return tick.label;
      }
    }
    return "";
  }
}
