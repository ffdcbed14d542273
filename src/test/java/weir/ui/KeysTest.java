package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.query.Ask;
import weir.query.FilterText;
import weir.query.RangeChoice;
import weir.query.Unit;
import weir.query.Views;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.ExploreView;

/// What the keyboard does on a live picture.
@ExtendWith(ApplicationExtension.class)
class KeysTest {
  private final TestWorkspace workspace = new TestWorkspace();
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    TestWorkspace.Plain live = new TestWorkspace.Plain("Demo network");
    live.live = true;
    live.store = new SlowStore(1000, System.currentTimeMillis() * 1_000_000, SlowStore.STEPS);
    workspace.demo = () -> live;
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    if (desktop != null) {
      desktop.close();
    }
  }

  private ExploreModel model() {
    return Objects.requireNonNull(desktop).model();
  }

  private void openLive(FxRobot robot) throws Exception {
    robot.clickOn("#start-demo");
    await(() -> robot.lookup("#throughput").tryQuery().isPresent());
    await(() -> model().dataSet().isPresent());
  }

  private static void focus(FxRobot robot, String query) {
    robot.interact(() -> robot.lookup(query).query().requestFocus());
  }

  @Test
  void theViewHasTheKeyboardAtFirst(FxRobot robot) throws Exception {
    openLive(robot);
    await(() -> robot.window(0).getScene().getFocusOwner() instanceof ExploreView);
    robot.type(KeyCode.SPACE);
    assertTrue(model().paused());
    robot.type(KeyCode.SPACE);
    assertFalse(model().paused());
  }

  @Test
  void spacePausesWhereverTheFocusIsAndPressesNothing(FxRobot robot) throws Exception {
    openLive(robot);
    for (String query :
        List.of(
            "#unit-packets",
            "#scaled",
            "#theme",
            ".source-list > .list-view",
            "#sources .table-view")) {
      focus(robot, query);
      robot.type(KeyCode.SPACE);
      assertTrue(model().paused(), query);
      robot.type(KeyCode.SPACE);
      assertFalse(model().paused(), query);
    }
    assertSame(Unit.BITS, model().unit());
    assertTrue(model().scaled());
  }

  @Test
  void enterPressesTheButtonThatHasTheKeyboard(FxRobot robot) throws Exception {
    openLive(robot);
    focus(robot, "#unit-packets");
    robot.type(KeyCode.ENTER);
    assertSame(Unit.PACKETS, model().unit());
    assertFalse(model().paused());
  }

  @Test
  void spaceInATextIsASpace(FxRobot robot) throws Exception {
    openLive(robot);
    robot.type(KeyCode.SLASH);
    focus(robot, "#filter");
    robot.write("src ip");
    assertFalse(model().paused());
    assertEquals("src ip", robot.lookup("#filter").queryAs(TextField.class).getText());
  }

  @Test
  void whereNothingMovesSpacePressesAsAnywhere(FxRobot robot) throws Exception {
    focus(robot, "#start-demo");
    robot.type(KeyCode.SPACE);
    await(() -> workspace.names().size() == 1);
    assertFalse(model().paused());
  }

  @Test
  void anotherSourceIsNotPausedWithTheOneBefore(FxRobot robot) throws Exception {
    openLive(robot);
    robot.type(KeyCode.SPACE);
    assertTrue(model().paused());
    workspace.add(new TestWorkspace.Plain("other"));
    ListView<?> list = robot.lookup(".source-list > .list-view").queryAs(ListView.class);
    await(() -> list.getItems().size() == 2);
    robot.interact(() -> list.getSelectionModel().select(1));
    assertFalse(model().paused());
  }

  @Test
  void escEndsWhatIsAskedAndTheLivePictureGoesOnByItself(FxRobot robot) throws Exception {
    TestWorkspace.Plain endless = new TestWorkspace.Plain("endless");
    endless.live = true;
    endless.store = new SlowStore(50, System.currentTimeMillis() * 1_000_000, 1);
    workspace.demo = () -> endless;
    openLive(robot);
    Label matched = robot.lookup("#status-matched").queryAs(Label.class);
    await(() -> matched.getText().startsWith("looking at"));
    List<String> said = new CopyOnWriteArrayList<>();
    robot.interact(() -> matched.textProperty().addListener((_, _, now) -> said.add(now)));
    robot.type(KeyCode.ESCAPE);
    await(() -> said.stream().anyMatch(text -> text.startsWith("stopped at")));
    await(() -> !said.getLast().startsWith("stopped"));
    assertEquals(List.of("endless"), workspace.names());
  }

  private static void shortcut(FxRobot robot, KeyCode key) {
    robot.press(KeyCode.CONTROL, key).release(key, KeyCode.CONTROL);
  }

  @Test
  void whatIsTypedFindsAView(FxRobot robot) throws Exception {
    openLive(robot);
    shortcut(robot, KeyCode.K);
    await(() -> robot.lookup("#command-search").tryQuery().isPresent());
    robot.write("tcp fl").type(KeyCode.ENTER);
    await(() -> model().view().id().equals("tcp-flags"));
    assertTrue(robot.lookup("#command-search").tryQuery().isEmpty());
  }

  @Test
  void whatWasFoundLastIsFirstTheNextTime(FxRobot robot) throws Exception {
    openLive(robot);
    shortcut(robot, KeyCode.K);
    robot.write("count packets").type(KeyCode.ENTER);
    assertSame(Unit.PACKETS, model().unit());
    robot.interact(() -> model().setUnit(Unit.BITS));
    shortcut(robot, KeyCode.K);
    robot.type(KeyCode.ENTER);
    assertSame(Unit.PACKETS, model().unit());
  }

  @Test
  void whatIsTypedFiltersOrGroups(FxRobot robot) throws Exception {
    openLive(robot);
    shortcut(robot, KeyCode.K);
    robot.write("dst port 443").type(KeyCode.ENTER);
    await(() -> FilterText.of(model().scope().filter()).equals("dst port 443"));
    shortcut(robot, KeyCode.K);
    robot.write("src_mac").type(KeyCode.ENTER);
    await(() -> model().view().asks());
    assertEquals("src_mac", Ask.of(model().view()).by().getFirst().name());
  }

  @Test
  void whatIsTypedIsATime(FxRobot robot) throws Exception {
    openLive(robot);
    shortcut(robot, KeyCode.K);
    robot.write("last 90 min").type(KeyCode.ENTER);
    await(() -> model().scope().range().equals(new RangeChoice.Last(Duration.ofMinutes(90))));
  }

  @Test
  void escLeavesEverythingAsItWas(FxRobot robot) throws Exception {
    openLive(robot);
    String before = model().view().id();
    shortcut(robot, KeyCode.K);
    robot.write("talkers").type(KeyCode.ESCAPE);
    await(() -> robot.lookup("#command-search").tryQuery().isEmpty());
    assertEquals(before, model().view().id());
    assertFalse(model().paused());
  }

  @Test
  void everyCommandHasANameOfItsOwn() {
    List<String> ids =
        Objects.requireNonNull(desktop).shell().commands().matching("").stream()
            .map(Command::id)
            .toList();
    assertEquals(Set.copyOf(ids).size(), ids.size());
  }

  private Set<String> listed() {
    return robotlessTexts().stream()
        .flatMap(keys -> List.of(keys.split("  ")).stream())
        .collect(Collectors.toSet());
  }

  private List<String> robotlessTexts() {
    return KeyList.create(Objects.requireNonNull(desktop).shell().commands().always(), () -> {})
        .lookupAll(".key")
        .stream()
        .map(node -> ((Label) node).getText())
        .toList();
  }

  @Test
  void everyKeyOfTheWindowIsInTheList(FxRobot robot) throws Exception {
    Set<String> listed = WaitForAsyncUtils.asyncFx(this::listed).get();
    Set<String> keys =
        WaitForAsyncUtils.asyncFx(
                () ->
                    robot.window(0).getScene().getAccelerators().keySet().stream()
                        .map(key -> key.getName().replace("Shortcut", "Ctrl").replace("Comma", ","))
                        .map(KeysTest::asListed)
                        .collect(Collectors.toSet()))
            .get();
    keys.removeAll(listed);
    assertEquals(Set.of(), keys);
    assertTrue(listed.containsAll(Set.of("Space", "Esc", "/", "?", "Alt+←", "Alt+→", "Del")));
  }

  private static String asListed(String key) {
    return switch (key) { // plus, minus and zero are at several places of a keyboard
      case "Ignore Shift+Ctrl+Plus", "Ignore Shift+Ctrl+Equals", "Ignore Shift+Ctrl+Add" ->
          "Ctrl++";
      case "Ignore Shift+Ctrl+Minus", "Ignore Shift+Ctrl+Subtract" -> "Ctrl+-";
      case "Ctrl+Numpad 0" -> "Ctrl+0";
      default -> key.startsWith("Shift+Ctrl+") ? "Ctrl+Shift+" + key.substring(11) : key;
    };
  }
}
