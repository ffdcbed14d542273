package weir.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.MenuItem;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import weir.about.About;
import weir.ingest.Workspace;
import weir.settings.SettingsFile;
import weir.ui.control.Menus;
import weir.ui.help.AboutWindow;
import weir.ui.help.HelpPage;

/// The hand-book in the middle of the window, over whatever is there, and the window about Weir.
final class HelpDesk {
  private final OnDemand<HelpPage> page;
  private final FxTasks tasks;
  private final Workspace workspace;
  private final SettingsFile settings;
  private final Supplier<Window> window;
  private final Runnable turn;
  private boolean open;

  /// @param window that it is in
  /// @param turn shows the page that is to be seen by now
  HelpDesk(
      Workspace workspace,
      SettingsFile settings,
      FxTasks tasks,
      Supplier<Window> window,
      Runnable turn) {
    this.workspace = workspace;
    this.settings = settings;
    this.tasks = tasks;
    this.window = window;
    this.turn = turn;
    page = new OnDemand<>(() -> new HelpPage(tasks, this::about, this::close));
  }

  /// Opens the chapter; closes the help where it is open.
  void open(HelpTopic topic) {
    if (open) {
      close();
    } else {
      open = true;
      page.get().show(topic.address());
      turn.run();
      page.get().requestFocus();
    }
  }

  private void close() {
    end();
    turn.run();
  }

  /// Something else is to be seen.
  void end() {
    open = false;
  }

  /// The page, while it is to be seen.
  Optional<HelpPage> shown() {
    return open ? Optional.of(page.get()) : Optional.empty();
  }

  void about() {
    AboutWindow.show(
        window.get(), tasks, () -> About.details(workspace.liveFolder(), settings.folder()));
  }

  /// What the menu for help offers.
  ///
  /// @param help opens the hand-book
  /// @param keys lists them
  List<MenuItem> menu(Runnable help, Runnable keys) {
    return List.of(
        item("help-open", "Hand-book (F1)", Feather.BOOK_OPEN, help),
        item("help-keys", "Keys (?)", Feather.COMMAND, keys),
        item("help-about", "About Weir", Feather.INFO, this::about));
  }

  private static MenuItem item(String id, String text, Feather icon, Runnable action) {
    MenuItem item = Menus.item(text, icon, action);
    item.setId(id);
    return item;
  }
}
