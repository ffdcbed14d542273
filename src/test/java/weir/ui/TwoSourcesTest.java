package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.ingest.RemoteSource;
import weir.ingest.Source;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.RangeChoice;
import weir.query.Result;
import weir.query.TimeRange;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.Cost;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreStatus;
import weir.ui.explore.ExploreModel;

/// A source of this machine and a cluster: together in one window, and what spares the cluster.
@ExtendWith(ApplicationExtension.class)
class TwoSourcesTest {
  /// Of others: it rests between questions, and says what they cost.
  private static final class Others implements FlowReader {
    private final SlowStore store =
        new SlowStore(1, TimeRange.nanos(Instant.now()), SlowStore.STEPS);
    final Queue<Query<?>> asked = new ConcurrentLinkedQueue<>();
    volatile long rest = 3_600_000_000_000L;
    volatile long rows;

    @Override
    public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
      asked.add(query);
      return store.ask(query, cancel);
    }

    @Override
    public Optional<Cost> cost(Query<?> query, Cancel cancel) {
      return Optional.of(new Cost(rows));
    }

    @Override
    public long restNanos(long tookNanos) {
      return rest;
    }

    @Override
    public String sql(Query<?> query) {
      return "";
    }

    @Override
    public StoreStatus status() {
      return store.status();
    }

    @Override
    public void close() {}
  }

  private final TestWorkspace workspace = new TestWorkspace();
  private final Others others = new Others();
  private final RemoteSource cluster =
      new RemoteSource("Backbone", "flows on ch1", others, InstantSource.system());
  private final TestWorkspace.Plain local = new TestWorkspace.Plain("Live");
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    local.store = new SlowStore(1, TimeRange.nanos(Instant.now()), SlowStore.STEPS);
    workspace.add(local);
    workspace.add(cluster);
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.setWidth(1400);
    stage.setHeight(900);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
  }

  private Shell shell() {
    return Objects.requireNonNull(desktop).shell();
  }

  private ExploreModel model() {
    return Objects.requireNonNull(desktop).model();
  }

  private void select(FxRobot robot, Source source) throws Exception {
    await(() -> robot.lookup(".source-name").queryAll().size() >= 2);
    robot.interact(() -> shell().select(source));
    await(() -> texts(robot, "#status-matched").contains("flows match"));
  }

  private String menu(Source source) {
    SourceReading reading =
        new SourceMonitor(workspace, Runnable::run, System::nanoTime, _ -> {})
            .readings().stream().filter(one -> one.source() == source).findFirst().orElseThrow();
    return SourceMenu.items(reading, shell().desk()).stream()
        .map(MenuItem::getText)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  @Test
  void twoSourcesAreBesideEachOtherWithOneFilterAndRange(FxRobot robot) throws Exception {
    select(robot, local);
    assertTrue(menu(cluster).contains("Show beside Live, Lay over Live"), menu(cluster));
    assertFalse(menu(local).contains("beside"), menu(local));
    int before = robot.lookup(".panel").queryAll().size();
    robot.interact(() -> shell().desk().compare(cluster, false));
    await(() -> texts(robot, "#board-other-says").contains("flows match"));
    assertEquals("Live, Backbone", texts(robot, ".board-name"));
    assertEquals(2 * before, robot.lookup(".panel").queryAll().size());
    others.asked.clear();
    RangeChoice hour = new RangeChoice.Between(model().rangeNow());
    robot.interact(() -> model().range(hour));
    await(() -> others.asked.size() == before);
    assertEquals(model().rangeNow(), others.asked.element().range());
    robot.interact(() -> shell().showView(Views.builtIn().all().get(1)));
    await(() -> texts(robot, ".board-name").equals("Live, Backbone"));
    await(() -> texts(robot, "#board-other-says").contains("flows match"));
    robot.type(KeyCode.ESCAPE);
    await(() -> robot.lookup(".board-name").tryQuery().isEmpty());
  }

  @Test
  void oneSourceIsLaidOverTheOther(FxRobot robot) throws Exception {
    select(robot, local);
    robot.interact(() -> shell().desk().compare(cluster, true));
    await(() -> throughput(robot).contains("in · Backbone"));
    await(() -> texts(robot, ".ranking-table .column-header .label").contains("Backbone"));
    List<FlowQuery> series =
        others.asked.stream()
            .map(FlowQuery.class::cast)
            .filter(query -> query.bucketNanos() > 0)
            .toList();
    assertTrue(series.stream().allMatch(query -> query.by().size() <= 1), "one line a direction");
    robot.clickOn("#board-close");
    await(() -> robot.lookup("#board-close").tryQuery().isEmpty());
    assertFalse(throughput(robot).contains("Backbone"));
    assertFalse(texts(robot, ".ranking-table .column-header .label").contains("Backbone"));
  }

  private static String throughput(FxRobot robot) {
    return String.valueOf(robot.lookup("#throughput").query().getAccessibleText());
  }

  @Test
  void oneThatIsClosedIsNotAskedAnyMore(FxRobot robot) throws Exception {
    select(robot, local);
    robot.interact(() -> shell().desk().compare(cluster, false));
    await(() -> robot.lookup(".board-name").tryQuery().isPresent());
    robot.interact(() -> shell().desk().close(cluster));
    await(() -> robot.lookup(".board-name").tryQuery().isEmpty());
    assertTrue(model().others().beside().isEmpty());
  }

  @Test
  void aClusterRestsBetweenPictures(FxRobot robot) throws Exception {
    select(robot, cluster);
    assertTrue(model().moves(), "flows keep coming");
    int pictures = others.asked.size();
    for (int i = 0; i < 3; i++) {
      robot.interact(() -> shell().view().tick());
    }
    assertEquals(pictures, others.asked.size());
    robot.interact(() -> model().refresh());
    await(() -> others.asked.size() == 2 * pictures);
    others.rest = 1;
    await(() -> others.asked.size() >= 3 * pictures);
  }

  @Test
  void whatTakesLongIsSaidBeforeItIsAsked(FxRobot robot) throws Exception {
    select(robot, cluster);
    others.asked.clear();
    others.rows = 700_000_000;
    robot.interact(() -> model().range(new RangeChoice.Everything()));
    await(() -> robot.lookup("#cost").query().isVisible());
    assertTrue(
        texts(robot, "#cost .label")
            .matches("The panels would have Backbone read about 5.* billion rows.*"),
        texts(robot, "#cost .label"));
    assertTrue(others.asked.isEmpty(), "nobody has decided");
    assertTrue(
        texts(robot, "#throughput .panel-note").startsWith("stopped"),
        texts(robot, "#throughput .panel-note"));
    robot.interact(() -> robot.lookup("#cost-anyway").queryButton().fire());
    await(() -> !robot.lookup("#cost").query().isVisible() && !others.asked.isEmpty());
    robot.interact(() -> model().refresh());
    assertFalse(robot.lookup("#cost").query().isVisible(), "it is wanted");
    robot.interact(() -> model().range(new RangeChoice.Between(model().rangeNow())));
    await(() -> robot.lookup("#cost").query().isVisible());
    others.rows = 1;
    robot.interact(() -> robot.lookup("#cost-narrow").queryButton().fire());
    await(() -> !robot.lookup("#cost").query().isVisible());
    assertEquals(6 * 3600L * FlowQuery.SECOND, model().rangeNow().lengthNanos());
  }

  @Test
  void whereNobodyCanDecideWhatTakesLongIsAsked(FxRobot robot) throws Exception {
    select(robot, cluster);
    others.asked.clear();
    others.rows = 700_000_000;
    robot.interact(
        () -> {
          model().unattended();
          model().range(new RangeChoice.Everything());
        });
    await(() -> !others.asked.isEmpty());
    assertFalse(robot.lookup("#cost").query().isVisible());
  }
}
