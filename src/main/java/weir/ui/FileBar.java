package weir.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import weir.flow.Reasons;
import weir.ui.control.Hints;

/// A line above the status bar: how far something is that is being written into a file, and what
/// came of it.
final class FileBar extends HBox {
  private final Label sentence = Hints.whole(new Label());
  private final ProgressBar progress = new ProgressBar(0);
  private final Button folder;
  private final Button open;
  private final Button cancel;
  private final Button close;
  private final Opener opener = Opener.ofSystem();

  /// @param id what those of its parts begin with
  FileBar(String id) {
    setId(id);
    folder = button(id + "-folder", "Show in folder");
    open = button(id + "-open", "Open");
    cancel = button(id + "-cancel", "Cancel");
    close = button(id + "-close", "");
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
    getChildren()
        .addAll(Icons.of(Feather.DOWNLOAD), sentence, progress, space, folder, open, cancel, close);
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
    progress(what, 0, "");
    show(this, true);
    show(progress, true);
    show(cancel, true);
    show(close, false);
    show(folder, false);
    show(open, false);
  }

  /// @param done "1,204 packets so far"; empty before there is anything
  void progress(String what, double share, String done) {
    progress.setProgress(share);
    sentence.setText(
        done.isEmpty()
            ? what + "…"
            : String.format(Locale.ROOT, "%s: %s, %.0f %%", what, done, share * 100));
  }

  /// It has ended.
  void end(String words) {
    sentence.setText(words);
    show(this, true);
    show(progress, false);
    show(cancel, false);
    show(close, true);
    show(folder, false);
    show(open, false);
  }

  /// It has ended, and a file came of it.
  void end(String words, Path file) {
    end(words);
    show(folder, true);
    show(open, true);
    folder.setOnAction(_ -> tried(() -> opener.showInFolder(file)));
    open.setOnAction(_ -> tried(() -> opener.open(file)));
  }

  /// What another program is to do.
  private interface Start {
    void start() throws IOException;
  }

  private void tried(Start start) {
    try {
      start.start();
    } catch (IOException e) {
      end("Nothing here opens it: " + Reasons.of(e));
    }
  }

  /// There is nothing to say any more.
  void clear() {
    show(this, false);
  }
}
