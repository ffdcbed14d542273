package weir.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.export.PictureFormat;
import weir.export.Pictures;
import weir.flow.FlowField;
import weir.query.Views;

/// A store that cannot answer what a panel asks: the panel says so, and the others answer.
@ExtendWith(ApplicationExtension.class)
class LackingStoreTest {
  private static final long NEWEST = 1_700_000_000_000_000_000L;

  private final Views views = Views.builtIn();
  private final SlowSource source =
      new SlowSource(new SlowStore(1, NEWEST, SlowStore.STEPS).without(FlowField.TCP_FLAGS));
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
  void thePanelSaysWhatIsNotThereAndTheOthersAnswer(FxRobot robot) throws Exception {
    await(
        () -> texts(robot, "#tcp-flags .label").contains("the flows here do not have: TCP flags"));
    await(() -> texts(robot, "#status-matched").contains("flows match"));
  }

  @Test
  void aPictureOfPanelsThatCannotBeAnsweredIsMade(@TempDir Path folder) throws Exception {
    Path png = folder.resolve("flags.png");
    SlowSource lacking =
        new SlowSource(new SlowStore(1, NEWEST, SlowStore.STEPS).without(FlowField.PROTOCOL));
    Pictures.write(
        Snapshot.draw(
            lacking, new Snapshot.Wanted(views.named("tcp-flags"), Theme.LIGHT, 900, 600)),
        PictureFormat.PNG,
        1,
        png);
    assertTrue(Files.size(png) > 10_000);
  }
}
