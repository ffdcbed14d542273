package weir.ui;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.screen.Saved;
import weir.ui.control.Hints;

/// Above a view: what is said of a workspace or a link that was opened, with its notes; and how far
/// one is that is being saved. There only when there is something to say, until it is closed.
final class SharedBar extends VBox {
  private static final double MOST_NOTES = 120;

  private final Label name = new Label();
  private final Label sentence = Hints.whole(new Label());
  private final Label lacking = new Label();
  private final Label notes = new Label();
  private final ScrollPane notesPane = new ScrollPane(notes);
  private final Button cancel = new Button("Cancel");
  private final Button close = new Button("", Icons.of(Feather.X));
  private final PauseTransition passing = new PauseTransition(Duration.seconds(6));

  /// Of the workspace that is shown.
  private String title = "";

  /// Null where none is.
  private @Nullable Saved saved;

  SharedBar() {
    setId("shared");
    getStyleClass().add("shared-bar");
    name.setId("shared-name");
    name.getStyleClass().add("shared-name");
    name.setMinWidth(USE_PREF_SIZE);
    sentence.setId("shared-sentence");
    sentence.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    cancel.setId("shared-cancel");
    close.setId("shared-close");
    close.setAccessibleText("Close these lines");
    close.setOnAction(_ -> clear());
    for (Button button : new Button[] {cancel, close}) {
      button.getStyleClass().addAll("flat", "status-button");
      button.setMinWidth(USE_PREF_SIZE);
    }
    HBox head = new HBox(Icons.of(Feather.SHARE_2), name, sentence, space, cancel, close);
    head.getStyleClass().add("shared-head");
    head.setAlignment(Pos.CENTER_LEFT);
    lacking.setId("shared-lacking");
    lacking.getStyleClass().add("shared-lacking");
    notes.setId("shared-notes");
    for (Label text : new Label[] {lacking, notes}) {
      text.setWrapText(true);
      text.setMinHeight(USE_PREF_SIZE);
    }
    notesPane.setFitToWidth(true);
    notesPane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    notesPane.setMaxHeight(MOST_NOTES);
    notesPane.setMinHeight(0);
    notesPane.getStyleClass().addAll("edge-to-edge", "page-scroll", "shared-notes");
    getChildren().addAll(head, lacking, notesPane);
    setMinWidth(0);
    passing.setOnFinished(_ -> passed());
    clear();
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /// One sentence, over what is said of a workspace.
  void say(String words) {
    passing.stop();
    Saved shown = saved;
    say(
        "",
        words,
        shown == null ? "" : ScreenText.lacking(shown),
        shown == null ? "" : shown.notes());
  }

  /// One sentence for a moment.
  void mention(String words) {
    say(words);
    passing.playFromStart();
  }

  private void passed() {
    if (saved == null) {
      clear();
    } else {
      show(title, saved);
    }
  }

  private void say(String head, String words, String missing, String text) {
    name.setText(head);
    show(name, !head.isEmpty());
    sentence.setText(words);
    lacking.setText(missing);
    show(lacking, !missing.isEmpty());
    notes.setText(text);
    show(notesPane, !text.isEmpty());
    show(cancel, false);
    show(close, true);
    show(this, true);
  }

  /// A workspace that is shown.
  void show(String name, Saved shown) {
    passing.stop();
    title = name;
    saved = shown;
    say(name, ScreenText.of(shown), ScreenText.lacking(shown), shown.notes());
  }

  /// Something is being done.
  void progress(String words, Runnable onCancel) {
    say(words);
    cancel.setOnAction(_ -> onCancel.run());
    show(cancel, true);
    show(close, false);
  }

  /// There is nothing to say any more.
  void clear() {
    passing.stop();
    saved = null;
    show(this, false);
  }
}
