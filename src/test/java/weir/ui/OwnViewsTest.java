package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.query.Panel;
import weir.query.Rank;
import weir.query.View;
import weir.query.Views;
import weir.screen.OwnViewFiles;

/// Views of one's own, from the menu to the file and back.
@ExtendWith(ApplicationExtension.class)
class OwnViewsTest {
  private static final long NEWEST = 1_700_000_000_000_000_000L;

  @TempDir private static Path home;

  private final Path folder = home.resolve("views" + System.nanoTime());
  private final Views views = Views.with(new OwnViewFiles(folder));
  private final SlowSource source = new SlowSource(new SlowStore(1, NEWEST, SlowStore.STEPS));
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("broken.json"), "[]");
    desktop = new Desktop(new SlowSource.Alone(source), views, stage);
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

  private Desktop desktop() {
    return Objects.requireNonNull(desktop);
  }

  private View shown() {
    return desktop().model().view();
  }

  /// What the view's menu offers.
  private void choose(FxRobot robot, String text) throws Exception {
    await(() -> robot.lookup("#" + shown().panels().getFirst().id()).tryQuery().isPresent());
    robot.interact(
        () -> {
          List<MenuItem> items = desktop().shell().views().items(shown());
          items.stream()
              .filter(item -> item.getText().equals(text))
              .findFirst()
              .orElseThrow()
              .fire();
        });
  }

  private String offered(FxRobot robot) {
    return robot
        .interact(() -> {})
        .lookup("#view-" + shown().id())
        .tryQuery()
        .map(
            _ ->
                desktop().shell().views().items(shown()).stream()
                    .map(MenuItem::getText)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse(""))
        .orElse("not in the list");
  }

  private static void press(FxRobot robot, String dialog, String button) {
    DialogPane pane = robot.lookup(dialog).queryAs(DialogPane.class);
    robot.interact(
        () ->
            pane.getButtonTypes().stream()
                .filter(type -> type.getText().equals(button))
                .map(pane::lookupButton)
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow()
                .fire());
  }

  private void duplicate(FxRobot robot, String title) throws Exception {
    choose(robot, "Duplicate…");
    await(() -> robot.lookup("#view-title-text").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#view-title-text").queryAs(TextField.class).setText(title));
    press(robot, "#view-title", "OK");
    await(() -> shown().title().equals(title));
  }

  @Test
  void aBrokenFileIsSaidInTheList(FxRobot robot) throws Exception {
    await(() -> !texts(robot, "#view-problems .notice").isEmpty());
    assertTrue(texts(robot, "#view-problems .notice").contains("broken.json, line 1, column 1"));
    assertTrue(robot.lookup("#view-overview").tryQuery().isPresent());
  }

  @Test
  void aCopyIsMadeRenamedAndDeleted(FxRobot robot) throws Exception {
    duplicate(robot, "Night shift");
    assertTrue(Files.exists(folder.resolve("night-shift.json")));
    assertEquals("Night shift", robot.lookup("#view-night-shift").queryAs(Labeled.class).getText());
    assertEquals(Views.builtIn().named("overview").panels(), shown().panels());
    assertTrue(offered(robot).endsWith("Import view…, Delete…"), offered(robot));

    choose(robot, "Rename…");
    await(() -> robot.lookup("#view-title-text").tryQuery().isPresent());
    robot.interact(() -> robot.lookup("#view-title-text").queryAs(TextField.class).setText("Day"));
    press(robot, "#view-title", "OK");
    await(() -> shown().title().equals("Day"));
    assertEquals("night-shift", shown().id());

    choose(robot, "Delete…");
    await(() -> robot.lookup("#view-delete").tryQuery().isPresent());
    press(robot, "#view-delete", "Delete");
    await(() -> shown().id().equals("overview"));
    assertFalse(Files.exists(folder.resolve("night-shift.json")));
    assertFalse(robot.lookup("#view-night-shift").tryQuery().isPresent());
  }

  @Test
  void panelsAreEditedAndTheViewGoesBackToHowItCame(FxRobot robot) throws Exception {
    View before = shown();
    choose(robot, "Edit panels…");
    await(() -> robot.lookup("#view-editor").tryQuery().isPresent());
    ListView<?> panels = robot.lookup("#view-panels").queryAs(ListView.class);
    robot.interact(
        () -> {
          panels.getSelectionModel().select(5); // sources
          robot.lookup("#panel-title").queryAs(TextField.class).setText("Networks");
          robot.lookup("#panel-by").queryAs(TextField.class).setText("src_addr/24, dst_prot");
          panels.getSelectionModel().select(0);
        });
    assertEquals(5, panels.getSelectionModel().getSelectedIndex());
    String said = texts(robot, "#panel-problem");
    assertTrue(said.startsWith("'by' is wrong: there is no field 'dst_prot'"), said);
    robot.interact(
        () -> {
          robot.lookup("#panel-by").queryAs(TextField.class).setText("src_addr/24");
          robot.lookup("#panel-filter").queryAs(TextField.class).setText("udp");
          robot.lookup("#panel-top").queryAs(TextField.class).setText("7");
          ComboBox<String> measure = robot.lookup("#panel-measure").query();
          measure.getSelectionModel().select("pps");
          ComboBox<Rank.By> rank = robot.lookup("#panel-rank").query();
          rank.getSelectionModel().select(Rank.By.MAXIMUM);
          panels.getSelectionModel().select(7);
          robot.lookup("#panel-remove").queryAs(Button.class).fire();
          robot.lookup("#panel-add").queryAs(Button.class).fire();
          robot.lookup("#panel-title").queryAs(TextField.class).setText("Mine");
        });
    press(robot, "#view-editor", "Save");
    await(() -> views.isOwn("overview") && shown().panels().size() == 8 && !shown().equals(before));
    Panel sources = shown().panel("sources");
    assertEquals("Networks", sources.title());
    assertEquals("src_addr/24", sources.sums().by().getFirst().name());
    assertEquals(7, sources.sums().top());
    assertEquals(Rank.By.MAXIMUM, sources.sums().rank());
    assertEquals("Mine", shown().inOrder().getLast().title());
    assertTrue(shown().panels().stream().noneMatch(panel -> panel.id().equals("services")));
    await(() -> robot.lookup("#panel-8").tryQuery().isPresent());

    choose(robot, "Reset to how it came");
    await(() -> shown().equals(before));
    assertFalse(views.isOwn("overview"));
  }

  @Test
  void keysMoveAPanel(FxRobot robot) throws Exception {
    await(() -> robot.lookup("#throughput").tryQuery().isPresent());
    Node chart = robot.lookup("#throughput").query();
    robot.interact(chart::requestFocus);
    robot
        .press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.RIGHT)
        .release(KeyCode.RIGHT, KeyCode.SHIFT, KeyCode.CONTROL);
    await(() -> shown().inOrder().getFirst().id().equals("packets"));
    assertTrue(views.isOwn("overview"));
  }

  @Test
  void aHeaderIsDraggedOntoAnotherPanel(FxRobot robot) throws Exception {
    await(() -> robot.lookup("#sources .panel-title").tryQuery().isPresent());
    await(() -> robot.lookup("#destinations .panel-title").tryQuery().isPresent());
    Node from = robot.lookup("#sources .panel-title").query();
    Node to = robot.lookup("#destinations").query();
    robot.drag(from).dropTo(to);
    await(() -> shown().panel("destinations").place().column() == 0);
    assertEquals(4, shown().panel("sources").place().column());
  }

  @Test
  void aViewIsExportedAndImportedAgain(FxRobot robot) throws Exception {
    Path file = folder.resolveSibling("out.json");
    desktop().shell().views().toExport = _ -> Optional.of(file);
    desktop().shell().views().toImport = () -> Optional.of(file);
    choose(robot, "Export view…");
    await(() -> Files.exists(file) && texts(robot, ".shared-bar .label").contains("out.json"));
    assertEquals(shown().panels(), OwnViewFiles.read(file).panels());
    choose(robot, "Import view…");
    await(() -> shown().id().equals("out"));
    Files.writeString(file, "{}");
    choose(robot, "Import view…");
    await(() -> texts(robot, ".shared-bar .label").contains("No view was read: "));
    assertEquals("out", shown().id());
  }
}
