package weir.ui.chart;

import java.util.Objects;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/// Swatch, label and newest value of one series; like a button if the series can be selected.
final class LegendEntry extends HBox {
  private static final PseudoClass HIGHLIGHTED = PseudoClass.getPseudoClass("highlighted");

  /// As wide as most values get, so that entries do not move with every digit.
  private static final double VALUE_WIDTH = 74;

  private final Rectangle swatch = new Rectangle(10, 10);
  private final Label label = new Label();
  private final Label value = new Label();

  /// @param select called with whether Alt was down
  LegendEntry(BiConsumer<LegendEntry, Boolean> select) {
    getStyleClass().add("legend-entry");
    swatch.setArcWidth(4);
    swatch.setArcHeight(4);
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // the end tells interfaces apart
    value.getStyleClass().add("legend-value");
    value.setMinWidth(VALUE_WIDTH);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(swatch, label, space, value);
    setAccessibleRole(AccessibleRole.BUTTON);
    setOnMouseClicked(event -> select.accept(this, event.isAltDown()));
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            select.accept(this, event.isAltDown());
            event.consume();
          }
        });
  }

  void show(String newLabel, String newValue, Color colour, boolean selectable) {
    if (!Objects.equals(label.getText(), newLabel)) {
      label.setText(newLabel);
    }
    if (!Objects.equals(value.getText(), newValue)) {
      value.setText(newValue);
    }
    if (!colour.equals(swatch.getFill())) {
      swatch.setFill(colour);
    }
    setFocusTraversable(selectable);
    setCursor(selectable ? Cursor.HAND : Cursor.DEFAULT);
    setAccessibleText(newLabel + ", " + newValue);
    shown(true);
  }

  void shown(boolean shown) {
    setVisible(shown);
    setManaged(shown);
  }

  void highlight(boolean highlighted) {
    pseudoClassStateChanged(HIGHLIGHTED, highlighted);
  }
}
