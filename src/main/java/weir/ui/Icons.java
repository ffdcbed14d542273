package weir.ui;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons of the shell.
final class Icons {
  private Icons() {}

  static FontIcon of(Feather icon) {
    return new FontIcon(icon);
  }
}
