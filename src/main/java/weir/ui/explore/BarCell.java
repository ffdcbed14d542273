package weir.ui.explore;

import javafx.scene.control.TableCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A rate over a bar as long as its part of the largest.
final class BarCell extends TableCell<RankingRow, RankingRow> {
  private final Region bar = new Region();
  private double part;

  BarCell() {
    getStyleClass().addAll("number-cell", "bar-cell");
    bar.getStyleClass().add("bar");
    bar.setManaged(false);
  }

  @Override
  protected void updateItem(@Nullable RankingRow row, boolean empty) {
    super.updateItem(row, empty);
    part = empty || row == null ? 0 : row.bar();
    setText(empty || row == null ? "" : RankingTable.rateText(row));
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (!getChildren().contains(bar)) {
      getChildren().addFirst(bar); // the skin drops what it does not know on a new text
    }
    double inset = 3;
    double width = Math.max(0, getWidth() - 2 * inset) * part;
    bar.resizeRelocate(inset, inset, Math.rint(width), Math.max(0, getHeight() - 2 * inset));
  }
}
