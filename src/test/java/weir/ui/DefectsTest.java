package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.query.Views;

/// What nobody catches.
@ExtendWith(ApplicationExtension.class)
class DefectsTest {
  private final TestWorkspace workspace = new TestWorkspace();
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.show();
  }

  @AfterEach
  void close() {
    if (desktop != null) {
      desktop.close();
    }
  }

  /// Throws in a listener, as models do that are told of a change.
  private static void throwOnFxThread() {
    SimpleIntegerProperty number = new SimpleIntegerProperty();
    number.addListener(
        (_, _, _) -> {
          throw new IllegalStateException("deliberately");
        });
    Platform.runLater(() -> number.set(1));
  }

  private static void throwInBackground(RuntimeException failure) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw failure;
            },
            "some-thread");
    thread.start();
    thread.join();
  }

  @Test
  void whatIsThrownOnTheJavaFxThreadFailsATest() {
    NothingUncaught.Watch watch = new NothingUncaught.Watch();
    throwOnFxThread();
    AssertionError error = assertThrows(AssertionError.class, watch::end);
    assertTrue(error.toString().contains("deliberately"), error.toString());
  }

  @Test
  void whatIsThrownInTheBackgroundFailsATest() throws Exception {
    NothingUncaught.Watch watch = new NothingUncaught.Watch();
    throwInBackground(new IllegalStateException("deliberately"));
    assertThrows(AssertionError.class, watch::end);
  }

  @Test
  void theWindowSaysThatSomethingFailedAndHasTheDetails(FxRobot robot) throws Exception {
    Node bar = robot.lookup("#defect").query();
    assertFalse(bar.isVisible());
    List<Throwable> handedOn = new ArrayList<>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> handedOn.add(failure));
    try (Defects _ = Defects.tell(new FxTasks(), shell()::defect)) {
      throwOnFxThread();
      WaitForAsyncUtils.waitForFxEvents();
      assertTrue(bar.isVisible());
      assertEquals(1, handedOn.size());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertEquals(
        "Something failed inside Weir, so what is shown may be wrong. F5 asks for it again.",
        Fx.texts(robot, "#defect > .label"));
    robot.clickOn("#defect-copy");
    String copied =
        WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get();
    assertTrue(copied.contains("IllegalStateException: deliberately"), copied);
    assertTrue(copied.contains("at weir.ui.DefectsTest"), copied);
    robot.clickOn("#defect-close");
    assertFalse(bar.isVisible());
  }

  private Shell shell() {
    Desktop shown = desktop;
    if (shown == null) {
      throw new AssertionError("no desktop");
    }
    return shown.shell();
  }

  @Test
  void theSameFailureIsHandedOnOnceAndErrorsAlways() {
    List<Throwable> handedOn = new ArrayList<>();
    List<String> told = new ArrayList<>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.UncaughtExceptionHandler log = (_, failure) -> handedOn.add(failure);
    Thread.setDefaultUncaughtExceptionHandler(log);
    try {
      Defects defects = Defects.tell(Runnable::run, told::add);
      assertSame(defects, Thread.getDefaultUncaughtExceptionHandler());
      Thread self = Thread.currentThread();
      for (int i = 0; i < 3; i++) {
        defects.uncaughtException(self, new IllegalStateException("once"));
        defects.uncaughtException(self, new StackOverflowError());
      }
      assertEquals(4, handedOn.size());
      assertEquals(6, told.size());
      defects.close();
      assertSame(log, Thread.getDefaultUncaughtExceptionHandler());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }
}
