package weir.ui.explore;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.DrillDown;
import weir.query.Filter;
import weir.query.Frame;
import weir.query.History;
import weir.query.RangeChoice;
import weir.query.Scope;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.screen.Screen;
import weir.store.StoreStatus;
import weir.ui.chart.ChartChoice;

/// What is looked at, and how: the data set, the scope (filter and range) with its history, the
/// view, unit, sampling and time zone. No nodes in it; belongs to one thread.
public final class ExploreModel {
  /// Before there is a data set.
  static final RangeChoice FIRST_LIVE = new RangeChoice.Last(Duration.ofMinutes(5));

  private final ShownTime time;
  private final Vocabulary words = new Vocabulary();
  private final LookedBeside others = new LookedBeside(() -> dataSet().isPresent());
  private final LentScreens screens = new LentScreens(this);
  private final ReadOnlyObjectWrapper<Optional<DataSet>> dataSet =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final Travel travel;
  private final ReadOnlyObjectWrapper<Unit> unit = new ReadOnlyObjectWrapper<>(Unit.BITS);
  private final ReadOnlyObjectWrapper<Boolean> scaled = new ReadOnlyObjectWrapper<>(true);
  private final ReadOnlyObjectWrapper<Boolean> paused = new ReadOnlyObjectWrapper<>(false);
  private final ReadOnlyObjectWrapper<ZoneId> zone = new ReadOnlyObjectWrapper<>(ZoneOffset.UTC);
  private final ReadOnlyObjectWrapper<ChartChoice> charts =
      new ReadOnlyObjectWrapper<>(ChartChoice.FIRST);
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
  private final ReadOnlyStringWrapper matched = new ReadOnlyStringWrapper("");

  private final FilterShelf shelf = new FilterShelf();

  private boolean unattended;
  private Optional<View> hosts = Optional.empty();
  private Optional<View> records = Optional.empty();

  /// @param clock the wall clock, in nanoseconds since 1970
  /// @param first the view that is shown first
  public ExploreModel(LongSupplier clock, View first) {
    time =
        new ShownTime(
            clock,
            () -> dataSet().map(set -> set.live() && !set.ofOthers()).orElse(true),
            this::changed);
    travel = new Travel(new Scope(Filter.all(), FIRST_LIVE), first, this::changed);
  }

  /// Explores another data set, from the start: every flow; of a live one what is recent.
  public void open(Optional<DataSet> next) {
    if (next.equals(dataSet.get())) {
      return;
    }
    RangeChoice range =
        next.<RangeChoice>map(
                set ->
                    set.live() ? new RangeChoice.Last(set.recent()) : new RangeChoice.Everything())
            .orElse(FIRST_LIVE);
    time.open(next.map(set -> set.store().status()).orElse(StoreStatus.EMPTY));
    words.open();
    matched.set("");
    paused.set(false); // it was of the picture before
    others.clear();
    dataSet.set(next);
    travel.begin(new Scope(Filter.all(), range));
    changed();
  }

  /// Flows have stopped to come: what the filter lets through of all that has come is shown.
  public void ended() {
    dataSet()
        .filter(DataSet::live)
        .ifPresent(
            set -> {
              dataSet.set(
                  Optional.of(
                      new DataSet(set.name(), set.store(), false, set.recent(), set.bursts())));
              paused.set(false);
              if (scope().range() instanceof RangeChoice.Last) {
                range(new RangeChoice.Everything());
              } else {
                changed();
              }
            });
  }

  /// Where one has been.
  public Travel travel() {
    return travel;
  }

  /// What is looked at together with that.
  public LookedBeside others() {
    return others;
  }

  /// How time is told.
  public ShownTime time() {
    return time;
  }

  /// What things are called.
  public Vocabulary words() {
    return words;
  }

  /// What is shown, given to others and taken from them.
  public LentScreens screens() {
    return screens;
  }

  /// What the store holds by now; "everything" spans it. A file that is still being read is asked
  /// again when it has grown; a table that others fill late is not, for it may never rest.
  public void bounds(StoreStatus status) {
    boolean grown = time.bounds(status);
    boolean isRead = dataSet().filter(set -> !set.live() && !set.ofOthers()).isPresent();
    if (grown && !paused() && isRead) {
      changed();
    }
  }

  /// What is said of the data set's exporters by now, and nothing else.
  public void said(Labels names, Overrides newOverrides) {
    said(names, newOverrides, Dimensions.of(newOverrides), DirectionRules.NONE);
  }

  /// What people say of the data set's network by now: other names are shown; other sampling rates,
  /// sites, networks and the like, and other rules of directions ask everything again.
  public void said(
      Labels names, Overrides newOverrides, Dimensions now, DirectionRules newDirections) {
    if (words.said(names, newOverrides, now, newDirections, view(), scope().filter())) {
      History renamed = travel.history().filtered(now::now);
      if (!renamed.equals(travel.history())) {
        travel.rename(renamed);
      }
      changed();
    }
  }

  /// What was shown elsewhere, as the next step.
  void show(Screen screen, Filter filter) {
    Scope next = new Scope(filter, new RangeChoice.Between(screen.range()));
    travel.go(new History.Step(next, screen.view()));
  }

  /// That addresses are cut in flows that may be among those shown, in words.
  public Optional<String> cutAddresses() {
    return words.cutAddresses(scope().filter());
  }

  /// Whether it is known where one's own network ends.
  public boolean canCountOnce() {
    return words.dimensions().once().isPresent();
  }

  /// Whether flows are counted once, where they cross the border.
  public boolean isCountedOnce() {
    return words.dimensions().once().filter(scope().filter().conjuncts()::contains).isPresent();
  }

  /// Counts flows once, or wherever they are seen. It is a part of the filter, so that it goes
  /// wherever the filter does.
  public void setCountedOnce(boolean once) {
    Filter counted = words.dimensions().once().orElse(null);
    if (counted == null || once == isCountedOnce()) {
      return;
    }
    Filter now = scope().filter();
    filter(once ? now.and(counted) : now.without(now.conjuncts().indexOf(counted)));
  }

  public void filter(Filter filter) {
    travel.go(new Scope(filter, scope().range()));
  }

  public void range(RangeChoice range) {
    travel.go(new Scope(scope().filter(), range));
  }

  /// As long a range right before this one, or right after it.
  public void shift(boolean later) {
    TimeRange now = rangeNow();
    TimeRange moved = now.moved(later ? now.lengthNanos() : -now.lengthNanos());
    if (moved.lengthNanos() == now.lengthNanos()) {
      range(new RangeChoice.Between(moved));
    }
  }

  /// The view that is the page of a host.
  public void hosts(Optional<View> page) {
    hosts = page;
  }

  public Optional<View> hosts() {
    return hosts;
  }

  /// The view that has the flows themselves.
  public void records(Optional<View> page) {
    records = page;
  }

  public Optional<View> records() {
    return records;
  }

  /// Shows the flows behind what was pointed at, or behind all that is shown; back leads to where
  /// that was. Nothing happens where there is no view for it.
  public void showRecords(Optional<Selection> selection) {
    records.ifPresent(
        page -> {
          Scope which = selection.map(one -> DrillDown.apply(scope(), one)).orElseGet(this::scope);
          if (!which.equals(scope()) || !page.equals(view())) {
            travel.go(new History.Step(which, page));
          }
        });
  }

  /// Asks everything again that has changed here.
  void again() {
    changed();
  }

  /// Drills into what was pointed at.
  public void select(Selection selection) {
    if (selection instanceof Selection.Flows(Selection of)) {
      showRecords(Optional.of(of));
      return;
    }
    if (selection instanceof Selection.Host) {
      hosts.ifPresent(this::setView);
    }
    travel.go(DrillDown.apply(scope(), selection));
  }

  /// Twice the time around what is shown.
  public void zoomOut() {
    range(new RangeChoice.Between(rangeNow().widened()));
  }

  /// Shows the same flows in another view.
  public void setView(View next) {
    travel.turn(next);
  }

  public void setUnit(Unit next) {
    if (unit.get() != next) {
      unit.set(next);
      changed();
    }
  }

  /// What the flows that are shown can be grouped by; nothing where none are.
  public List<Dimension> groups() {
    return dataSet().isEmpty() ? List.of() : DimensionPicker.offered(this, "");
  }

  /// Shows some of the same flows in another view.
  ///
  /// @param which joins the filter
  void ask(View next, Filter which) {
    Scope some = new Scope(scope().filter().and(which), scope().range());
    travel.go(new History.Step(some, next));
  }

  /// Whether each flow counts as many times as its sampling rate says.
  public void setScaled(boolean next) {
    if (scaled.get() != next) {
      scaled.set(next);
      changed();
    }
  }

  public void setPaused(boolean next) {
    if (paused.get() != next) {
      paused.set(next);
      changed();
    }
  }

  public void setZone(ZoneId next) {
    zone.set(next);
  }

  /// What all charts show; of the store only columns are asked for that are new.
  public void setCharts(ChartChoice next) {
    charts.set(next);
  }

  /// From now on everything is asked, whatever it takes: nobody is there who could decide.
  public void unattended() {
    unattended = true;
  }

  boolean isUnattended() {
    return unattended;
  }

  /// Asks everything again, also what is known already.
  public void refresh() {
    dataSet().ifPresent(set -> set.store().refresh());
    others.beside().ifPresent(other -> other.set().store().refresh());
    changed();
  }

  void matched(String text) {
    matched.set(text);
  }

  private void changed() {
    revision.set(revision.get() + 1);
  }

  public long nowNanos() {
    return time.nowNanos();
  }

  /// The range as it is at this moment.
  public TimeRange rangeNow() {
    return time.at(scope().range());
  }

  /// Flows stored in the range, about: as if they had come evenly.
  long flowsInRange() {
    return time.flowsIn(rangeNow());
  }

  /// What the panels have in common at this moment, for plots of so many pixels.
  ///
  /// @param pixels across
  /// @param rows down
  public Frame frame(int pixels, int rows) {
    return frame(pixels).withRows(rows);
  }

  /// The same for plots of a usual height.
  public Frame frame(int pixels) {
    long stepNanos = time.steps(rangeNow(), pixels); // ranges may end with whole ones
    return new Frame(rangeNow(), scope().filter(), unit(), scaled(), stepNanos, words.dimensions())
        .withSpread(time.isSpread());
  }

  /// Whether the picture moves on by itself.
  public boolean moves() {
    boolean live = dataSet().map(DataSet::live).orElse(false);
    return !paused() && live && scope().range() instanceof RangeChoice.Last;
  }

  public Optional<DataSet> dataSet() {
    return Objects.requireNonNull(dataSet.get());
  }

  public Scope scope() {
    return travel.history().current();
  }

  public View view() {
    return travel.view();
  }

  public Unit unit() {
    return Objects.requireNonNull(unit.get());
  }

  public boolean scaled() {
    return scaled.get();
  }

  public boolean paused() {
    return paused.get();
  }

  public ZoneId zone() {
    return Objects.requireNonNull(zone.get());
  }

  public ChartChoice charts() {
    return Objects.requireNonNull(charts.get());
  }

  public ReadOnlyObjectProperty<ChartChoice> chartsProperty() {
    return charts.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Optional<DataSet>> dataSetProperty() {
    return dataSet.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<View> viewProperty() {
    return travel.viewProperty();
  }

  public ReadOnlyObjectProperty<Unit> unitProperty() {
    return unit.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Boolean> scaledProperty() {
    return scaled.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Boolean> pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /// Filters that are kept.
  public FilterShelf shelf() {
    return shelf;
  }

  public ReadOnlyObjectProperty<ZoneId> zoneProperty() {
    return zone.getReadOnlyProperty();
  }

  /// Goes up when the answers on the screen are out of date.
  public ReadOnlyLongProperty revisionProperty() {
    return revision.getReadOnlyProperty();
  }

  /// "1,204 flows match · 8 ms", "looking at 1,000,000 flows · 34 %".
  public ReadOnlyStringProperty matchedProperty() {
    return matched.getReadOnlyProperty();
  }
}
