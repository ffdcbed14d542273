package weir.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import weir.ui.control.Hints;

/// Over a view that has nothing to show yet: what is being done for it, how far that is, and a way
/// to end it.
final class OpeningCard extends StackPane {
  private final Label title = Hints.whole(new Label());
  private final Label more = Hints.whole(new Label());
  private final ProgressBar progress = new ProgressBar();
  private final Button end = new Button();

  OpeningCard() {
    getStyleClass().add("opening-scrim");
    setId("opening");
    title.getStyleClass().add("opening-title");
    more.getStyleClass().add("start-subtitle");
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText("How far it is");
    end.setId("opening-end");
    VBox card = new VBox(title, more, progress, end);
    card.getStyleClass().add("opening-card");
    card.setAlignment(Pos.CENTER);
    card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().add(card);
  }

  /// @param cancel ends it, and nothing comes of it
  void show(Opening opening, Runnable cancel) {
    show(opening.doing(), opening.more(), ProgressBar.INDETERMINATE_PROGRESS);
    offer("Cancel", cancel);
  }

  /// @param stop ends the reading; what was read stays
  void show(SourceReading reading, Runnable stop) {
    show(StatusText.reading(reading), "", reading.status().progress());
    offer("Stop reading", stop);
  }

  private void show(String doing, String additional, double done) {
    title.setText(doing);
    more.setText(additional);
    more.setVisible(!additional.isEmpty());
    more.setManaged(!additional.isEmpty());
    progress.setProgress(done);
  }

  private void offer(String what, Runnable action) {
    end.setText(what);
    end.setOnAction(_ -> action.run());
  }
}
