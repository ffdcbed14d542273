package weir.ui.control;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What was looked at, whether it is as it should be, and what was found.
public final class CheckLine extends HBox {
  /// @param bad what it is called where it is not good: "missing"
  public CheckLine(String what, boolean good, String bad, String sentence) {
    FontIcon icon = new FontIcon(good ? Feather.CHECK_CIRCLE : Feather.X_CIRCLE);
    icon.getStyleClass().addAll("health-icon", good ? "good" : "bad");
    Label name = new Label(what);
    name.getStyleClass().add("checkup-what");
    name.setMinWidth(USE_PREF_SIZE);
    Label found = new Label(sentence);
    found.getStyleClass().add(good ? "checkup-good" : "checkup-bad");
    found.setWrapText(true);
    found.setMinHeight(USE_PREF_SIZE);
    setHgrow(found, Priority.ALWAYS);
    getChildren().addAll(icon, name, found);
    getStyleClass().add("checkup-step");
    setAccessibleText(what + ", " + (good ? "good" : bad) + ": " + sentence);
  }
}
