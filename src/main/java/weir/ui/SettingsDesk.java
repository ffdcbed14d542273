package weir.ui;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import weir.settings.Settings;
import weir.settings.SettingsFile;
import weir.ui.settings.SettingsPage;

/// The settings in the middle of the window, over whatever is there.
final class SettingsDesk {
  private final SettingsFile settings;
  private final Runnable turn;
  private final OnDemand<SettingsPage> page;
  private BiConsumer<Settings, Settings> onChange = (_, _) -> {};
  private boolean open;

  /// @param turn shows the page that is to be seen by now
  SettingsDesk(SettingsFile settings, Runnable turn) {
    this.settings = settings;
    this.turn = turn;
    page = new OnDemand<>(() -> new SettingsPage(settings::now, this::change, this::close));
  }

  /// Has what is chosen take effect.
  ///
  /// @param action told what was set before, and what is now
  void setOnChange(BiConsumer<Settings, Settings> action) {
    onChange = action;
  }

  private void change(UnaryOperator<Settings> change) {
    Settings before = settings.now();
    settings.change(change);
    onChange.accept(before, settings.now());
  }

  /// Opens them, or closes them where they are open.
  void open() {
    if (open) {
      close();
    } else {
      open = true;
      page.get().show();
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

  /// Something was chosen elsewhere.
  void changed() {
    shown().ifPresent(SettingsPage::show);
  }

  /// The page, while it is to be seen.
  Optional<SettingsPage> shown() {
    return open ? Optional.of(page.get()) : Optional.empty();
  }
}
