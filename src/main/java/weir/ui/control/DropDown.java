package weir.ui.control;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.stage.Popup;

/// A box below a control, as wide as what is in it. A click elsewhere closes it. Its corners are
/// square: where nothing composes windows, what is transparent is white.
public final class DropDown {
  private static final double GAP = 2;

  private final Region owner;
  private final StackPane box;
  private final Popup popup = new Popup();
  private boolean beside;

  public DropDown(Region owner, Node content) {
    this.owner = owner;
    box = new StackPane(content);
    box.getStyleClass().add("drop-down");
    popup.getContent().add(box);
    popup.setAutoHide(true);
    box.addEventHandler(KeyEvent.ANY, this::key);
  }

  /// What is pressed and typed in the box is nothing to the window behind it: a space there would
  /// pause, a slash lead to the filter. Keys that move the focus, and Esc, go on.
  private void key(KeyEvent event) {
    if (beside) {
      return;
    }
    if (event.getEventType() == KeyEvent.KEY_PRESSED && event.getCode() == KeyCode.ENTER) {
      if (event.getTarget() instanceof ButtonBase button) {
        button.fire();
      }
    } else if (event.getCode().isNavigationKey()
        || event.getCode() == KeyCode.TAB
        || event.getCode() == KeyCode.ESCAPE) {
      return;
    }
    event.consume();
  }

  /// For a text field: keys and clicks are its own, also while the box is there.
  public DropDown beside() {
    beside = true;
    popup.setHideOnEscape(false);
    popup.setConsumeAutoHidingEvents(false);
    return this;
  }

  public void show() {
    Bounds place = owner.localToScreen(owner.getLayoutBounds());
    if (place != null) {
      box.setStyle("-fx-font-size: " + font().getSize() + "px"); // a popup inherits none
      popup.show(owner, place.getMinX(), place.getMaxY() + GAP);
    }
  }

  private Font font() {
    return switch (owner) {
      case Labeled labeled -> labeled.getFont();
      case TextInputControl text -> text.getFont();
      default -> Font.getDefault();
    };
  }

  public void hide() {
    popup.hide();
  }

  public boolean isShowing() {
    return popup.isShowing();
  }

  public void setOnShown(Runnable action) {
    popup.setOnShown(_ -> action.run());
  }
}
