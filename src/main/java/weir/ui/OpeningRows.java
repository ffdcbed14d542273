package weir.ui;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Hints;

/// What is being opened, a row each, with a way to give it up.
final class OpeningRows extends VBox {
  /// The list of sources needs its room.
  private static final int MOST_ROWS = 3;

  private final SourceActions actions;
  private List<Opening> shown = List.of();

  OpeningRows(SourceActions actions) {
    this.actions = actions;
    getStyleClass().add("opening-rows");
    setMinHeight(USE_PREF_SIZE);
  }

  void show(List<Opening> underWay) {
    if (!underWay.equals(shown) || getChildren().isEmpty()) {
      shown = underWay;
      getChildren().setAll(underWay.stream().limit(MOST_ROWS).map(this::row).toList());
      if (underWay.size() > MOST_ROWS) {
        Label more = new Label("and " + (underWay.size() - MOST_ROWS) + " more");
        more.getStyleClass().add("opening");
        getChildren().add(more);
      }
    }
    setVisible(!underWay.isEmpty());
    setManaged(!underWay.isEmpty());
  }

  private HBox row(Opening opening) {
    Label doing = Hints.whole(new Label(opening.doing() + "…"));
    doing.getStyleClass().add("opening");
    doing.setMaxWidth(Double.MAX_VALUE);
    doing.setMinWidth(0);
    HBox.setHgrow(doing, Priority.ALWAYS);
    Button cancel = new Button("", Icons.of(Feather.X));
    cancel.getStyleClass().addAll("flat", "button-icon", "small");
    cancel.setAccessibleText("Cancel: " + opening.doing());
    cancel.setTooltip(Hints.of("Cancel"));
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(_ -> actions.cancel(opening));
    HBox row = new HBox(doing, cancel);
    row.getStyleClass().add("opening-row");
    return row;
  }
}
