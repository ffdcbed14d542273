package weir.ui.exporters;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.doctor.Finding;

/// A sign for how something is, of another shape as well as another colour.
final class HealthIcon {
  private HealthIcon() {}

  static FontIcon of(Finding.Weight weight) {
    return switch (weight) {
      case BAD -> icon(Feather.ALERT_OCTAGON, "bad");
      case WARNING -> icon(Feather.ALERT_TRIANGLE, "warning");
      case NOTE -> icon(Feather.CHECK_CIRCLE, "good");
    };
  }

  /// Of something that is worth knowing.
  static FontIcon note() {
    return icon(Feather.INFO, "note");
  }

  private static FontIcon icon(Feather sign, String style) {
    FontIcon icon = new FontIcon(sign);
    icon.getStyleClass().addAll("health-icon", style);
    return icon;
  }
}
