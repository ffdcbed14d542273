package weir.ui;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Hints;

/// A line above the status bar: how far packets are that are being written, and what came of it.
final class PacketBar extends HBox {
  private final Label sentence = Hints.whole(new Label());
  private final ProgressBar progress = new ProgressBar(0);
  private final Button cancel = button("packets-cancel", "Cancel");
  private final Button close = button("packets-close", "");

  PacketBar() {
    setId("packets");
    getStyleClass().add("packet-bar");
    setAlignment(Pos.CENTER_LEFT);
    sentence.setMinWidth(0);
    progress.setPrefWidth(160);
    progress.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    close.setGraphic(Icons.of(Feather.X));
    close.setAccessibleText("Close this line");
    close.setOnAction(_ -> show(this, false));
    getChildren().addAll(Icons.of(Feather.DOWNLOAD), sentence, progress, space, cancel, close);
    show(this, false);
  }

  private static Button button(String id, String text) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().addAll("flat", "status-button");
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private static void show(Region node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /// Something begins.
  ///
  /// @param onCancel called when it is to end
  void begin(String what, Runnable onCancel) {
    cancel.setOnAction(_ -> onCancel.run());
    progress(what, 0, 0);
    show(this, true);
    show(progress, true);
    show(cancel, true);
    show(close, false);
  }

  void progress(String what, double share, long packets) {
    progress.setProgress(share);
    sentence.setText(
        String.format(Locale.ROOT, "%s: %,d packets so far, %.0f %%", what, packets, share * 100));
  }

  /// It has ended.
  void end(String words) {
    sentence.setText(words);
    show(this, true);
    show(progress, false);
    show(cancel, false);
    show(close, true);
  }

  /// There is nothing to say any more.
  void clear() {
    show(this, false);
  }
}
