package weir.ui;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import weir.screen.Link;
import weir.ui.control.Menus;
import weir.ui.explore.ExploreModel;
import weir.ui.help.HelpPage;

/// What the keyboard does anywhere in the window.
final class Keys {
  private Keys() {}

  static void install(Scene scene, ExploreModel model, Shell shell) {
    var keys = scene.getAccelerators();
    for (Command command : shell.commands().always()) {
      if (command.anywhere() && !command.keys().isEmpty()) {
        keys.put(command.combination(), command.run());
      }
    }
    keys.put(shifted(KeyCode.P), shell::find);
    // before the focused control: a text field would take Alt+Left as a caret move, a list Esc
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> early(event, model, shell));
    scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> stop(event, shell));
    scene.addEventHandler(KeyEvent.KEY_TYPED, event -> typed(event, model, shell));
    Menus.byKey(scene);
  }

  /// The plus has a key of its own, or is beside another character: which, the layout says.
  static void zoom(Scene scene, Shell shell) {
    var keys = scene.getAccelerators();
    for (KeyCode plus : List.of(KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD)) {
      keys.put(anyShift(plus), () -> shell.title().zoomBy(1));
    }
    for (KeyCode minus : List.of(KeyCode.MINUS, KeyCode.SUBTRACT)) {
      keys.put(anyShift(minus), () -> shell.title().zoomBy(-1));
    }
    for (KeyCode zero : List.of(KeyCode.DIGIT0, KeyCode.NUMPAD0)) {
      keys.put(shortcut(zero), () -> shell.title().zoom(100));
    }
  }

  private static KeyCombination anyShift(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
  }

  private static KeyCombination shortcut(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
  }

  private static KeyCombination shifted(KeyCode code) {
    return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
  }

  private static void early(KeyEvent event, ExploreModel model, Shell shell) {
    boolean list =
        event.getTarget() instanceof ListView<?> || event.getTarget() instanceof TableView<?>;
    if (list) {
      stop(event, shell);
    }
    if (pastesLink(event)) { // nobody wants one in a field
      shell.sharing().openLink(Clipboard.getSystemClipboard().getString());
      event.consume();
    } else if (isPlainSpace(event) && shell.picture().canPause()) {
      model.setPaused(!model.paused());
      event.consume(); // the button that has the keyboard is not pressed: Enter does that
    } else if (event.isAltDown() && event.getCode() == KeyCode.LEFT) {
      shell.helpShown().ifPresentOrElse(HelpPage::back, model.travel()::back);
      event.consume();
    } else if (event.isAltDown() && event.getCode() == KeyCode.RIGHT) {
      shell.helpShown().ifPresentOrElse(HelpPage::forward, model.travel()::forward);
      event.consume();
    }
  }

  private static boolean pastesLink(KeyEvent event) {
    Clipboard clipboard = Clipboard.getSystemClipboard();
    return event.isShortcutDown()
        && event.getCode() == KeyCode.V
        && clipboard.hasString()
        && Link.is(clipboard.getString());
  }

  private static boolean isPlainSpace(KeyEvent event) {
    return event.getCode() == KeyCode.SPACE
        && !event.isShortcutDown()
        && !event.isAltDown()
        && !(event.getTarget() instanceof TextInputControl);
  }

  private static void stop(KeyEvent event, Shell shell) {
    if (event.getCode() == KeyCode.ESCAPE
        && (shell.picture().shrink()
            || shell.picture().stopAsking()
            || shell.picture().endBeside())) {
      event.consume();
    }
  }

  /// `/`, `?`, `[` and `]` as characters: where they are on the keyboard differs.
  private static void typed(KeyEvent event, ExploreModel model, Shell shell) {
    if (event.getTarget() instanceof TextInputControl) {
      return;
    }
    if (event.getCharacter().equals("/")) {
      shell.focusSearch();
      event.consume();
    } else if (event.getCharacter().equals("?")) {
      shell.showKeys();
      event.consume();
    } else if (shell.picture().isShown()
        && (event.getCharacter().equals("[") || event.getCharacter().equals("]"))) {
      model.shift(event.getCharacter().equals("]"));
      event.consume();
    }
  }
}
