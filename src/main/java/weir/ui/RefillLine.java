package weir.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ui.control.Hints;

/// The button that gives stored flows their AS anew, and how far that is.
final class RefillLine extends VBox {
  private final Button ask =
      button("refill-ask", "Give stored flows their AS anew", Feather.LAYERS);
  private final Button start = button("refill-start", "Begin", Feather.PLAY);
  private final Button cancel = button("refill-cancel", "Cancel", Feather.X);
  private final Label words = new Label();
  private static final double WIDTH = 240;

  private final ProgressBar progress = new ProgressBar();

  RefillLine(RefillDesk desk) {
    setId("refill");
    getStyleClass().add("refill");
    ask.setOnAction(_ -> desk.plan());
    ask.setTooltip(
        Hints.of(
            "Says first what would be done. Tables of AS and own networks tell whose addresses are;"
                + " what exporters sent stays."));
    start.setOnAction(_ -> desk.start());
    start.getStyleClass().add("accent");
    cancel.setOnAction(_ -> desk.cancel());
    words.setId("refill-words");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    progress.setId("refill-progress");
    progress.setPrefWidth(WIDTH);
    HBox line = new HBox(ask, start, cancel, progress);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("refill-line");
    getChildren().addAll(line, words);
  }

  private static Button button(String id, String text, Feather icon) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  void show(RefillDesk.Shown shown) {
    boolean hadKeyboard = isFocusWithin();
    there(ask, !shown.isRunning() && !shown.canStart());
    there(start, shown.canStart());
    there(cancel, shown.canStart() || shown.isRunning());
    there(progress, shown.isRunning());
    progress.setAccessibleText(shown.words());
    progress.setProgress(Math.max(0, shown.share()));
    words.setText(shown.words());
    there(words, !shown.words().isEmpty());
    if (hadKeyboard && !(getScene().getFocusOwner() instanceof Button now && now.isVisible())) {
      (shown.canStart() ? start : shown.isRunning() ? cancel : ask).requestFocus();
    }
  }

  private static void there(javafx.scene.Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }
}
