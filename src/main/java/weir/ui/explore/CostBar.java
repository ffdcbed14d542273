package weir.ui.explore;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.store.Cost;

/// Says before others' servers are asked that it would take long, and asks whether it is wanted.
final class CostBar extends HBox {
  private final Label text = new Label();
  private final Button anyway = new Button("Ask anyway");
  private final Button narrow = new Button("Narrow the range");
  private String of = "";

  CostBar() {
    getStyleClass().add("cost-bar");
    setId("cost");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.setMinWidth(0);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    anyway.setId("cost-anyway");
    narrow.setId("cost-narrow");
    for (Button button : new Button[] {anyway, narrow}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    getChildren().addAll(new FontIcon(Feather.ALERT_TRIANGLE), text, narrow, anyway);
    clear();
  }

  /// @param name of the data set
  /// @param what asks beside its panels: "comparing"; empty for these
  void show(String name, String what, Cost cost, Runnable onAnyway, Runnable onNarrow) {
    of = what.isEmpty() ? name : what;
    text.setText(
        "%s would have %s read %s. Others wait meanwhile; Esc ends it."
            .formatted(what.isEmpty() ? "The panels" : "Comparing", name, cost.inWords()));
    anyway.setOnAction(_ -> onAnyway.run());
    narrow.setOnAction(_ -> onNarrow.run());
    shown(true);
  }

  private void shown(boolean now) {
    setVisible(now);
    setManaged(now);
  }

  void clear() {
    shown(false);
  }

  /// What was said of a data set does not hold any more.
  void clear(String name) {
    if (name.equals(of)) {
      clear();
    }
  }
}
