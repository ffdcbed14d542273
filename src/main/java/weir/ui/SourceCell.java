package weir.ui;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ingest.IngestStatus;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// A source's row: name, state in a dot and in words, rate, losses, and where something is wrong
/// what to do.
final class SourceCell extends ListCell<SourceReading> {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  private static final PseudoClass BUSY = PseudoClass.getPseudoClass("busy");

  /// Some of its ports are not listened on.
  private static final PseudoClass DEAF = PseudoClass.getPseudoClass("deaf");

  /// What it asks does not answer at the moment.
  private static final PseudoClass TROUBLED = PseudoClass.getPseudoClass("troubled");

  private static final PseudoClass LOSSY = PseudoClass.getPseudoClass("lossy");

  /// There may be one.
  private static final double SCROLL_BAR = 12;

  private final Region dot = new Region();
  private final FontIcon remote = Icons.of(Feather.SERVER);
  private final Label name = Hints.whole(new Label());
  private final Label state = Hints.whole(new Label());
  private final Label detail = new Label();
  private final Tooltip whole = Hints.of("");
  private final Label drops = Hints.whole(new Label());
  private final ProgressBar progress = new ProgressBar();
  private final Button ports = new Button("", Icons.of(Feather.SLIDERS));
  private final FontIcon captureIcon = Icons.of(Feather.SQUARE);
  private final Button capture = new Button("", captureIcon);
  private final Button remove = new Button("", Icons.of(Feather.X));
  private final Tooltip captureHint = Hints.of("");
  private final VBox box;

  private final SourceActions actions;

  SourceCell(SourceActions actions) {
    this.actions = actions;
    remote.getStyleClass().add("source-remote");
    getStyleClass().add("source-cell");
    dot.getStyleClass().add("state-dot");
    name.getStyleClass().add("source-name");
    state.getStyleClass().add("source-state");
    detail.getStyleClass().add("source-detail");
    detail.setWrapText(true);
    whole.textProperty().bind(detail.textProperty());
    detail.setTooltip(whole);
    drops.getStyleClass().add("source-drops");
    progress.setMaxWidth(Double.MAX_VALUE);
    remove.getStyleClass().addAll("flat", "button-icon", "small", "source-remove");
    remove.setAccessibleText("Close this source");
    remove.setTooltip(Hints.of("Close (Del)"));
    remove.setMinWidth(USE_PREF_SIZE);
    remove.setFocusTraversable(false);
    remove.setOnAction(
        _ -> {
          SourceReading item = getItem();
          if (item != null) {
            actions.close(item.source());
          }
        });
    ports.getStyleClass().addAll("flat", "button-icon", "small", "source-ports");
    ports.setAccessibleText("Ports, and who may send");
    ports.setTooltip(Hints.of("Ports, and who may send (Ctrl+L)"));
    ports.setMinWidth(USE_PREF_SIZE);
    ports.setFocusTraversable(false);
    ports.setOnAction(_ -> actions.chooseListening());
    capture.getStyleClass().addAll("flat", "button-icon", "small", "source-capture");
    capture.setMinWidth(USE_PREF_SIZE);
    capture.setFocusTraversable(false);
    capture.setTooltip(captureHint);
    capture.setOnAction(_ -> switchCapture());
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox head = new HBox(dot, remote, name, ports, capture, remove);
    head.getStyleClass().add("source-head");
    box = new VBox(head, state, progress, detail, drops);
    box.getStyleClass().add("source-box");
    setPrefWidth(0); // as wide as the list
    Menus.on(
        this,
        () -> {
          SourceReading item = getItem();
          return item == null ? List.of() : SourceMenu.items(item, actions);
        });
    addEventFilter(MouseEvent.MOUSE_PRESSED, SourceCell::leaveChosen);
  }

  /// The menu is of a row that need not be shown for it.
  private static void leaveChosen(MouseEvent event) {
    if (event.getButton() == MouseButton.SECONDARY) {
      event.consume();
    }
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
    pseudoClassStateChanged(FAILED, reading.isFailed());
    boolean ofOthers = actions.remote(reading.source()).isPresent();
    remote.setVisible(ofOthers);
    remote.setManaged(ofOthers);
    pseudoClassStateChanged(
        TROUBLED,
        (reading.isRemote() && !reading.store().problems().isEmpty()) || reading.isAway());
    pseudoClassStateChanged(BUSY, reading.isBeingRead());
    pseudoClassStateChanged(LOSSY, reading.dropsPerSecond() > 0);
    pseudoClassStateChanged(DEAF, !reading.deafPorts().isEmpty());
    ports.setVisible(reading.listening().isPresent());
    ports.setManaged(reading.listening().isPresent());
    boolean captures = reading.capture().isPresent() && actions.canTryAgain(reading.source());
    String doing = reading.isCapturing() ? "Stop capturing" : "Capture again";
    captureIcon.setIconCode(reading.isCapturing() ? Feather.SQUARE : Feather.PLAY);
    capture.setAccessibleText(doing);
    captureHint.setText(doing + " (Ctrl+Shift+I)");
    capture.setVisible(captures);
    capture.setManaged(captures);
    show(detail, StatusText.detail(reading));
    show(drops, StatusText.losses(reading));
    boolean known = reading.isBeingRead() && status.progress() >= 0;
    progress.setProgress(known ? status.progress() : 0);
    progress.setManaged(known);
    progress.setVisible(known);
    setGraphic(box);
  }

  private void switchCapture() {
    SourceReading item = getItem();
    if (item != null && item.isCapturing()) {
      actions.stopReading(item.source());
    } else if (item != null) {
      actions.tryAgain(item.source());
    }
  }

  /// Long sentences wrap at the list's width, which the list does not ask with.
  @Override
  protected double computePrefHeight(double width) {
    ListView<SourceReading> list = getListView();
    if (isEmpty() || list == null) {
      return super.computePrefHeight(width);
    }
    double inside =
        list.getWidth() - list.snappedLeftInset() - list.snappedRightInset() - SCROLL_BAR;
    return Math.ceil(box.prefHeight(inside)) + snappedTopInset() + snappedBottomInset();
  }

  private static void show(Label label, String text) {
    label.setText(text);
    label.setManaged(!text.isEmpty());
    label.setVisible(!text.isEmpty());
  }
}
