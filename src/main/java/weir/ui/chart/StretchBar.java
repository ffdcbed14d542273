package weir.ui.chart;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.TimeRange;
import weir.ui.control.Hints;
import weir.ui.picture.Painted;

/// Beside a stretch of time that is marked: how long it is, and what can be done with it.
final class StretchBar extends VBox {
  private static final double GAP = 6;

  private final Label span = new Label();
  private final HBox buttons = new HBox();
  private TimeRange range = TimeRange.ALL;

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

  void show(TimeRange marked, String words, List<StretchAction> actions) {
    range = marked;
    span.setText(words);
    if (!isVisible()) {
      buttons.getChildren().setAll(actions.stream().map(this::button).toList());
      setVisible(true);
    }
  }

  private Button button(StretchAction one) {
    Button button = new Button(one.text(), new FontIcon(one.icon()));
    button.getStyleClass().add("flat");
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(Hints.of("Arrows step the stretch, with Shift they widen it; Esc ends it"));
    button.setOnAction(_ -> one.action().accept(range));
    return button;
  }

  /// Below the middle of the columns from `from` to `until`, within the owner.
  void place(double from, double until, double bottom, Region owner) {
    applyCss();
    double width = Math.min(Math.ceil(prefWidth(-1)), owner.getWidth());
    double height = Math.ceil(prefHeight(width));
    double x = Math.clamp((from + until - width) / 2, 0, Math.max(0, owner.getWidth() - width));
    resizeRelocate(Math.rint(x), Math.rint(bottom - height - GAP), width, height);
  }
}
