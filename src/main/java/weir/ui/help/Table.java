package weir.ui.help;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;

/// A table whose cells wrap: columns are as wide as what is in them asks for, and none takes all.
final class Table extends GridPane {
  /// Of characters, of what counts of a cell.
  private static final int LEAST = 6;

  private static final int MOST = 60;

  Table(TableBlock table, Links links) {
    getStyleClass().add("help-table");
    List<Integer> widths = new ArrayList<>();
    int row = 0;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node line = part.getFirstChild(); line != null; line = line.getNext()) {
        boolean head = !(part instanceof TableBody);
        if (head && Page.plain(line).isEmpty()) {
          continue; // a table without a head
        }
        int column = 0;
        for (Node cell = line.getFirstChild(); cell != null; cell = cell.getNext()) {
          if (cell instanceof TableCell) {
            add(cell(cell, head, row, links), column, row);
            widen(widths, column, Page.plain(cell).length());
            column++;
          }
        }
        RowConstraints constraints = new RowConstraints();
        constraints.setValignment(VPos.TOP);
        constraints.setFillHeight(true);
        getRowConstraints().add(constraints);
        row++;
      }
    }
    int all = widths.stream().mapToInt(Integer::intValue).sum();
    for (int width : widths) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 * width / all);
      column.setHgrow(Priority.ALWAYS);
      getColumnConstraints().add(column);
    }
  }

  private static void widen(List<Integer> widths, int column, int length) {
    int counted = Math.clamp(length, LEAST, MOST);
    if (column == widths.size()) {
      widths.add(counted);
    } else {
      widths.set(column, Math.max(widths.get(column), counted));
    }
  }

  private static StackPane cell(Node cell, boolean head, int row, Links links) {
    TextFlow words = Words.of(cell, links);
    StackPane box = new StackPane(words);
    box.setMinWidth(0);
    box.getStyleClass().add("help-cell");
    if (head) {
      box.getStyleClass().add("help-head");
    } else if (row % 2 == 0) {
      box.getStyleClass().add("help-even");
    }
    return box;
  }
}
