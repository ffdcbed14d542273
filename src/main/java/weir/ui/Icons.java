package weir.ui;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.View;

/// Icons of the shell.
final class Icons {
  private Icons() {}

  static FontIcon of(Feather icon) {
    return new FontIcon(icon);
  }

  /// The icon that a view's file asks for.
  ///
  /// @throws IllegalArgumentException if there is none, with a sentence
  static FontIcon of(View view) {
    try {
      return of(Feather.findByDescription(view.icon()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the view '"
              + view.id()
              + "' has the icon '"
              + view.icon()
              + "', which is none of Feather's, such as fth-activity",
          e);
    }
  }
}
