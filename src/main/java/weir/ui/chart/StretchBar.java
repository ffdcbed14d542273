package weir.ui.chart;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ui.control.Hints;
import weir.ui.picture.Painted;

/// Beside what is marked: how long it is, and what can be done with it.
final class StretchBar extends VBox {
  private static final double GAP = 6;

  private final Label span = new Label();
  private final HBox buttons = new HBox();

  /// Something that can be done with it.
  record Choice(String text, Feather icon, Runnable action) {}

  StretchBar() {
    getStyleClass().add("stretch-bar");
    setId("stretch");
    span.getStyleClass().add("reading-time");
    buttons.getStyleClass().add("stretch-actions");
    getChildren().addAll(span, buttons);
    setManaged(false);
    setVisible(false);
    Painted.never(this);
  }

  void show(String words, List<Choice> actions) {
    span.setText(words);
    if (!isVisible()) {
      buttons.getChildren().setAll(actions.stream().map(StretchBar::button).toList());
      setVisible(true);
    }
  }

  private static Button button(Choice one) {
    Button button = new Button(one.text(), new FontIcon(one.icon()));
    button.getStyleClass().add("flat");
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(Hints.of("Arrows step the stretch, with Shift they widen it; Esc ends it"));
    button.setOnAction(_ -> one.action().run());
    return button;
  }

  /// Below the middle of what is marked; above where that lies in the lower half alone.
  ///
  /// @param marked in the plot
  void place(Bounds marked, Region plot, Region owner) {
    applyCss();
    Bounds area = owner.sceneToLocal(plot.localToScene(plot.getLayoutBounds()));
    double width = Math.min(Math.ceil(prefWidth(-1)), owner.getWidth());
    double height = Math.ceil(prefHeight(width));
    double middle = area.getMinX() + marked.getCenterX();
    double x = Math.clamp(middle - width / 2, 0, Math.max(0, owner.getWidth() - width));
    boolean low = marked.getMinY() > plot.getHeight() / 2;
    double y = low ? area.getMinY() + GAP : area.getMaxY() - height - GAP;
    resizeRelocate(Math.rint(x), Math.rint(Math.max(0, y)), width, height);
  }
}
