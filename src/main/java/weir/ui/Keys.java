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
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import weir.query.View;
import weir.query.Views;
import weir.screen.Link;
import weir.ui.control.Menus;
import weir.ui.explore.ExploreModel;
import weir.ui.help.HelpPage;

/// What the keyboard does anywhere in the window.
final class Keys {
  private Keys() {}

  static void install(
      Scene scene, Views views, ExploreModel model, Shell shell, Runnable switchTheme) {
    var keys = scene.getAccelerators();
    SourceDesk desk = shell.desk();
    keys.put(shortcut(KeyCode.O), desk::openFiles);
    keys.put(shortcut(KeyCode.E), shell::showExporters);
    keys.put(shortcut(KeyCode.L), desk::chooseListening);
    keys.put(shortcut(KeyCode.K), desk::chooseCapturing);
    keys.put(shifted(KeyCode.K), desk::switchCapture);
    keys.put(shortcut(KeyCode.D), shell::compare);
    keys.put(shortcut(KeyCode.F), shell::focusSearch);
    keys.put(shifted(KeyCode.F), shell::openShelf);
    keys.put(shortcut(KeyCode.P), shell::report);
    keys.put(shortcut(KeyCode.Q), () -> quit(scene.getWindow()));
    keys.put(shifted(KeyCode.O), desk::openDataSet);
    keys.put(shifted(KeyCode.L), desk::connect);
    keys.put(shifted(KeyCode.S), shell.sharing()::save);
    keys.put(shifted(KeyCode.C), shell.sharing()::copyLink);
    keys.put(shifted(KeyCode.E), shell::export);
    keys.put(shifted(KeyCode.T), switchTheme);
    keys.put(new KeyCodeCombination(KeyCode.F5), model::refresh);
    keys.put(new KeyCodeCombination(KeyCode.F1), shell::help);
    for (View view : views.all()) { // by its id: a view may have been changed meanwhile
      view.key()
          .ifPresent(key -> keys.put(shortcut(key), () -> shell.showView(views.named(view.id()))));
    }
    // before the focused control: a text field would take Alt+Left as a caret move, a list Esc
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> early(event, model, shell));
    scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> stop(event, shell));
    scene.addEventHandler(KeyEvent.KEY_TYPED, event -> typed(event, model, shell));
    Menus.byKey(scene);
  }

  /// As the window's own button does it.
  private static void quit(Window window) {
    window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
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

  /// @param text "Ctrl+1"; on macOS the command key
  private static KeyCombination shortcut(String text) {
    return KeyCombination.valueOf(text.replace("Ctrl", "Shortcut"));
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
    } else if (isPlainSpace(event) && shell.canPause()) {
      model.setPaused(!model.paused());
      event.consume(); // the button that has the keyboard is not pressed: Enter does that
    } else if (event.isAltDown() && event.getCode() == KeyCode.LEFT) {
      shell.helpShown().ifPresentOrElse(HelpPage::back, model::back);
      event.consume();
    } else if (event.isAltDown() && event.getCode() == KeyCode.RIGHT) {
      shell.helpShown().ifPresentOrElse(HelpPage::forward, model::forward);
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
    if (event.getCode() == KeyCode.ESCAPE && (shell.stopAsking() || shell.endBeside())) {
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
    } else if (shell.canPause()
        && (event.getCharacter().equals("[") || event.getCharacter().equals("]"))) {
      model.shift(event.getCharacter().equals("]"));
      event.consume();
    }
  }
}
