package weir.ui.chart;

import io.fair_acc.chartfx.axes.spi.AxisRange;
import io.fair_acc.dataset.spi.fastutil.DoubleArrayList;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import weir.query.FlowQuery;
import weir.query.TimeRange;

/// Seconds since 1970, with ticks at round times of a zone. (ChartFX's own time axis knows only
/// fixed offsets.)
final class TimeAxis extends PenAxis {
  private static final double EMS_PER_LABEL = 6.5;

  /// Where the first says the day, too.
  private static final double EMS_PER_DATED_LABEL = 8.4;

  private TimeRange range = new TimeRange(0, FlowQuery.SECOND);
  private ZoneId zone = ZoneOffset.UTC;
  private boolean dated;
  private List<TimeTicks.Tick> ticks = new ArrayList<>();

  TimeAxis() {
    super("time-axis");
    setAxisLabelFormatter(new LabelFormatter(this::label));
  }

  /// @param newDated whether the first tick says which day it is
  ///
  /// @return whether that changes anything
  boolean show(TimeRange newRange, ZoneId newZone, boolean newDated) {
    if (newRange.equals(range) && newZone.equals(zone) && newDated == dated) {
      return false;
    }
    range = newRange;
    zone = newZone;
    dated = newDated;
    set(seconds(newRange.fromNanos()), seconds(newRange.untilNanos()));
    invalidateRange();
    return true;
  }

  List<TimeTicks.Tick> ticks() {
    return ticks;
  }

  @Override
  public double computePreferredTickUnit(double axisLength) {
    return Math.max(1, getMax() - getMin());
  }

  @Override
  protected void calculateMajorTickValues(AxisRange axisRange, DoubleArrayList tickValues) {
    double width = (dated ? EMS_PER_DATED_LABEL : EMS_PER_LABEL) * getTickLabelFont().getSize();
    ticks = TimeTicks.of(range, zone, (int) (getLength() / width), dated);
    for (TimeTicks.Tick tick : ticks) {
      tickValues.add(seconds(tick.nanos()));
    }
  }

  @Override
  protected void calculateMinorTickValues(DoubleArrayList tickValues) {
    // none
  }

  private String label(double value) {
    for (TimeTicks.Tick tick : ticks) {
      if (seconds(tick.nanos()) == value) {
        return tick.label();
      }
    }
    return "";
  }

  private static double seconds(long nanos) {
    return (double) nanos / FlowQuery.SECOND;
  }
}
