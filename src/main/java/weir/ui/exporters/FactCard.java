package weir.ui.exporters;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import weir.ui.control.Hints;

/// A card with a title and facts under it, a line each: what, and how it is.
final class FactCard extends VBox {
  private final GridPane grid = new GridPane();
  private final List<Label> values = new ArrayList<>();

  FactCard(String title, String... names) {
    getStyleClass().addAll("panel", "exporter-card", "fact-card");
    Label head = new Label(title);
    head.getStyleClass().add("panel-title");
    grid.getStyleClass().add("facts");
    ColumnConstraints value = new ColumnConstraints();
    value.setHgrow(Priority.ALWAYS);
    value.setMinWidth(0);
    grid.getColumnConstraints().addAll(new ColumnConstraints(), value);
    for (String name : names) {
      Label what = new Label(name);
      what.getStyleClass().add("fact-name");
      what.setMinWidth(USE_PREF_SIZE);
      Label how = Hints.whole(new Label());
      how.getStyleClass().add("fact-value");
      how.setMinWidth(0);
      how.setWrapText(true);
      how.setMinHeight(USE_PREF_SIZE);
      what.setLabelFor(how);
      RowConstraints row = new RowConstraints();
      row.setValignment(VPos.TOP);
      grid.getRowConstraints().add(row);
      grid.addRow(values.size(), what, how);
      values.add(how);
    }
    getChildren().addAll(head, grid);
  }

  /// In the order of the names.
  void show(String... newValues) {
    for (int i = 0; i < newValues.length; i++) {
      values.get(i).setText(newValues[i]);
    }
  }
}
