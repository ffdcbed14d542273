package weir.ui.explore;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import weir.enrich.CutAddresses;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.query.Against;
import weir.query.Answer;
import weir.query.AsOf;
import weir.query.BucketWidth;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.DrillDown;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.History;
import weir.query.RangeChoice;
import weir.query.Result;
import weir.query.Scope;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.query.Timing;
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

  private static final int MOST_VALUES = 1_000;

  private final LongSupplier clock;
  private final ReadOnlyObjectWrapper<Optional<DataSet>> dataSet =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Beside>> beside =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Against>> against =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<AsOf> asOf = new ReadOnlyObjectWrapper<>(AsOf.NOW);
  private final ReadOnlyLongWrapper leastStep = new ReadOnlyLongWrapper();
  private final ReadOnlyBooleanWrapper spread = new ReadOnlyBooleanWrapper();
  private final ReadOnlyLongWrapper advisedStep = new ReadOnlyLongWrapper();

  /// Of the newest frame.
  private long bucketNanos = FlowQuery.SECOND;

  private final ReadOnlyObjectWrapper<History> history;
  private final ReadOnlyObjectWrapper<View> view;
  private final ReadOnlyObjectWrapper<Unit> unit = new ReadOnlyObjectWrapper<>(Unit.BITS);
  private final ReadOnlyObjectWrapper<Boolean> scaled = new ReadOnlyObjectWrapper<>(true);
  private final ReadOnlyObjectWrapper<Boolean> paused = new ReadOnlyObjectWrapper<>(false);
  private final ReadOnlyObjectWrapper<ZoneId> zone = new ReadOnlyObjectWrapper<>(ZoneOffset.UTC);
  private final ReadOnlyObjectWrapper<ChartChoice> charts =
      new ReadOnlyObjectWrapper<>(ChartChoice.FIRST);
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
  private final ReadOnlyStringWrapper matched = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Labels> labels = new ReadOnlyObjectWrapper<>(Labels.NONE);

  private final FilterShelf shelf = new FilterShelf();
  private HostLook look = HostLook.NONE;

  /// Values of texts that panels have shown.
  private final Map<FlowField, SortedSet<String>> values = new EnumMap<>(FlowField.class);

  /// What the questions so far were asked with; null before that is known.
  private @Nullable Overrides overrides;

  private Dimensions dimensions = Dimensions.BUILT_IN;
  private DirectionRules directions = DirectionRules.NONE;
  private StoreStatus bounds = StoreStatus.EMPTY;

  private boolean unattended;
  private boolean lent;
  private Optional<View> hosts = Optional.empty();
  private Optional<View> records = Optional.empty();

  /// @param clock the wall clock, in nanoseconds since 1970
  /// @param first the view that is shown first
  public ExploreModel(LongSupplier clock, View first) {
    this.clock = clock;
    view = new ReadOnlyObjectWrapper<>(first);
    history = new ReadOnlyObjectWrapper<>(History.of(new Scope(Filter.all(), FIRST_LIVE), first));
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
    bounds = next.map(set -> set.store().status()).orElse(StoreStatus.EMPTY);
    matched.set("");
    labels.set(Labels.NONE);
    values.clear();
    dimensions = Dimensions.BUILT_IN;
    directions = DirectionRules.NONE;
    overrides = null;
    paused.set(false); // it was of the picture before
    beside.set(Optional.empty());
    against.set(Optional.empty());
    leastStep.set(0);
    spread.set(false);
    advisedStep.set(0);
    dataSet.set(next);
    history.set(History.of(new Scope(Filter.all(), range), view()));
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

  /// Looks at another data set together with this one, or at this one alone again.
  public void beside(Optional<Beside> other) {
    if (other.isPresent()) {
      against.set(Optional.empty()); // two things at once would be read as one
    }
    beside.set(other.filter(_ -> dataSet().isPresent()));
  }

  public Optional<Beside> beside() {
    return Objects.requireNonNull(beside.get());
  }

  public ReadOnlyObjectProperty<Optional<Beside>> besideProperty() {
    return beside.getReadOnlyProperty();
  }

  /// Compares what is shown with other flows of the data set, or with none any more.
  public void compare(Optional<Against> other) {
    if (other.isPresent()) {
      beside.set(Optional.empty());
    }
    against.set(other.filter(_ -> dataSet().isPresent()));
  }

  public Optional<Against> against() {
    return Objects.requireNonNull(against.get());
  }

  public ReadOnlyObjectProperty<Optional<Against>> againstProperty() {
    return against.getReadOnlyProperty();
  }

  /// What the store holds by now; "everything" spans it. A file that is still being read is asked
  /// again when it has grown; a table that others fill late is not, for it may never rest.
  public void bounds(StoreStatus status) {
    boolean grown = status.rows() != bounds.rows();
    bounds = status;
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
    Labels worded = look.over(names);
    if (!worded.equals(labels.get())) {
      labels.set(worded);
    }
    Overrides before = overrides;
    boolean same = now.equals(dimensions);
    if (newOverrides.equals(before) && same && newDirections.equals(directions)) {
      return;
    }
    overrides = newOverrides;
    boolean others =
        !same
            || newDirections.fingerprint() != directions.fingerprint()
            || (before != null && before.ratesFingerprint() != newOverrides.ratesFingerprint());
    directions = newDirections;
    dimensions = now;
    if (others) {
      History renamed = history().filtered(now::now);
      if (!renamed.equals(history())) {
        history.set(renamed);
      }
      changed();
    }
  }

  /// What is shown, to be shown again elsewhere: a range that moves stays where it is.
  public Screen screen() {
    return new Screen(
        view(),
        FilterText.of(scope().filter()),
        rangeNow(),
        zone(),
        unit(),
        scaled(),
        new Screen.Charts(charts().number().label(), charts().otherHidden()),
        against().map(Against::text).orElse(""),
        timing());
  }

  /// Shows what was shown elsewhere, of the data set that is explored; back leads to what was
  /// looked at before.
  ///
  /// @param words of that data set
  /// @throws IllegalArgumentException with a sentence, if its filter has other words; nothing is
  ///   changed then
  public void show(Screen screen, Dimensions words) {
    Filter filter = screen.filter(words);
    Optional<Against> other = screen.against(words);
    lent = true;
    try {
      setUnit(screen.unit());
      setScaled(screen.scaled());
      setZone(screen.zone());
      setCharts(charts().with(screen.charts().legend(), screen.charts().otherHidden()));
      setPaused(false);
      tell(screen.timing());
      Scope next = new Scope(filter, new RangeChoice.Between(screen.range()));
      moveTo(history().go(new History.Step(next, screen.view())));
      compare(other);
    } finally {
      lent = false;
    }
  }

  /// That addresses are cut in flows that may be among those shown, in words.
  public Optional<String> cutAddresses() {
    return Optional.ofNullable(overrides)
        .flatMap(said -> CutAddresses.words(said, scope().filter(), labels()));
  }

  /// Whether it is known where one's own network ends.
  public boolean canCountOnce() {
    return dimensions.once().isPresent();
  }

  /// Whether flows are counted once, where they cross the border.
  public boolean isCountedOnce() {
    return dimensions.once().filter(scope().filter().conjuncts()::contains).isPresent();
  }

  /// Counts flows once, or wherever they are seen. It is a part of the filter, so that it goes
  /// wherever the filter does.
  public void setCountedOnce(boolean once) {
    Filter counted = dimensions.once().orElse(null);
    if (counted == null || once == isCountedOnce()) {
      return;
    }
    Filter now = scope().filter();
    filter(once ? now.and(counted) : now.without(now.conjuncts().indexOf(counted)));
  }

  /// Whether what changes at this moment is what somebody else had chosen.
  public boolean isLent() {
    return lent;
  }

  public void filter(Filter filter) {
    go(new Scope(filter, scope().range()));
  }

  public void range(RangeChoice range) {
    go(new Scope(scope().filter(), range));
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
            moveTo(history().go(new History.Step(which, page)));
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
    go(DrillDown.apply(scope(), selection));
  }

  /// Twice the time around what is shown.
  public void zoomOut() {
    range(new RangeChoice.Between(rangeNow().widened()));
  }

  private void go(Scope next) {
    if (!next.equals(scope())) {
      moveTo(history().go(next));
    }
  }

  public void back() {
    moveTo(history().back());
  }

  public void forward() {
    moveTo(history().forward());
  }

  /// To a place in [#history].
  public void goTo(int index) {
    moveTo(history().at(index));
  }

  private void moveTo(History next) {
    if (!next.equals(history.get())) {
      history.set(next);
      view.set(next.view());
      changed();
    }
  }

  /// Shows the same flows in another view.
  public void setView(View next) {
    if (!next.equals(view.get())) {
      moveTo(history().turn(next));
    }
  }

  /// Where ranges that move along end.
  public void setAsOf(AsOf next) {
    if (asOf.get() != next) {
      asOf.set(next);
      changed();
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
      changed();
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
      changed();
    }
  }

  public boolean isSpread() {
    return spread.get();
  }

  public ReadOnlyBooleanProperty spreadProperty() {
    return spread.getReadOnlyProperty();
  }

  /// How time is told.
  public Timing timing() {
    return new Timing(asOf(), leastStep(), isSpread());
  }

  private void tell(Timing timing) {
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
    moveTo(history().go(new History.Step(some, next)));
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
    beside().ifPresent(other -> other.set().store().refresh());
    changed();
  }

  void matched(String text) {
    matched.set(text);
  }

  private void changed() {
    revision.set(revision.get() + 1);
  }

  public long nowNanos() {
    return clock.getAsLong();
  }

  /// Where the last minutes end: with what comes in now, or with the newest of a data set that is
  /// finished or comes with a delay.
  private long endNanos() {
    long now = clock.getAsLong();
    boolean live = dataSet().map(set -> set.live() && !set.ofOthers()).orElse(true);
    long behind = FlowQuery.SECOND + RangeChoice.COMPLETE_AFTER_NANOS;
    return live || bounds.rows() == 0 ? now : Math.min(now - behind, bounds.newestNanos()) + behind;
  }

  /// The range as it is at this moment.
  public TimeRange rangeNow() {
    TimeRange now = scope().range().at(endNanos(), bounds.oldestNanos(), bounds.newestNanos());
    return scope().range() instanceof RangeChoice.Last
        ? asOf().range(now, bounds.rows() == 0 ? 0 : bounds.newestNanos(), bucketNanos)
        : now;
  }

  /// Flows stored in the range, about: as if they had come evenly.
  long flowsInRange() {
    TimeRange range = rangeNow();
    long all = Math.max(1, bounds.newestNanos() - bounds.oldestNanos());
    long from = Math.max(range.fromNanos(), bounds.oldestNanos());
    long until = Math.min(range.untilNanos(), bounds.newestNanos());
    return Math.round(bounds.rows() * Math.clamp((double) (until - from) / all, 0, 1));
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
    bucketNanos = Math.max(leastStep.get(), BucketWidth.nanos(rangeNow(), pixels));
    return new Frame(rangeNow(), scope().filter(), unit(), scaled(), bucketNanos, dimensions)
        .withSpread(isSpread());
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
    return history().current();
  }

  public History history() {
    return Objects.requireNonNull(history.get());
  }

  public View view() {
    return Objects.requireNonNull(view.get());
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

  public ReadOnlyObjectProperty<History> historyProperty() {
    return history.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<View> viewProperty() {
    return view.getReadOnlyProperty();
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

  /// What finds out names of hosts that are looked at.
  public HostLook look() {
    return look;
  }

  /// Has this one find them out from now on.
  public void look(HostLook other) {
    look = other;
  }

  /// Filters that are kept.
  public FilterShelf shelf() {
    return shelf;
  }

  /// What can be grouped and filtered by in this data set.
  public Dimensions dimensions() {
    return dimensions;
  }

  /// Names of exporters and interfaces, and values of texts that panels have shown.
  public Labels labels() {
    return Objects.requireNonNull(labels.get()).withValues(values);
  }

  /// An answer is shown: filters offer the names that are in it.
  void shown(Result answer) {
    look.at(answer);
    for (Answer.Key key : answer.keys()) {
      FlowField field = key.dimension().whole().orElse(null);
      if (field != null && field.kind() == Kind.TEXT) {
        SortedSet<String> met = values.computeIfAbsent(field, _ -> new TreeSet<>());
        for (int row = 0; row < answer.groups() && met.size() < MOST_VALUES; row++) {
          met.add(key.text(row));
        }
        met.remove("");
      }
    }
  }

  public ReadOnlyObjectProperty<Labels> labelsProperty() {
    return labels.getReadOnlyProperty();
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

  /// Scopes from the first to the one that is shown.
  List<Scope> trail() {
    return history().trail();
  }
}
