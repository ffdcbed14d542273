package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Against;
import weir.query.AsOf;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Measure;
import weir.query.Panel;
import weir.query.Query;
import weir.query.RangeChoice;
import weir.query.Result;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreStatus;
import weir.store.duckdb.DuckDbStore;

class ExploreModelTest {
  private static final long NOW = 1_700_000_000L * FlowQuery.SECOND;
  private static final Selection TCP =
      new Selection.Group(Dimension.of(FlowField.PROTOCOL), List.of(new IpAddress(0, 6)), false);

  private static final FlowReader STORE = DuckDbStore.temporary();
  private static final Views VIEWS = Views.builtIn();
  private static final View OVERVIEW = VIEWS.first();

  private final ExploreModel model = new ExploreModel(() -> NOW, OVERVIEW);

  private int opened;

  @AfterAll
  static void close() {
    STORE.close();
  }

  private void open(boolean live) {
    model.open(Optional.of(new DataSet("data " + ++opened, STORE, live)));
  }

  @Test
  void rangesEndWithAWholeStepAndStepsAreNoFinerThanWanted() {
    open(true);
    model.range(new RangeChoice.Last(Duration.ofMinutes(5)));
    assertEquals(FlowQuery.SECOND, model.frame(1000).bucketNanos());
    long before = model.revisionProperty().get();
    model.time().setLeastStep(60 * FlowQuery.SECOND);
    model.time().setAsOf(AsOf.WHOLE_STEP);
    assertEquals(before + 2, model.revisionProperty().get(), "asks again");
    Frame frame = model.frame(1000);
    assertEquals(60 * FlowQuery.SECOND, frame.bucketNanos());
    assertEquals(0, frame.range().untilNanos() % (60 * FlowQuery.SECOND));
    assertEquals(Duration.ofMinutes(5), frame.range().duration());
    assertEquals(frame.range(), model.rangeNow());
    TimeRange fixed = new TimeRange(5 * FlowQuery.SECOND, 17 * FlowQuery.SECOND);
    model.range(new RangeChoice.Between(fixed));
    assertEquals(fixed, model.rangeNow(), "what does not move stays");
    open(true);
    assertEquals(FlowQuery.SECOND, model.frame(1000).bucketNanos(), "another data set");
  }

  @Test
  void comparingIsKeptWithTheScreenAndEndsBesideAnother() {
    open(false);
    Against day = new Against.Earlier(Against.Step.DAY);
    model.others().compare(Optional.of(day));
    var screen = model.screens().now();
    assertEquals("day", screen.compare());
    model.others().beside(Optional.of(new Beside(new DataSet("two", STORE, false), true)));
    assertTrue(model.others().against().isEmpty());
    model.screens().show(screen, model.words().dimensions());
    assertEquals(Optional.of(day), model.others().against());
    assertTrue(model.others().beside().isEmpty());
    model.filter(Filter.equal(FlowField.PROTOCOL, 0, 6));
    assertEquals(Optional.of(day), model.others().against(), "it stays through other filters");
  }

  @Test
  void askingAgainReliesOnNothingThatWasAnsweredBefore() {
    List<String> asked = new ArrayList<>();
    model.open(Optional.of(new DataSet("one", anew("one", asked), false)));
    model
        .others()
        .beside(Optional.of(new Beside(new DataSet("two", anew("two", asked), false), false)));
    model.refresh();
    assertEquals(List.of("one", "two"), asked);
  }

  private static FlowReader anew(String name, List<String> asked) {
    return new FlowReader() {
      @Override
      public void refresh() {
        asked.add(name);
      }

      @Override
      public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
        return Question.inOneStep(query::nothing);
      }

      @Override
      public String sql(Query<?> query) {
        return "";
      }

      @Override
      public StoreStatus status() {
        return StoreStatus.EMPTY;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void otherRatesAskEverythingAgainAndOtherNamesDoNot() {
    open(false);
    long asked = model.revisionProperty().get();
    Overrides rates =
        Overrides.NONE.with(new IpAddress(0, 1), Overrides.Exporter.NOTHING.withSamplingRate(7));
    model.said(Labels.NONE, rates);
    assertEquals(asked, model.revisionProperty().get()); // those that it was asked with
    Labels names = Labels.told(Map.of(new IpAddress(0, 1), Map.of(1L, "eth1")));
    model.said(names, rates);
    assertEquals(names, model.words().labels());
    assertEquals(asked, model.revisionProperty().get());
    model.said(names, Overrides.NONE);
    assertEquals(asked + 1, model.revisionProperty().get());
    Overrides sites =
        Overrides.NONE.with(new IpAddress(0, 1), Overrides.Exporter.NOTHING.withSite("Berlin"));
    model.said(names, sites);
    assertEquals(asked + 2, model.revisionProperty().get());
    open(false);
    assertEquals(Labels.NONE, model.words().labels());
  }

  @Test
  void liveDataOpensWithTheLastFiveMinutesInOneSecondBuckets() {
    open(true);
    Frame frame = model.frame(800);
    assertEquals(Duration.ofMinutes(5), frame.range().duration());
    assertEquals(NOW - RangeChoice.COMPLETE_AFTER_NANOS, frame.range().untilNanos());
    assertEquals(FlowQuery.SECOND, frame.bucketNanos());
    assertTrue(model.moves());
  }

  @Test
  void theLastMinutesOfAFinishedDataSetAreItsOwn() {
    open(false);
    long newest = NOW - 86_400 * FlowQuery.SECOND + 5;
    model.bounds(new StoreStatus(7, 0, NOW - 90_000 * FlowQuery.SECOND, newest));
    model.range(new RangeChoice.Last(Duration.ofMinutes(5)));
    TimeRange last = model.rangeNow();
    assertTrue(last.contains(newest));
    assertEquals(NOW - 86_399 * FlowQuery.SECOND, last.untilNanos());
    assertEquals(Duration.ofMinutes(5), last.duration());
    model.range(new RangeChoice.Everything());
    assertTrue(model.rangeNow().contains(newest));
  }

  @Test
  void zoomingOutNeverLeavesWhatCanBeTold() {
    open(true);
    for (int i = 0; i < 80; i++) {
      model.zoomOut();
    }
    assertEquals(TimeRange.ALL, model.rangeNow());
  }

  @Test
  void pausedOrFinishedDataStandStill() {
    open(true);
    model.setPaused(true);
    assertFalse(model.moves());
    model.setPaused(false);
    open(false);
    assertFalse(model.moves());
  }

  @Test
  void aDrillDownNarrowsEveryPanelAndBackLeadsOut() {
    open(true);
    model.select(TCP);
    Filter tcp = Filter.equal(FlowField.PROTOCOL, 0, 6);
    for (Panel panel : OVERVIEW.panels()) {
      assertTrue(panel.queryFor(model.frame(800)).filter().conjuncts().contains(tcp), panel.id());
    }
    model.travel().back();
    assertEquals(Filter.all(), model.scope().filter());
    model.travel().forward();
    assertEquals(tcp, model.scope().filter());
  }

  @Test
  void aBrushSetsTheRangeAndKeepsTheFilter() {
    open(true);
    model.select(TCP);
    TimeRange minute = new TimeRange(NOW - 60 * FlowQuery.SECOND, NOW);
    model.select(new Selection.Span(minute));
    assertEquals(minute, model.rangeNow());
    assertFalse(model.scope().filter().isAll());
    assertFalse(model.moves());
  }

  @Test
  void theUnitChangesRankingsAndStacksButNotThroughput() {
    open(true);
    model.setUnit(Unit.PACKETS);
    Frame frame = model.frame(800);
    for (Panel panel : OVERVIEW.panels()) {
      Measure first = panel.queryFor(frame).measures().getFirst();
      Measure expected =
          panel.id().equals("throughput") ? Measure.BITS_PER_SECOND : Measure.PACKETS_PER_SECOND;
      assertEquals(expected, first, panel.id());
    }
  }

  @Test
  void rawLeavesTheSamplingRateOutOfEveryQuestion() {
    open(true);
    model.setScaled(false);
    Frame frame = model.frame(800);
    for (View view : VIEWS.all()) {
      for (Panel panel : view.panels()) {
        assertFalse(panel.questionFor(frame).scaled(), view.id() + "/" + panel.id());
      }
    }
  }

  @Test
  void eachChangeAsksAgainAndTheSameAgainDoesNot() {
    open(true);
    long before = model.revisionProperty().get();
    model.filter(Filter.all());
    model.setUnit(Unit.BITS);
    assertEquals(before, model.revisionProperty().get());
    model.setUnit(Unit.FLOWS);
    assertNotEquals(before, model.revisionProperty().get());
  }

  @Test
  void anotherDataSetStartsWithAFreshHistory() {
    open(true);
    model.select(TCP);
    open(true);
    assertTrue(model.scope().filter().isAll());
    assertFalse(model.travel().history().canBack());
  }

  /// Kept by others.
  private static final FlowReader OTHERS =
      new FlowReader() {
        @Override
        public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
          throw new AssertionError("nobody asks");
        }

        @Override
        public long restNanos(long tookNanos) {
          return 5 * FlowQuery.SECOND;
        }

        @Override
        public String sql(Query<?> query) {
          return "";
        }

        @Override
        public StoreStatus status() {
          return StoreStatus.EMPTY;
        }

        @Override
        public void close() {}
      };

  @Test
  void theLastMinutesOfAClusterEndWithItsNewestFlow() {
    model.open(Optional.of(new DataSet("cluster", OTHERS, true)));
    long newest = NOW - 40 * FlowQuery.SECOND;
    model.bounds(new StoreStatus(10, 0, NOW - 9_000 * FlowQuery.SECOND, newest));
    assertEquals(newest + FlowQuery.SECOND, model.rangeNow().untilNanos());
    assertTrue(model.moves());
  }

  @Test
  void aClusterThatIsFilledLateIsNotAskedAgainForIt() {
    model.open(Optional.of(new DataSet("cluster", OTHERS, false)));
    model.bounds(new StoreStatus(10, 0, 0, NOW));
    long asked = model.revisionProperty().get();
    model.bounds(new StoreStatus(20, 0, 0, NOW));
    assertEquals(asked, model.revisionProperty().get());
  }
}
