package weir.ui;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Hints;

/// How large everything is drawn, to be chosen.
final class ZoomMenu extends MenuButton {
  static final List<Integer> PERCENTS = List.of(80, 90, 100, 110, 125, 150, 175, 200);

  private IntConsumer onZoom = _ -> {};
  private int shown = 100;

  ZoomMenu() {
    super("", Icons.of(Feather.ZOOM_IN));
    setId("zoom");
    getStyleClass().addAll("flat", "button-icon", "small", "no-arrow");
    setTooltip(Hints.of("Larger and smaller (Ctrl++, Ctrl+-, Ctrl+0)"));
    setAccessibleText("Zoom");
    ToggleGroup group = new ToggleGroup();
    for (int percent : PERCENTS) {
      RadioMenuItem item = new RadioMenuItem(percent + " %");
      item.setToggleGroup(group);
      item.setOnAction(_ -> choose(percent));
      getItems().add(item);
    }
  }

  /// @param action takes percents
  void setOnZoomChosen(IntConsumer action) {
    onZoom = action;
  }

  void show(int percent) {
    shown = percent;
    for (int i = 0; i < PERCENTS.size(); i++) {
      ((RadioMenuItem) getItems().get(i)).setSelected(PERCENTS.get(i) == percent);
    }
  }

  void choose(int percent) {
    onZoom.accept(percent);
  }

  /// @param steps more is larger; ends where there is no more
  void chooseBy(int steps) {
    choose(next(shown, steps));
  }

  /// The next of the usual zooms.
  static int next(int percent, int steps) {
    return steps > 0
        ? PERCENTS.stream().filter(one -> one > percent).findFirst().orElse(PERCENTS.getLast())
        : PERCENTS.reversed().stream()
            .filter(one -> one < percent)
            .findFirst()
            .orElse(PERCENTS.getFirst());
  }
}
