package weir.ui;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.scene.control.Labeled;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// What tests of the desktop wait for and read.
final class Fx {
  private Fx() {}

  /// Waits until it is so, asked on the JavaFX thread, and until what that has led to is done.
  static void await(BooleanSupplier condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
    WaitForAsyncUtils.waitForFxEvents();
  }

  /// All texts of labels and buttons, with commas between them.
  static String texts(FxRobot robot, String query) {
    return robot.lookup(query).queryAllAs(Labeled.class).stream()
        .map(Labeled::getText)
        .collect(Collectors.joining(", "));
  }
}
