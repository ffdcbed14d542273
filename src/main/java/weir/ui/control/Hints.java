package weir.ui.control;

import javafx.scene.control.Labeled;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/// What is read when the pointer rests.
public final class Hints {
  private Hints() {}

  public static Tooltip of(String text) {
    Tooltip hint = new Tooltip(text);
    hint.setShowDelay(Duration.millis(400));
    hint.setWrapText(true);
    hint.setMaxWidth(600);
    return hint;
  }

  /// Cuts a text that does not fit in the middle, for both ends of names, paths and addresses tell
  /// them apart. Where it is cut, the hint has the whole. Sets the tooltip.
  ///
  /// @return the label
  public static <T extends Labeled> T whole(T label) {
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    Tooltip hint = of("");
    hint.textProperty().bind(label.textProperty());
    label
        .textTruncatedProperty()
        .subscribe(cut -> label.setTooltip(Boolean.TRUE.equals(cut) ? hint : null));
    return label;
  }
}
