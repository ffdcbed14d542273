package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Views;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;

/// Whatever can have the keyboard has a name that screen readers say.
@ExtendWith(ApplicationExtension.class)
class NamesTest {
  private static final long SECOND = 1_000_000_000L;

  /// One of each kind of picture, and the pages.
  private static final List<String> PAGES =
      List.of(
          "view.overview",
          "view.relations",
          "view.heatmaps",
          "view.tcp-flags",
          "view.explore",
          "view.records",
          "exporters",
          "sql",
          "settings",
          "setup",
          "listen",
          "capture",
          "connect",
          "help");

  private static FlowArchive store;

  private @Nullable Desktop desktop;

  @BeforeAll
  static void fill() {
    store = DuckDbStore.temporary();
    FlowBatch batch = new FlowBatch();
    for (int second = 0; second < 30; second++) {
      batch.set(FlowField.TIME_RECEIVED, (1_700_000_000L + second) * SECOND);
      batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000001 + second % 4));
      batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(0x0a000101));
      batch.set(FlowField.PROTOCOL, 6);
      batch.set(FlowField.DST_PORT, 443);
      batch.set(FlowField.TCP_FLAGS, 0x18);
      batch.set(FlowField.BYTES, 1_000);
      batch.set(FlowField.PACKETS, 10);
      batch.endRow();
    }
    try (FlowWriter writer = store.writer()) {
      writer.append(batch);
    }
  }

  @AfterAll
  static void empty() {
    store.close();
  }

  @Start
  void start(Stage stage) {
    TestWorkspace workspace = new TestWorkspace();
    workspace.demo =
        () -> {
          TestWorkspace.Plain made = new TestWorkspace.Plain("Network");
          made.store = store;
          return made;
        };
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.setWidth(1400);
    stage.setHeight(900);
    stage.show();
  }

  @AfterEach
  void close() {
    if (desktop != null) {
      desktop.close();
    }
  }

  private static boolean isNamed(Node node, Set<Node> labelled) {
    String said = node.getAccessibleText();
    return (said != null && !said.isBlank())
        || (node instanceof Labeled labeled
            && labeled.getText() != null
            && !labeled.getText().isBlank())
        || labelled.contains(node);
  }

  private static void labelled(Node node, Set<Node> found) {
    if (node instanceof Label label && label.getLabelFor() != null) {
      found.add(label.getLabelFor());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> labelled(child, found));
    }
  }

  private static void nameless(String page, Node node, Set<Node> labelled, Set<String> found) {
    if (!node.isVisible() || (node instanceof ScrollPane scroll && scroll.getContent() == null)) {
      return;
    }
    boolean inner = // of a control that has a name itself
        node.getParent() != null && node.getParent().isFocusTraversable();
    if (node.isFocusTraversable() && !inner && !isNamed(node, labelled)) {
      found.add(
          page
              + ": "
              + node.getClass().getSimpleName()
              + " "
              + Objects.requireNonNullElse(node.getId(), "")
              + " "
              + node.getStyleClass());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(one -> nameless(page, one, labelled, found));
    }
  }

  @Test
  void whateverCanHaveTheKeyboardHasAName(FxRobot robot) throws Exception {
    Desktop shown = Objects.requireNonNull(desktop);
    Set<String> found = new TreeSet<>();
    look(robot, shown, "start", found);
    robot.clickOn("#start-demo");
    Fx.await(() -> shown.shell().picture().isShown());
    for (String page : PAGES) {
      robot.interact(
          () ->
              shown.shell().commands().always().stream()
                  .filter(one -> one.id().equals(page))
                  .findFirst()
                  .orElseThrow()
                  .run()
                  .run());
      WaitForAsyncUtils.waitForFxEvents();
      if (page.startsWith("view.")) {
        String first = shown.model().view().panels().getFirst().id();
        Fx.await(() -> robot.lookup("#" + first).tryQuery().isPresent());
      }
      look(robot, shown, page, found);
    }
    assertEquals(Set.of(), found, () -> String.join("\n", found));
  }

  private static void look(FxRobot robot, Desktop shown, String page, Set<String> found) {
    robot.interact(
        () -> {
          Set<Node> labelled = new HashSet<>();
          labelled(shown.shell(), labelled);
          int before = found.size();
          nameless(page, shown.shell(), labelled, found);
          assertFalse(found.size() - before > 100);
        });
  }
}
