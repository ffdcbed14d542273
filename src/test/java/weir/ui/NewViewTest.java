package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.export.Pictures;
import weir.query.ExampleView;
import weir.query.View;
import weir.query.Views;

/// A file that is put beside those of Weir's own views is a view in the desktop: in the list, by
/// its key, in the list of keys, and as a picture.
@ExtendWith(ApplicationExtension.class)
class NewViewTest {
  private static final long NEWEST = 1_700_000_000_000_000_000L;

  private final Views views = ExampleView.views();
  private final SlowSource source = new SlowSource(new SlowStore(1, NEWEST, SlowStore.STEPS));
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(new SlowSource.Alone(source), views, stage);
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

  @Test
  void isListedInItsPlaceAndHasAKey(FxRobot robot) throws Exception {
    await(() -> robot.lookup("#throughput").tryQuery().isPresent());
    assertEquals(
        String.join(", ", views.all().stream().map(View::title).toList()) + ", Exporters, Names",
        texts(robot, ".view-button"));
    robot.press(KeyCode.CONTROL, KeyCode.DIGIT8).release(KeyCode.DIGIT8, KeyCode.CONTROL);
    await(() -> robot.lookup("#port-series").tryQuery().isPresent());
    assertTrue(robot.lookup("#view-ports").queryAs(ToggleButton.class).isSelected());
    TableView<?> probes = robot.lookup("#probes .table-view").queryAs(TableView.class);
    await(() -> probes.getItems().size() == 12);
    await(() -> "Name, Flows, Share".equals(texts(robot, "#probes .column-header .label")));
    robot.press(KeyCode.SHIFT, KeyCode.SLASH).release(KeyCode.SLASH, KeyCode.SHIFT);
    await(() -> texts(robot, ".key-list .label").contains("Ctrl+8, Ports, Ctrl+E, Exporters"));
    robot.type(KeyCode.ESCAPE);
  }

  @Test
  void isDrawn() throws Exception {
    BufferedImage ports = drawn("ports");
    BufferedImage overview = drawn("overview");
    assertEquals(1000, ports.getWidth());
    assertNotEquals(pixels(overview), pixels(ports));
    assertTrue(pixels(ports).stream().distinct().count() > 20);
  }

  private BufferedImage drawn(String view) throws Exception {
    return Pictures.image(
        Snapshot.draw(source, new Snapshot.Wanted(views.named(view), Theme.DARK, 1000, 700)), 1);
  }

  private static List<Integer> pixels(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return java.util.Arrays.stream(pixels).boxed().toList();
  }

  @Test
  void anIconThatThereIsNotIsSaid() {
    View view = new View("mine", "Mine", 1, Optional.empty(), "fth-nothing", List.of());
    String said = assertThrows(IllegalArgumentException.class, () -> Icons.of(view)).getMessage();
    assertEquals(
        "the view 'mine' has the icon 'fth-nothing', which is none of Feather's, such as"
            + " fth-activity",
        said);
  }
}
