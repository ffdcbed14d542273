package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
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
import weir.exporter.ExporterStatus;
import weir.exporter.Labels;
import weir.ingest.FailedSource;
import weir.ingest.IngestStatus;
import weir.ingest.Listening;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.Views;
import weir.store.FlowReader;
import weir.store.StoreException;

/// What fails is seen where the source is, whatever the workspace throws.
@ExtendWith(ApplicationExtension.class)
class SourceTroubleTest {
  private static final long NEWEST = 1_700_000_000_000_000_000L;

  /// Opens and closes as told.
  private static final class Troubled implements Workspace {
    private final List<Source> open = new CopyOnWriteArrayList<>();

    @Override
    public List<Source> sources() {
      return List.copyOf(open);
    }

    @Override
    public Source openFile(Path file) {
      throw new StoreException("the disk of " + file + " is gone; put it back", null);
    }

    @Override
    public Source listen(Listening where) {
      throw new IllegalStateException("no sockets");
    }

    @Override
    public Source demo() {
      Source source = new SlowSource(new SlowStore(1, NEWEST, SlowStore.STEPS));
      open.add(source);
      return source;
    }

    @Override
    public Source failed(String name, String message) {
      Source source = new FailedSource(name, message);
      open.add(source);
      return source;
    }

    @Override
    public void close(Source source) {
      open.remove(source);
      if (source instanceof SlowSource || source.name().equals("stuck")) {
        throw new StoreException("no space left on the disk; free some", null);
      }
    }

    @Override
    public void close() {}
  }

  /// Flows, of whose exporters nothing can be told.
  private record Forgetful(SlowSource flows) implements Source {
    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public boolean live() {
      return false;
    }

    @Override
    public FlowReader store() {
      return flows.store();
    }

    @Override
    public IngestStatus status() {
      return flows.status();
    }

    @Override
    public List<ExporterStatus> exporters() {
      throw new StoreException("the file of exporters is gone", null);
    }

    @Override
    public Labels told() {
      return Labels.NONE;
    }

    @Override
    public void close() {}
  }

  private final Troubled workspace = new Troubled();
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.setWidth(1400);
    stage.setHeight(900);
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

  private static String texts(FxRobot robot, String query) {
    return robot.lookup(query).queryAllAs(Labeled.class).stream()
        .filter(Node::isVisible)
        .map(Labeled::getText)
        .collect(Collectors.joining(" | "));
  }

  private static void closeRow(FxRobot robot, String name) {
    Node row =
        robot.lookup(".source-head").queryAll().stream()
            .filter(head -> texts(robot, head).equals(name))
            .findFirst()
            .orElseThrow();
    robot.clickOn(robot.from(row).lookup(".source-remove").queryAs(Button.class));
  }

  private static String texts(FxRobot robot, Node head) {
    return robot.from(head).lookup(".source-name").queryAs(Labeled.class).getText();
  }

  @Test
  void aListenerThatCannotBeOpenedIsARowThatSaysWhy(FxRobot robot) throws Exception {
    String sentence =
        "It could not be opened: something inside Weir failed (the log has more). Try again, or"
            + " close it";
    robot.clickOn("#start-listen");
    await(() -> texts(robot, ".source-detail").equals(sentence));
    assertEquals("Live", texts(robot, ".source-name"));
    assertEquals("Failed", texts(robot, ".source-state"));
    await(() -> texts(robot, ".start-title").equals("Trouble with Live"));
    assertEquals(sentence, texts(robot, ".start-subtitle"));
    assertEquals("Live · failed", texts(robot, "#status-source"));
    closeRow(robot, "Live");
    await(() -> texts(robot, ".source-name").isEmpty());
    assertTrue(robot.lookup("#start-listen").tryQuery().isPresent());
  }

  @Test
  void whatAStoreSaysIsSaidAsItIs(FxRobot robot) throws Exception {
    Desktop shown = desktop;
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          if (shown != null) {
            shown.shell().desk().open(List.of(Path.of("/data/flows")));
          }
        });
    await(
        () ->
            texts(robot, ".source-detail")
                .startsWith(
                    "It could not be opened: the disk of /data/flows is gone; put it back. Try"));
    assertEquals("flows", texts(robot, ".source-name"));
  }

  @Test
  void aSourceThatIsNotClosedAsItShouldStaysAsARowThatSaysSo(FxRobot robot) throws Exception {
    robot.clickOn("#start-demo");
    await(() -> robot.lookup("#throughput").tryQuery().isPresent());
    closeRow(robot, "last week");
    await(() -> texts(robot, ".source-state").equals("Failed"));
    assertEquals("last week", texts(robot, ".source-name"));
    assertTrue(
        texts(robot, ".source-detail")
            .startsWith(
                "It was not closed as it should: no space left on the disk; free some. What had"
                    + " come last may not be stored: try again"),
        texts(robot, ".source-detail"));
  }

  @Test
  void exportersThatCannotBeReadAreSaidOnTheirPage(FxRobot robot) throws Exception {
    workspace.open.add(new Forgetful(new SlowSource(new SlowStore(1, NEWEST, SlowStore.STEPS))));
    await(() -> robot.lookup("#throughput").tryQuery().isPresent());
    robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
    await(
        () ->
            texts(robot, "#exporters-warning")
                .equals(
                    "The exporters cannot be read: the file of exporters is gone. It is tried"
                        + " again every second"));
  }

  @Test
  void aFailedCloseLeavesWhatIsShown(FxRobot robot) throws Exception {
    robot.clickOn("#start-demo");
    workspace.open.addFirst(new FailedSource("stuck", "at first"));
    await(() -> robot.lookup("#throughput").tryQuery().isPresent());
    await(() -> texts(robot, ".source-name").contains("stuck"));
    closeRow(robot, "stuck");
    await(() -> texts(robot, ".source-detail").startsWith("It was not closed as it should: "));
    assertEquals("last week · complete", texts(robot, "#status-source"));
    assertTrue(robot.lookup("#throughput").tryQuery().isPresent());
  }
}
