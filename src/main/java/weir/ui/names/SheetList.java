package weir.ui.names;

import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;
import weir.naming.Layers;
import weir.naming.NameSheet;
import weir.naming.NameSheets;
import weir.naming.Naming;
import weir.naming.Origin;

/// The kinds of names, and how many there are of each: those that anyone says, for what comes along
/// is the same for all.
final class SheetList extends ListView<NameSheet> {
  private Map<String, Integer> counts = Map.of();

  SheetList() {
    setId("names-sheets");
    getItems().setAll(NameSheets.ALL);
    setCellFactory(_ -> new SheetCell());
    setAccessibleText("Kinds of names");
    getStyleClass().add("names-sheets");
  }

  /// How many there are of each, by the kind's id. May take a while; on any thread.
  static Map<String, Integer> counts(Layers now) {
    Naming said = now.with(Origin.BUNDLED, Naming.NONE).merged();
    return NameSheets.ALL.stream()
        .collect(Collectors.toMap(NameSheet::id, sheet -> sheet.cells().apply(said).size()));
  }

  /// Brings the numbers to what is in force.
  void show(Map<String, Integer> now) {
    counts = now;
    refresh();
  }

  private final class SheetCell extends ListCell<NameSheet> {
    private final Label count = new Label();

    SheetCell() {
      count.getStyleClass().add("names-count");
    }

    @Override
    protected void updateItem(@Nullable NameSheet sheet, boolean empty) {
      super.updateItem(sheet, empty);
      if (empty || sheet == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      int lines = counts.getOrDefault(sheet.id(), 0);
      count.setText(lines == 0 ? "" : "%,d".formatted(lines));
      setText(sheet.title());
      setGraphic(count);
      setAccessibleText(sheet.title() + (lines == 0 ? "" : ", " + lines));
    }
  }
}
