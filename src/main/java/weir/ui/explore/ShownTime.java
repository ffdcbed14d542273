package weir.ui.explore;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import weir.query.AsOf;
import weir.query.BucketWidth;
import weir.query.FlowQuery;
import weir.query.RangeChoice;
import weir.query.TimeRange;
import weir.query.Timing;
import weir.store.StoreStatus;

/// How time is told: where ranges that move along end, how fine steps are, when flows count, and
/// which moments a chosen range is made of now.
public final class ShownTime {
  private final LongSupplier clock;
  private final BooleanSupplier live;
  private final Runnable changed;
  private final ReadOnlyObjectWrapper<AsOf> asOf = new ReadOnlyObjectWrapper<>(AsOf.NOW);
  private final ReadOnlyLongWrapper leastStep = new ReadOnlyLongWrapper();
  private final ReadOnlyBooleanWrapper spread = new ReadOnlyBooleanWrapper();
  private final ReadOnlyLongWrapper advisedStep = new ReadOnlyLongWrapper();

  /// Of the newest frame.
  private long bucketNanos = FlowQuery.SECOND;

  private StoreStatus bounds = StoreStatus.EMPTY;

  /// @param clock the wall clock, in nanoseconds since 1970
  /// @param live whether flows come in now, with no delay
  /// @param changed told that what is on the screen is out of date
  ShownTime(LongSupplier clock, BooleanSupplier live, Runnable changed) {
    this.clock = clock;
    this.live = live;
    this.changed = changed;
  }

  /// Of another data set, as usual.
  void open(StoreStatus holds) {
    bounds = holds;
    leastStep.set(0);
    spread.set(false);
    advisedStep.set(0);
  }

  /// What the store holds by now.
  ///
  /// @return whether that is more or less than before
  boolean bounds(StoreStatus holds) {
    boolean other = holds.rows() != bounds.rows();
    bounds = holds;
    return other;
  }

  /// Where ranges that move along end.
  public void setAsOf(AsOf next) {
    if (asOf.get() != next) {
      asOf.set(next);
      changed.run();
    }
  }

  public AsOf asOf() {
    return Objects.requireNonNull(asOf.get());
  }

  public ReadOnlyObjectProperty<AsOf> asOfProperty() {
    return asOf.getReadOnlyProperty();
  }

  /// Steps of charts are no finer than that, in nanoseconds; 0 for as fine as fits.
  public void setLeastStep(long nanos) {
    if (leastStep.get() != nanos) {
      leastStep.set(nanos);
      changed.run();
    }
  }

  public long leastStep() {
    return leastStep.get();
  }

  public ReadOnlyLongProperty leastStepProperty() {
    return leastStep.getReadOnlyProperty();
  }

  /// Whether what flows have is spread over the time that they took.
  public void setSpread(boolean next) {
    if (spread.get() != next) {
      spread.set(next);
      changed.run();
    }
  }

  public boolean isSpread() {
    return spread.get();
  }

  public ReadOnlyBooleanProperty spreadProperty() {
    return spread.getReadOnlyProperty();
  }

  /// All of that, to be told elsewhere.
  public Timing timing() {
    return new Timing(asOf(), leastStep(), isSpread());
  }

  /// As it was told elsewhere; nothing is asked again for that alone.
  void tell(Timing timing) {
    asOf.set(timing.asOf());
    leastStep.set(timing.leastStepNanos());
    spread.set(timing.spread());
  }

  /// No finer steps than that tell when flows were sent; 0 where any do, or that is not known.
  void advise(long stepNanos) {
    advisedStep.set(stepNanos);
  }

  ReadOnlyLongProperty advisedStepProperty() {
    return advisedStep.getReadOnlyProperty();
  }

  long nowNanos() {
    return clock.getAsLong();
  }

  /// A range as it is at this moment.
  TimeRange at(RangeChoice range) {
    TimeRange now = range.at(endNanos(), bounds.oldestNanos(), bounds.newestNanos());
    return range instanceof RangeChoice.Last
        ? asOf().range(now, bounds.rows() == 0 ? 0 : bounds.newestNanos(), bucketNanos)
        : now;
  }

  /// Where the last minutes end: with what comes in now, or with the newest of a data set that is
  /// finished or comes with a delay.
  private long endNanos() {
    long now = clock.getAsLong();
    long behind = FlowQuery.SECOND + RangeChoice.COMPLETE_AFTER_NANOS;
    return live.getAsBoolean() || bounds.rows() == 0
        ? now
        : Math.min(now - behind, bounds.newestNanos()) + behind;
  }

  /// Flows stored in a range, about: as if they had come evenly.
  long flowsIn(TimeRange range) {
    long all = Math.max(1, bounds.newestNanos() - bounds.oldestNanos());
    long from = Math.max(range.fromNanos(), bounds.oldestNanos());
    long until = Math.min(range.untilNanos(), bounds.newestNanos());
    return Math.round(bounds.rows() * Math.clamp((double) (until - from) / all, 0, 1));
  }

  /// The width of the steps of a chart from now on.
  long steps(TimeRange range, int pixels) {
    bucketNanos = Math.max(leastStep.get(), BucketWidth.nanos(range, pixels));
    return bucketNanos;
  }
}
