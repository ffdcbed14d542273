package weir.ui;

import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/// Tooltips of the shell.
final class Hints {
  private Hints() {}

  static Tooltip of(String text) {
    Tooltip hint = new Tooltip(text);
    hint.setShowDelay(Duration.millis(400));
    return hint;
  }
}
