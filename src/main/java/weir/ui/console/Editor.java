package weir.ui.console;

import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import weir.store.SqlLimits;
import weir.ui.control.DropDown;

/// Where a statement is written. What a word may become is offered below it: Ctrl+Space shows it,
/// Tab takes it, Esc lets it be. Ctrl+Enter runs.
final class Editor extends TextArea {
  private static final int LEAST_LETTERS = 2;

  private final ListView<String> offers = new ListView<>();
  private final DropDown popup = new DropDown(this, offers).beside();
  private final Runnable onRun;
  private boolean taking;

  Editor(Runnable onRun) {
    this.onRun = onRun;
    setId("sql-editor");
    getStyleClass().add("sql-editor");
    setAccessibleText("Statement");
    setPromptText(SqlLimits.EXAMPLE);
    setWrapText(true);
    offers.setId("sql-offers");
    offers.getStyleClass().add("sql-offers");
    offers.setFocusTraversable(false);
    offers.setOnMouseClicked(_ -> take());
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    caretPositionProperty().subscribe(_ -> offer(LEAST_LETTERS));
    focusedProperty().subscribe(this::hideUnless);
  }

  private void hideUnless(boolean focused) {
    if (!focused) {
      popup.hide();
    }
  }

  private void key(KeyEvent event) {
    boolean open = popup.isShowing();
    int at = offers.getSelectionModel().getSelectedIndex();
    if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
      popup.hide();
      onRun.run();
    } else if (event.isControlDown() && event.getCode() == KeyCode.SPACE) {
      offer(0);
    } else if (open && event.getCode() == KeyCode.TAB) {
      take();
    } else if (open && event.getCode() == KeyCode.ESCAPE) {
      popup.hide();
    } else if (open && event.getCode() == KeyCode.DOWN) {
      offers.getSelectionModel().select(at + 1);
    } else if (open && event.getCode() == KeyCode.UP) {
      offers.getSelectionModel().select(Math.max(0, at - 1));
    } else {
      return;
    }
    event.consume();
  }

  private void offer(int letters) {
    String word = Completion.word(getText(), Math.min(getCaretPosition(), getText().length()));
    offers.getItems().setAll(taking || word.length() < letters ? List.of() : Completion.of(word));
    if (offers.getItems().isEmpty() || !isFocused()) {
      popup.hide();
    } else {
      offers.getSelectionModel().select(0);
      popup.show();
    }
  }

  private void take() {
    String chosen = offers.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      String word = Completion.word(getText(), getCaretPosition());
      taking = true;
      replaceText(getCaretPosition() - word.length(), getCaretPosition(), chosen);
      taking = false;
    }
    popup.hide();
  }

  /// Marks where the statement is wrong.
  void mark(int position) {
    if (position >= 0 && position <= getLength()) {
      int end = position;
      while (end < getLength() && !Character.isWhitespace(getText().charAt(end))) {
        end++;
      }
      taking = true;
      selectRange(position, Math.max(end, Math.min(position + 1, getLength())));
      taking = false;
    }
  }
}
