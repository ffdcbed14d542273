package weir.ui.chart;

import io.fair_acc.chartfx.axes.spi.AxisRange;
import io.fair_acc.dataset.spi.fastutil.DoubleArrayList;
import weir.query.Measure;

/// Values with their unit; what lies below zero is labelled without a sign.
final class ValueAxis extends PenAxis {
  /// Wide enough for "999 kflows/s": charts in a column line up, and labels that grow move nothing.
  private static final double EMS = 7.6;

  private ValueTicks ticks = new ValueTicks(0, 1, 1);
  private Measure measure = Measure.BITS_PER_SECOND;

  ValueAxis() {
    super("value-axis");
    setAxisLabelFormatter(new LabelFormatter(this::label));
  }

  void show(ValueTicks newTicks, Measure newMeasure) {
    if (newTicks.equals(ticks) && newMeasure == measure) {
      return;
    }
    ticks = newTicks;
    measure = newMeasure;
    set(newTicks.min(), newTicks.max());
    invalidateRange();
  }

  @Override
  public double computePreferredTickUnit(double axisLength) {
    return ticks.step();
  }

  @Override
  protected double computePrefWidth(double height) {
    return Math.max(EMS * getTickLabelFont().getSize(), super.computePrefWidth(height));
  }

  @Override
  protected void calculateMajorTickValues(AxisRange axisRange, DoubleArrayList tickValues) {
    for (int i = 0; i < ticks.count(); i++) {
      tickValues.add(ticks.value(i));
    }
  }

  @Override
  protected void calculateMinorTickValues(DoubleArrayList tickValues) {
    // none
  }

  private String label(double value) {
    int power = Quantity.power(Math.max(Math.abs(ticks.min()), ticks.max()));
    return Quantity.tick(value, ticks.step(), power, measure);
  }
}
