package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.RangeChoice;
import weir.query.Result;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.Capabilities;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreStatus;
import weir.ui.explore.ExploreModel;

/// On a store that answers at once, until it is held.
@ExtendWith(ApplicationExtension.class)
class OlderPicturesTest {
  private static final long NEWEST = 1_700_000_000_000_000_000L;

  private static final class HeldStore implements FlowReader {
    private final SlowStore status = new SlowStore(0, NEWEST, SlowStore.STEPS);
    private volatile CountDownLatch held = new CountDownLatch(0);

    @Override
    @SuppressWarnings("unchecked") // it is asked for sums alone
    public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
      CountDownLatch now = held;
      cancel.onCancel(now::countDown);
      return (Question<A>)
          new Question<Answer>() {
            @Override
            public Answer next() {
              try {
                now.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return SlowStore.answer((FlowQuery) query, SlowStore.STEPS);
            }

            @Override
            public void close() {}
          };
    }

    @Override
    public String sql(Query<?> query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.ALL;
    }

    @Override
    public StoreStatus status() {
      return status.status();
    }

    @Override
    public void close() {}
  }

  private final HeldStore store = new HeldStore();
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(new SlowSource.Alone(new SlowSource(store)), Views.builtIn(), stage);
    stage.setWidth(1400);
    stage.setHeight(900);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    store.held.countDown();
    if (desktop != null) {
      desktop.close();
    }
  }

  private ExploreModel model() {
    return Objects.requireNonNull(desktop).model();
  }

  private static List<Node> panels(FxRobot robot) {
    return List.copyOf(robot.lookup(".panel").queryAll());
  }

  private static boolean stale(Node panel) {
    return panel.getStyleClass().contains("stale");
  }

  private static Set<String> notes(FxRobot robot) {
    return robot.lookup(".panel-note").queryAll().stream()
        .filter(Node::isVisible)
        .map(Node::getAccessibleText)
        .collect(Collectors.toSet());
  }

  private void awaitAnswered(FxRobot robot) throws Exception {
    await(
        () ->
            panels(robot).size() > 4
                && robot.lookup(".legend-entry").queryAll().size() > 8
                && notes(robot).isEmpty()
                && panels(robot).stream().noneMatch(OlderPicturesTest::stale));
  }

  @Test
  void picturesOfAnotherQuestionAreDimmedAndSaySo(FxRobot robot) throws Exception {
    awaitAnswered(robot);
    store.held = new CountDownLatch(1);
    robot.interact(() -> model().range(new RangeChoice.Last(Duration.ofMinutes(15))));
    await(() -> panels(robot).stream().allMatch(OlderPicturesTest::stale));
    assertEquals(Set.of("Older picture · Asking for the last 15 minutes…"), notes(robot));
    assertEquals(0.4, robot.lookup("#protocols .chart-content").query().getOpacity());
    assertEquals(0.4, robot.lookup("#sources .table-view").query().getOpacity());
    store.held.countDown();
    awaitAnswered(robot);
    assertEquals(1, robot.lookup("#protocols .chart-content").query().getOpacity());
  }

  @Test
  void theSameAskedAgainStaysAsItIs(FxRobot robot) throws Exception {
    awaitAnswered(robot);
    store.held = new CountDownLatch(1);
    robot.interact(() -> model().refresh());
    // said later than a panel would
    Button ask = robot.lookup("#ask").queryAs(Button.class);
    await(() -> "Stop asking (Esc)".equals(ask.getAccessibleText()));
    assertTrue(panels(robot).stream().noneMatch(OlderPicturesTest::stale));
    assertEquals(Set.of(), notes(robot));
  }

  @Test
  void anEmptyPanelSaysThatItLoads(FxRobot robot) throws Exception {
    awaitAnswered(robot);
    store.held = new CountDownLatch(1);
    robot.interact(() -> model().setView(Views.builtIn().all().get(1)));
    await(() -> notes(robot).equals(Set.of("Loading…")));
    assertTrue(panels(robot).stream().noneMatch(OlderPicturesTest::stale));
  }
}
