package weir.ui.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import weir.flow.BurstBin;
import weir.flow.Bursting;
import weir.flow.Peaks;
import weir.query.Selection;
import weir.query.TimeRange;

/// The charts of a view: what is chosen in one holds for all, tables too, and their crosshairs
/// stand at the same time.
public final class ChartGroup {
  /// Where a crosshair is that is not seen.
  static final long NOWHERE = Long.MIN_VALUE;

  /// A chart of the group.
  interface Member {
    /// Something was chosen for all charts of the view.
    void chosen();

    /// Another chart is pointed at.
    ///
    /// @param nanos since 1970, or [#NOWHERE]
    void follow(long nanos);
  }

  private final List<Member> charts = new ArrayList<>();
  private final List<Runnable> others = new ArrayList<>();
  private final Consumer<ChartChoice> remember;
  private final LongSupplier clock;
  private ChartChoice choice;
  private Bursting bursts = Bursting.NONE;
  private Offer offer = (_, _) -> List.of();
  private List<StretchAction> stretchActions = List.of();

  /// @param choice to begin with
  /// @param remember called with each choice
  public ChartGroup(ChartChoice choice, Consumer<ChartChoice> remember) {
    this(choice, remember, () -> TimeRange.nanos(Instant.now()));
  }

  /// @param clock the wall clock, in nanoseconds since 1970
  public ChartGroup(ChartChoice choice, Consumer<ChartChoice> remember, LongSupplier clock) {
    this.choice = choice;
    this.remember = remember;
    this.clock = clock;
  }

  long nowNanos() {
    return clock.getAsLong();
  }

  void add(Member chart) {
    charts.add(chart);
  }

  /// For what is no chart.
  ///
  /// @param chosen called after each choice
  public void onChosen(Runnable chosen) {
    others.add(chosen);
  }

  /// What came at once of what the charts show.
  public void bursts(Bursting known) {
    bursts = known;
  }

  /// What of that is to be seen; none where nothing is known, or nobody wants it.
  List<Peaks> peaks() {
    return choice.bursts().map(bursts::bursts).orElse(List.of());
  }

  /// Whether there is anything to be chosen.
  boolean hasPeaks() {
    return !bursts.bursts(BurstBin.HUNDRED).isEmpty();
  }

  /// What menus offer beyond what a panel can do by itself.
  @FunctionalInterface
  public interface Offer {
    /// @param panel whose menu it is
    /// @param selection what is pointed at; empty for all that is shown
    List<MenuItem> items(Region panel, Optional<Selection> selection);
  }

  /// Has menus offer more.
  public void offer(Offer more) {
    offer = more;
  }

  /// Has charts offer more to be done with a stretch of time that is marked.
  public void stretches(List<StretchAction> actions) {
    stretchActions = List.copyOf(actions);
  }

  List<StretchAction> stretches() {
    return stretchActions;
  }

  /// What is offered.
  public List<MenuItem> offered(Region panel, Optional<Selection> selection) {
    return offer.items(panel, selection);
  }

  public boolean otherHidden() {
    return choice.otherHidden();
  }

  /// Leaves "Other" out of all panels, or takes it in again.
  public void hideOther(boolean hidden) {
    choose(choice.withOtherHidden(hidden));
  }

  /// What tables say of steps over time.
  public Set<StepNumber> columns() {
    return choice.columns();
  }

  /// Has all tables say that of steps, or no longer.
  public void column(StepNumber column, boolean shown) {
    choose(choice.withColumn(column, shown));
  }

  ChartChoice choice() {
    return choice;
  }

  void choose(ChartChoice next) {
    if (!next.equals(choice)) {
      choice = next;
      remember.accept(next);
      charts.forEach(Member::chosen);
      others.forEach(Runnable::run);
    }
  }

  /// The reader points at a time in one chart, or at none any more: the others follow.
  void point(Member from, long nanos) {
    for (Member chart : charts) {
      if (chart != from) {
        chart.follow(nanos);
      }
    }
  }
}
