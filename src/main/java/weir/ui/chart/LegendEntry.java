package weir.ui.chart;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import weir.ui.control.Hints;
import weir.ui.control.Menus;
import weir.ui.control.Zoom;

/// Swatch, label and number of one series; like a button if a click means something.
final class LegendEntry extends HBox {
  private static final PseudoClass HIGHLIGHTED = PseudoClass.getPseudoClass("highlighted");
  private static final PseudoClass HIDDEN = PseudoClass.getPseudoClass("hidden");

  private static final double SWATCH = 10;

  private final Rectangle swatch = new Rectangle();
  private final Label label = new Label();
  private final Label value = new Label();

  /// @param select called with whether Alt was down
  /// @param menu what the right mouse button and the menu key offer
  LegendEntry(BiConsumer<LegendEntry, Boolean> select, Function<LegendEntry, List<MenuItem>> menu) {
    getStyleClass().add("legend-entry");
    swatch.widthProperty().bind(Zoom.of(swatch).map(zoom -> SWATCH * zoom));
    swatch.heightProperty().bind(swatch.widthProperty());
    swatch.setArcWidth(4);
    swatch.setArcHeight(4);
    Hints.whole(label);
    label.setMinWidth(0);
    value.getStyleClass().add("legend-value");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(swatch, label, space, value);
    setAccessibleRole(AccessibleRole.BUTTON);
    setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            select.accept(this, event.isAltDown());
          }
        });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            select.accept(this, event.isAltDown());
            event.consume();
          }
        });
    Menus.on(this, () -> menu.apply(this));
  }

  /// @param clickable whether a click means something
  /// @param hidden whether the picture leaves it out
  void show(
      String newLabel, String newValue, SeriesPaint paint, boolean clickable, boolean hidden) {
    String text = hidden ? newLabel + " (hidden)" : newLabel;
    if (!Objects.equals(label.getText(), text)) {
      label.setText(text);
    }
    if (!Objects.equals(value.getText(), newValue)) {
      value.setText(newValue);
    }
    if (!paint.fill().equals(swatch.getFill())) {
      swatch.setFill(paint.fill());
    }
    setFocusTraversable(clickable);
    setCursor(clickable ? Cursor.HAND : Cursor.DEFAULT);
    setAccessibleText(text + ", " + newValue);
    pseudoClassStateChanged(HIDDEN, hidden);
  }

  void highlight(boolean highlighted) {
    pseudoClassStateChanged(HIGHLIGHTED, highlighted);
  }

  /// As wide as the whole name wants to be.
  double nameWidth() {
    return label.prefWidth(-1);
  }

  String label() {
    return label.getText();
  }

  String value() {
    return value.getText();
  }
}
