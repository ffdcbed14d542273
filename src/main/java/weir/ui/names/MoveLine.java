package weir.ui.names;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.naming.NameSheet.Line;
import weir.naming.Origin;

/// Offers to move what is said in one data set alone into the names file, where it holds for all.
final class MoveLine extends HBox {
  private final Supplier<Optional<String>> cannot;
  private final Label words = new Label();
  private final Button move =
      new Button("Move into the names file", new FontIcon(Feather.CORNER_RIGHT_UP));
  private List<Line> lines = List.of();

  /// @param onMove takes the lines that are to be moved
  /// @param cannot why they cannot, in a sentence
  MoveLine(Consumer<List<Line>> onMove, Supplier<Optional<String>> cannot) {
    this.cannot = cannot;
    getStyleClass().add("names-add");
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
    Optional<String> why = lines.isEmpty() ? Optional.empty() : cannot.get();
    String alone =
        lines.size() == 1
            ? "This is said in this data set alone."
            : "%,d of these are said in this data set alone.".formatted(lines.size());
    words.setText(why.map(sentence -> alone + " " + sentence).orElse(alone));
    move.setVisible(why.isEmpty());
    move.setManaged(why.isEmpty());
    setVisible(!lines.isEmpty());
    setManaged(!lines.isEmpty());
  }
}
