package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.query.Views;
import weir.ui.help.HelpPage;

/// The hand-book in the window, and the window about Weir.
@ExtendWith(ApplicationExtension.class)
class HelpTest {
  private final TestWorkspace workspace = new TestWorkspace();
  private @Nullable Desktop desktop;
  private @Nullable Stage window;

  @Start
  void start(Stage stage) {
    TestWorkspace.Plain live = new TestWorkspace.Plain("Demo network");
    live.live = true;
    live.store = new SlowStore(1000, System.currentTimeMillis() * 1_000_000, SlowStore.STEPS);
    workspace.demo = () -> live;
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    window = stage;
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

  private Shell shell() {
    return Objects.requireNonNull(desktop).shell();
  }

  private String address() {
    return shell().helpShown().map(HelpPage::address).orElse("");
  }

  private static void key(FxRobot robot, KeyCode... keys) {
    robot.press(keys);
    for (KeyCode key : List.of(keys).reversed()) {
      robot.release(key);
    }
  }

  private static boolean shows(FxRobot robot, String words) {
    return robot.lookup("#help-page .help-text").queryAllAs(Text.class).stream()
        .anyMatch(text -> text.getText().contains(words));
  }

  private static <T> T onFx(Callable<T> what) throws Exception {
    return WaitForAsyncUtils.asyncFx(what).get();
  }

  @ParameterizedTest
  @EnumSource
  void everyTopicLeadsToAHeading(HelpTopic topic) throws Exception {
    String[] address = topic.address().split("#", 2);
    List<String> headings =
        Files.readAllLines(Path.of("docs", address[0])).stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();
    assertTrue(address.length == 1 || headings.contains(address[1]), headings.toString());
  }

  @Test
  void f1OpensTheChapterThatFitsAndClosesIt(FxRobot robot) throws Exception {
    key(robot, KeyCode.F1);
    await(() -> shows(robot, "From nothing to a finding"));
    assertEquals("handbook/first-hour.md", address());
    key(robot, KeyCode.F1);
    await(() -> robot.lookup("#start-demo").tryQuery().isPresent());
    key(robot, KeyCode.CONTROL, KeyCode.L);
    await(() -> robot.lookup("#listen-allowed").tryQuery().isPresent());
    key(robot, KeyCode.F1);
    await(() -> shows(robot, "Routers, switches and hosts tell"));
    assertEquals("handbook/listening.md", address());
    key(robot, KeyCode.ESCAPE);
    await(() -> robot.lookup("#listen-allowed").tryQuery().isPresent());
    key(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    key(robot, KeyCode.F1);
    await(() -> address().equals("handbook/clickhouse.md"));
    key(robot, KeyCode.CONTROL, KeyCode.I);
    await(() -> address().isEmpty());
    key(robot, KeyCode.F1);
    await(() -> address().equals("handbook/capturing.md"));
  }

  @Test
  void viewsExportersAndTheFilterHaveChaptersOfTheirOwn(FxRobot robot) throws Exception {
    robot.clickOn("#start-demo");
    await(() -> robot.lookup("#throughput").tryQuery().isPresent());
    key(robot, KeyCode.F1);
    await(() -> shows(robot, "On the left are sources and views"));
    assertEquals("handbook/first-hour.md#what-a-view-shows", address());
    robot.type(KeyCode.SPACE);
    assertFalse(Objects.requireNonNull(desktop).model().paused(), "no picture is shown");
    key(robot, KeyCode.ESCAPE);
    await(() -> robot.lookup("#throughput").tryQuery().isPresent());
    robot.type(KeyCode.SLASH);
    key(robot, KeyCode.F1);
    await(() -> address().equals("handbook/filters.md"));
    key(robot, KeyCode.F1);
    key(robot, KeyCode.CONTROL, KeyCode.E);
    key(robot, KeyCode.F1);
    await(() -> address().equals("handbook/doctor.md"));
    key(robot, KeyCode.CONTROL, KeyCode.DIGIT1);
    await(() -> robot.lookup("#throughput").tryQuery().isPresent());
    assertEquals("", address());
  }

  @Test
  void linksLeadOnAndAltLeftBack(FxRobot robot) throws Exception {
    key(robot, KeyCode.F1);
    await(() -> shows(robot, "From nothing to a finding"));
    await(() -> link(robot, "Troubleshooting") == null && link(robot, "Operations") != null);
    robot.interact(() -> Objects.requireNonNull(link(robot, "Operations")).fire());
    await(() -> shows(robot, "A collector that runs for years"));
    assertEquals("handbook/operations.md", address());
    assertEquals("Operations", chapter(robot));
    key(robot, KeyCode.ALT, KeyCode.LEFT);
    await(() -> shows(robot, "From nothing to a finding"));
    key(robot, KeyCode.ALT, KeyCode.RIGHT);
    await(() -> shows(robot, "A collector that runs for years"));
    robot.clickOn("#help-back");
    await(() -> address().equals("handbook/first-hour.md"));
    assertTrue(robot.lookup("#help-back").queryAs(Button.class).isDisabled());
  }

  private static @Nullable Hyperlink link(FxRobot robot, String words) {
    return robot.lookup("#help-page .help-link").queryAllAs(Hyperlink.class).stream()
        .filter(link -> words.equals(link.getAccessibleText()))
        .findFirst()
        .orElse(null);
  }

  private static String chapter(FxRobot robot) {
    for (Node node : robot.lookup("#help-list .list-cell").queryAll()) {
      if (node instanceof ListCell<?> cell && cell.isSelected()) {
        return String.valueOf(cell.getText());
      }
    }
    return "";
  }

  /// A long page is built in pieces, and shown from the heading on.
  @Test
  void anAnchorIsAtTheTop(FxRobot robot) throws Exception {
    key(robot, KeyCode.F1);
    robot.interact(() -> shell().helpShown().orElseThrow().show("commands.md#weir-import"));
    await(() -> shows(robot, "weir import"));
    await(() -> distance(robot, "weir import") < 60);
    assertTrue(distance(robot, "weir import") > -20, "it is seen");
  }

  private static double distance(FxRobot robot, String heading) {
    ScrollPane page = robot.lookup("#help-page").queryAs(ScrollPane.class);
    return robot.lookup("#help-page .help-heading-2").queryAll().stream()
        .filter(
            node ->
                node.lookupAll(".help-text").stream()
                    .anyMatch(text -> ((Text) text).getText().equals(heading)))
        .mapToDouble(node -> top(node) - top(page))
        .findFirst()
        .orElse(Double.MAX_VALUE);
  }

  private static double top(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMinY();
  }

  @Test
  void theSearchFindsInAllPages(FxRobot robot) throws Exception {
    key(robot, KeyCode.F1);
    await(() -> shows(robot, "From nothing to a finding"));
    robot.type(KeyCode.SLASH);
    TextField search = robot.lookup("#help-search").queryAs(TextField.class);
    await(search::isFocused);
    robot.write("templates awaited");
    await(() -> texts(robot, ".help-found").startsWith("Templates are awaited"));
    robot.type(KeyCode.DOWN);
    ListView<?> list = robot.lookup("#help-list").queryAs(ListView.class);
    await(list::isFocused);
    robot.interact(() -> list.getSelectionModel().selectFirst());
    await(() -> address().equals("handbook/troubleshooting.md#templates-are-awaited"));
    robot.interact(search::requestFocus);
    robot.type(KeyCode.ESCAPE);
    await(() -> search.getText().isEmpty());
    await(() -> chapter(robot).equals("Troubleshooting"));
    robot.type(KeyCode.ESCAPE);
    await(() -> address().isEmpty());
  }

  @Test
  void commandsAreCopiedWithoutWhatTheyPrint(FxRobot robot) throws Exception {
    key(robot, KeyCode.F1);
    await(() -> shows(robot, "From nothing to a finding"));
    await(() -> copyButton(robot, "Copy weir query --data traffic --every") != null);
    robot.interact(
        () ->
            Objects.requireNonNull(copyButton(robot, "Copy weir query --data traffic --every"))
                .fire());
    assertEquals(
        "weir query --data traffic --every 1s --measure flows --from 2026-11-21T01:40:00Z",
        onFx(() -> Clipboard.getSystemClipboard().getString()));
  }

  private static @Nullable Button copyButton(FxRobot robot, String begins) {
    return robot.lookup("#help-page .help-copy").queryAllAs(Button.class).stream()
        .filter(button -> button.getAccessibleText().startsWith(begins))
        .findFirst()
        .orElse(null);
  }

  /// The list and the page take turns where there is no room for both.
  @Test
  void aNarrowWindowShowsOneAtATime(FxRobot robot) throws Exception {
    robot.interact(() -> Objects.requireNonNull(window).setWidth(WindowPlace.LEAST_WIDTH));
    robot.interact(() -> Objects.requireNonNull(desktop).zoom(150));
    key(robot, KeyCode.F1);
    await(() -> shows(robot, "From nothing to a finding"));
    await(() -> robot.lookup("#help-list").tryQuery().isEmpty());
    robot.clickOn("#help-chapters");
    await(() -> robot.lookup("#help-list").tryQuery().isPresent());
    assertTrue(robot.lookup("#help-page").tryQuery().isEmpty());
    robot.clickOn("Listening to exporters");
    await(() -> shows(robot, "Routers, switches and hosts tell"));
    await(() -> robot.lookup("#help-list").tryQuery().isEmpty());
    Region help = robot.lookup(".help").queryAs(Region.class);
    double right = help.localToScene(help.getLayoutBounds()).getMaxX();
    for (Node node : robot.lookup("#help-page .help-words, #help-page .help-block").queryAll()) {
      double edge = node.localToScene(node.getLayoutBounds()).getMaxX();
      assertTrue(edge <= right + 1, node + " leaves the window");
    }
  }

  @Test
  void aboutSaysWhatItIs(FxRobot robot) throws Exception {
    robot.interact(
        () -> robot.lookup("#help").queryAs(MenuButton.class).getItems().getLast().fire());
    await(() -> about() != null);
    String facts = texts(robot, "#about-facts .label");
    assertTrue(facts.startsWith("Weir, "), facts);
    assertTrue(facts.contains("JavaFX, 26"), facts);
    ListView<?> parts = robot.lookup("#about-parts").queryAs(ListView.class);
    TextArea text = robot.lookup("#about-text").queryAs(TextArea.class);
    await(() -> text.getText().contains("Apache License"));
    robot.interact(() -> parts.getSelectionModel().select(1));
    await(() -> text.getText().startsWith("The GNU General Public License (GPL)"));
    robot.interact(() -> robot.lookup("#about-copy").queryAs(Button.class).fire());
    String copied = onFx(() -> Clipboard.getSystemClipboard().getString());
    assertTrue(copied.matches("(?s)Weir .*\nJava 25.*\nSettings not kept\n"), copied);
    robot.interact(
        () ->
            parts.fireEvent(
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
    await(() -> about() == null);
  }

  private static @Nullable Window about() {
    return Window.getWindows().stream()
        .filter(one -> one instanceof Stage stage && "About Weir".equals(stage.getTitle()))
        .findFirst()
        .orElse(null);
  }

  @Test
  void theListOfKeysLeadsToTheHandBook(FxRobot robot) throws Exception {
    key(robot, KeyCode.SHIFT, KeyCode.SLASH);
    await(() -> robot.lookup("#keys-help").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#keys-help").queryAs(Button.class).fire());
    await(() -> address().equals("handbook/first-hour.md"));
  }
}
