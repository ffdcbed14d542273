package weir.ui.explore;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// The line below a ranking that sums it up, column by column. It stays while the rows scroll, and
/// moves with them sideways.
final class RankingTotal extends Region {
  private final TableView<RankingRow> table;
  private final Map<TableColumn<RankingRow, ?>, Label> labels = new HashMap<>();

  RankingTotal(TableView<RankingRow> table) {
    this.table = table;
    getStyleClass().add("ranking-total");
    setAccessibleRole(AccessibleRole.TEXT);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    for (TableColumn<RankingRow, ?> column : table.getColumns()) {
      Label label = new Label();
      label.getStyleClass().add(labels.isEmpty() ? "name-cell" : "number-cell");
      labels.put(column, label);
      getChildren().add(label);
      column.widthProperty().addListener((_, _, _) -> requestLayout());
      column.visibleProperty().addListener((_, _, _) -> requestLayout());
    }
    table.skinProperty().addListener((_, _, _) -> followHeader());
  }

  /// The header moves with the rows sideways.
  private void followHeader() {
    Node header = table.lookup(".nested-column-header");
    if (header != null) {
      header.layoutXProperty().addListener((_, _, _) -> requestLayout());
    }
  }

  /// @param texts by column; none where there is nothing to sum up
  void show(Map<TableColumn<RankingRow, ?>, String> texts) {
    setVisible(!texts.isEmpty());
    setManaged(!texts.isEmpty());
    StringBuilder spoken = new StringBuilder();
    for (TableColumn<RankingRow, ?> column : table.getColumns()) {
      String text = texts.getOrDefault(column, "");
      Label label = labels.get(column);
      if (label != null && !text.equals(label.getText())) {
        label.setText(text);
      }
      if (column.isVisible() && !text.isEmpty()) {
        spoken.append(spoken.isEmpty() ? "" : ", ").append(text);
      }
    }
    setAccessibleText(spoken.toString());
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    double tallest =
        labels.values().stream().mapToDouble(one -> one.prefHeight(-1)).max().orElse(0);
    return snappedTopInset() + tallest + snappedBottomInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 0; // as wide as the table
  }

  @Override
  protected void layoutChildren() {
    Node header = table.lookup(".nested-column-header");
    double x = snappedLeftInset() + (header == null ? 0 : header.getLayoutX());
    double y = snappedTopInset();
    double height = getHeight() - y - snappedBottomInset();
    labels.values().forEach(label -> label.setVisible(false));
    for (TableColumn<RankingRow, ?> column : table.getVisibleLeafColumns()) {
      Label label = labels.get(column);
      if (label != null) {
        label.setVisible(true);
        label.resizeRelocate(x, y, column.getWidth(), height);
      }
      x += column.getWidth();
    }
  }
}
