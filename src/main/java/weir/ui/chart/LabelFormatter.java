package weir.ui.chart;

import io.fair_acc.chartfx.axes.spi.format.AbstractFormatter;
import java.util.function.DoubleFunction;

/// Gives ChartFX an axis's own labels.
final class LabelFormatter extends AbstractFormatter {
  private final DoubleFunction<String> label;

  LabelFormatter(DoubleFunction<String> label) {
    this.label = label;
  }

  @Override
  public String toString(Number value) {
    return label.apply(value.doubleValue());
  }

  @Override
  public Number fromString(String text) {
    throw new UnsupportedOperationException("labels are not read back");
  }

  @Override
  protected void rangeUpdated() {
    // labels depend on nothing that is kept here
  }
}
