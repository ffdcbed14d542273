package weir.ui;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Hints;

/// The name, and what is of the whole window: its size of everything, its theme, its help.
final class TitleBar extends HBox {
  private final Label name = new Label("Weir");
  private final ZoomMenu zoom = new ZoomMenu();
  private final Button theme = button("theme", Feather.SUN, "Dark or light (Ctrl+Shift+T)");

  /// @param help what is offered for help, by its words
  /// @param onSettings opens what a person may choose
  TitleBar(List<MenuItem> help, Runnable onSettings) {
    getStyleClass().add("app-title");
    name.getStyleClass().add("app-name");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    MenuButton menu = new MenuButton("", Icons.of(Feather.HELP_CIRCLE));
    menu.setId("help");
    menu.getStyleClass().addAll("flat", "button-icon", "small", "no-arrow");
    menu.setTooltip(Hints.of("Help (F1)"));
    menu.setAccessibleText("Help");
    menu.getItems().setAll(help);
    Button settings = button("settings", Feather.SETTINGS, "Settings (Ctrl+,)");
    settings.setOnAction(_ -> onSettings.run());
    getChildren().addAll(name, space, zoom, theme, settings, menu);
  }

  private static Button button(String id, Feather icon, String hint) {
    Button button = new Button("", Icons.of(icon));
    button.setId(id);
    button.getStyleClass().addAll("flat", "button-icon", "small");
    button.setTooltip(Hints.of(hint));
    button.setAccessibleText(hint);
    return button;
  }

  /// Where there is no room for it, it is left out.
  void showName(boolean shown) {
    name.setVisible(shown);
    name.setManaged(shown);
  }

  /// Which theme is there, or about to be.
  void showTheme(Theme now) {
    theme.setGraphic(Icons.of(now.isDark() ? Feather.SUN : Feather.MOON));
  }

  void switchTheme() {
    theme.fire();
  }

  void setOnTheme(Runnable action) {
    theme.setOnAction(_ -> action.run());
  }

  /// @param action takes percents
  void setOnZoomChosen(IntConsumer action) {
    zoom.setOnZoomChosen(action);
  }

  /// How large everything is, or is about to be.
  void showZoom(int percent) {
    zoom.show(percent);
  }

  void zoom(int percent) {
    zoom.choose(percent);
  }

  /// @param steps more is larger
  void zoomBy(int steps) {
    zoom.chooseBy(steps);
  }
}
