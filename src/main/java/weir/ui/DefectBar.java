package weir.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// A line above the status bar: something failed inside Weir, and what to do. There only when it
/// has, until it is closed.
final class DefectBar extends HBox {
  private final Label sentence =
      Hints.whole(
          new Label(
              "Something failed inside Weir, so what is shown may be wrong. F5 asks for it"
                  + " again."));
  private String report = "";

  DefectBar() {
    setId("defect");
    getStyleClass().add("defect-bar");
    setAlignment(Pos.CENTER_LEFT);
    sentence.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button copy = button("defect-copy", "Copy details for a report", () -> Menus.copy(report));
    Button close = button("defect-close", "", this::hide);
    close.setGraphic(Icons.of(Feather.X));
    close.setAccessibleText("Close this line");
    getChildren().addAll(Icons.of(Feather.ALERT_TRIANGLE), sentence, space, copy, close);
    hide();
  }

  private static Button button(String id, String text, Runnable action) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().addAll("flat", "status-button");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  /// @param newReport what happened, for who mends it
  void show(String newReport) {
    report = newReport;
    setVisible(true);
    setManaged(true);
  }

  private void hide() {
    setVisible(false);
    setManaged(false);
  }
}
