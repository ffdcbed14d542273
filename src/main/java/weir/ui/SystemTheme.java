package weir.ui;

import java.util.function.BooleanSupplier;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/// Whether the system that Weir runs on is dark, and when that changes. On the JavaFX thread.
final class SystemTheme implements AutoCloseable {
  private final ObservableValue<ColorScheme> scheme;
  private final BooleanSupplier known;
  private final ChangeListener<ColorScheme> listener;

  /// @param scheme of the system
  /// @param known whether the system says anything; where it does not, Weir is dark
  /// @param onChange called when the system is another one
  SystemTheme(ObservableValue<ColorScheme> scheme, BooleanSupplier known, Runnable onChange) {
    this.scheme = scheme;
    this.known = known;
    listener = (_, _, _) -> onChange.run();
    scheme.addListener(listener);
  }

  /// That of this machine.
  static SystemTheme ofPlatform(Runnable onChange) {
    Platform.Preferences preferences = Platform.getPreferences();
    return new SystemTheme(
        preferences.colorSchemeProperty(), () -> !preferences.isEmpty(), onChange);
  }

  boolean isDark() {
    return !known.getAsBoolean() || scheme.getValue() == ColorScheme.DARK;
  }

  @Override
  public void close() {
    scheme.removeListener(listener);
  }
}
