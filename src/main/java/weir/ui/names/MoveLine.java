package weir.ui.names;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.naming.NameSheet.Line;
import weir.naming.Origin;

/// Offers to move what is said in one data set alone into the names file, where it holds for all.
final class MoveLine extends HBox {
  private final Label words = new Label();
  private List<Line> lines = List.of();

  /// @param onMove takes the lines that are to be moved
  MoveLine(Consumer<List<Line>> onMove) {
    getStyleClass().add("names-add");
    Button move = new Button("Move into the names file", new FontIcon(Feather.CORNER_RIGHT_UP));
    move.setId("names-move");
    move.setMinWidth(USE_PREF_SIZE);
    move.setOnAction(_ -> onMove.accept(lines));
    words.setMinWidth(0);
    getChildren().addAll(words, move);
    show(List.of());
  }

  /// Brings it to the lines that are selected.
  void show(List<Line> selected) {
    lines =
        selected.stream().filter(line -> line != null && line.origin() == Origin.DATA_SET).toList();
    words.setText(
        lines.size() == 1
            ? "This is said in this data set alone."
            : "%,d of these are said in this data set alone.".formatted(lines.size()));
    setVisible(!lines.isEmpty());
    setManaged(!lines.isEmpty());
  }
}
