package weir.ui;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import weir.settings.Settings.Place;
import weir.settings.SettingsFile;

/// Where the window was, it is again: its size, its place where a screen shows it, and whether it
/// is maximized.
final class WindowPlace {
  static final double LEAST_WIDTH = 960;
  static final double LEAST_HEIGHT = 600;

  private static final Place FIRST = new Place(0, 0, 1480, 920, false);

  /// So much of a window's top has to be on a screen, to take hold of it.
  private static final double GRIP_WIDTH = 120;

  private static final double GRIP_HEIGHT = 30;

  private final Stage stage;
  private final SettingsFile settings;

  private WindowPlace(Stage stage, SettingsFile settings) {
    this.stage = stage;
    this.settings = settings;
  }

  /// Places a window that is not shown yet, and remembers where it goes.
  static void keep(Stage stage, SettingsFile settings) {
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    List<Rectangle2D> screens = Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
    Optional<Place> before = settings.now().window();
    Place place = fit(before.orElse(FIRST), screens);
    stage.setWidth(place.width());
    stage.setHeight(place.height());
    if (before.isPresent() && screenOf(place, screens).isPresent()) {
      stage.setX(place.x());
      stage.setY(place.y());
    }
    stage.setMaximized(place.maximized());
    WindowPlace kept = new WindowPlace(stage, settings);
    ChangeListener<Object> moved = (_, _, _) -> kept.moved();
    stage.xProperty().addListener(moved);
    stage.yProperty().addListener(moved);
    stage.widthProperty().addListener(moved);
    stage.heightProperty().addListener(moved);
    stage.maximizedProperty().addListener(moved);
  }

  private void moved() {
    if (!stage.isShowing() || stage.isIconified() || stage.isFullScreen()) {
      return;
    }
    boolean maximized = stage.isMaximized();
    Place now =
        new Place(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), maximized);
    settings.change(
        before ->
            before.withWindow(
                maximized
                    ? before.window().map(WindowPlace::maximized).orElse(now)
                    : now)); // where it was before stays
  }

  private static Place maximized(Place before) {
    return new Place(before.x(), before.y(), before.width(), before.height(), true);
  }

  /// No larger than the screen it is on, or the largest where it is on none; no smaller than a
  /// window may be.
  static Place fit(Place place, List<Rectangle2D> screens) {
    Rectangle2D room =
        screenOf(place, screens)
            .orElseGet(
                () ->
                    screens.stream()
                        .max((a, b) -> Double.compare(a.getWidth(), b.getWidth()))
                        .orElse(new Rectangle2D(0, 0, place.width(), place.height())));
    return new Place(
        place.x(),
        place.y(),
        Math.max(LEAST_WIDTH, Math.min(place.width(), room.getWidth())),
        Math.max(LEAST_HEIGHT, Math.min(place.height(), room.getHeight())),
        place.maximized());
  }

  /// The screen that shows enough of its top.
  static Optional<Rectangle2D> screenOf(Place place, List<Rectangle2D> screens) {
    return screens.stream()
        .filter(
            screen ->
                Math.min(place.x() + place.width(), screen.getMaxX())
                            - Math.max(place.x(), screen.getMinX())
                        >= GRIP_WIDTH
                    && place.y() >= screen.getMinY() - GRIP_HEIGHT / 2
                    && place.y() + GRIP_HEIGHT <= screen.getMaxY())
        .findFirst();
  }
}
