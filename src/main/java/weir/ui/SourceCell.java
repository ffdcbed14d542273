package weir.ui;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.ingest.IngestStatus;
import weir.ingest.Source;

/// A source's row: name, state in a dot and in words, rate, losses, and where something is wrong
/// what to do.
final class SourceCell extends ListCell<SourceReading> {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  private static final PseudoClass BUSY = PseudoClass.getPseudoClass("busy");
  private static final PseudoClass LOSSY = PseudoClass.getPseudoClass("lossy");

  private final Region dot = new Region();
  private final Label name = new Label();
  private final Label state = new Label();
  private final Label detail = new Label();
  private final Label drops = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final Button remove = new Button("", Icons.of(Feather.X));
  private final VBox box;

  SourceCell(Consumer<Source> onRemove) {
    getStyleClass().add("source-cell");
    dot.getStyleClass().add("state-dot");
    name.getStyleClass().add("source-name");
    state.getStyleClass().add("source-state");
    detail.getStyleClass().add("source-detail");
    detail.setWrapText(true);
    drops.getStyleClass().add("source-drops");
    progress.setMaxWidth(Double.MAX_VALUE);
    remove.getStyleClass().addAll("flat", "button-icon", "small");
    remove.setAccessibleText("Close this source");
    remove.setFocusTraversable(false);
    remove.setOnAction(
        _ -> {
          SourceReading item = getItem();
          if (item != null) {
            onRemove.accept(item.source());
          }
        });
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(dot, name, space, remove);
    head.getStyleClass().add("source-head");
    box = new VBox(head, state, progress, detail, drops);
    box.getStyleClass().add("source-box");
    setPrefWidth(0); // as wide as the list
  }

  @Override
  protected void updateItem(@Nullable SourceReading reading, boolean empty) {
    super.updateItem(reading, empty);
    if (empty || reading == null) {
      setGraphic(null);
      return;
    }
    IngestStatus status = reading.status();
    name.setText(reading.source().name());
    state.setText(StatusText.state(reading));
    pseudoClassStateChanged(FAILED, status.state() == IngestStatus.State.FAILED);
    pseudoClassStateChanged(BUSY, status.state() == IngestStatus.State.READING);
    pseudoClassStateChanged(LOSSY, reading.dropsPerSecond() > 0);
    show(detail, StatusText.detail(reading));
    show(drops, StatusText.drops(status));
    boolean reading01 = status.state() == IngestStatus.State.READING && status.progress() >= 0;
    progress.setProgress(reading01 ? status.progress() : 0);
    progress.setManaged(reading01);
    progress.setVisible(reading01);
    setGraphic(box);
  }

  /// Long sentences wrap at the list's width, which the list does not ask with.
  @Override
  protected double computePrefHeight(double width) {
    ListView<SourceReading> list = getListView();
    if (isEmpty() || list == null) {
      return super.computePrefHeight(width);
    }
    double inside = list.getWidth() - list.snappedLeftInset() - list.snappedRightInset();
    return Math.ceil(box.prefHeight(inside)) + snappedTopInset() + snappedBottomInset();
  }

  private static void show(Label label, String text) {
    label.setText(text);
    label.setManaged(!text.isEmpty());
    label.setVisible(!text.isEmpty());
  }
}
