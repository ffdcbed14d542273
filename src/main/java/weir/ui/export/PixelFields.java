package weir.ui.export;

import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/// How wide and high a picture is.
final class PixelFields extends HBox {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");

  private final TextField width = field("export-width", "Width in pixels");
  private final TextField height = field("export-height", "Height in pixels");
  private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(true);
  private final Runnable changed;

  /// @param changed called when there is another size
  PixelFields(Runnable changed) {
    this.changed = changed;
    getStyleClass().add("export-line");
    width.setText(String.valueOf(PictureSize.PIXELS.width()));
    height.setText(String.valueOf(PictureSize.PIXELS.height()));
    getChildren().addAll(width, new Label("×"), height);
    width.textProperty().subscribe((_, _) -> check());
    height.textProperty().subscribe((_, _) -> check());
  }

  private static TextField field(String id, String label) {
    TextField field = new TextField();
    field.setId(id);
    field.setAccessibleText(label);
    field.setPrefColumnCount(5);
    field.setMinWidth(USE_PREF_SIZE);
    return field;
  }

  /// Shows them where they are wanted.
  void show(PictureSize chosen) {
    boolean shown = chosen.equals(PictureSize.PIXELS);
    setVisible(shown);
    setManaged(shown);
    check(shown);
  }

  private void check() {
    check(true);
    changed.run();
  }

  private void check(boolean matters) {
    boolean wrong = false;
    try {
      var _ = size();
    } catch (IllegalArgumentException e) {
      wrong = matters;
    }
    width.pseudoClassStateChanged(ERROR, wrong);
    height.pseudoClassStateChanged(ERROR, wrong);
    valid.set(!wrong);
  }

  BooleanExpression valid() {
    return valid.getReadOnlyProperty();
  }

  /// @throws IllegalArgumentException with a sentence, if it is none
  PictureSize size() {
    return PictureSize.of(width.getText(), height.getText());
  }
}
