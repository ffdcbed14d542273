package weir.ui.exporters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import weir.ui.control.Hints;

/// Numbers as bars beside each other, from 0 at the bottom to the highest, with words under the
/// first and the last one. Each says what it is where the pointer rests; the whole has a sentence
/// for screen readers.
final class Bars extends Region {
  private static final double GAP = 1;

  private final List<Region> bars = new ArrayList<>();
  private final List<Tooltip> hints = new ArrayList<>();
  private final Region ground = new Region();
  private final Label from = new Label();
  private final Label until = new Label();
  private final Label most = new Label();
  private final int least;
  private double[] values = {};

  /// @param style class of its bars
  /// @param least there is room for so many, however few there are
  Bars(String style, int least) {
    this.least = least;
    getStyleClass().addAll("bars", style);
    ground.getStyleClass().add("bars-ground");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(60, 50);
    getChildren().addAll(ground, from, until, most);
  }

  /// @param newValues one a bar
  /// @param words of each, for people
  /// @param first under the first bar
  /// @param last under the last one
  /// @param highest what the highest is, above it
  void show(double[] newValues, List<String> words, String first, String last, String highest) {
    while (bars.size() < newValues.length) {
      Region bar = new Region();
      bar.getStyleClass().add("bar");
      Tooltip hint = Hints.of("");
      Tooltip.install(bar, hint);
      hints.add(hint);
      bars.add(bar);
      getChildren().add(bar);
    }
    for (int i = 0; i < bars.size(); i++) {
      bars.get(i).setVisible(i < newValues.length && newValues[i] > 0);
      hints.get(i).setText(i < words.size() ? words.get(i) : "");
    }
    values = newValues.clone();
    from.setText(first);
    until.setText(last);
    most.setText(highest);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double line = snapSizeY(from.prefHeight(-1));
    double bottom = getHeight() - line;
    double top = line;
    double highest = Arrays.stream(values).max().orElse(0);
    double step = getWidth() / Math.max(least, values.length);
    double gap = step > 4 ? GAP : 0;
    ground.resizeRelocate(0, bottom - 1, getWidth(), 1);
    most.resizeRelocate(0, 0, Math.min(getWidth(), most.prefWidth(-1)), line);
    double half = getWidth() / 2;
    from.resizeRelocate(0, bottom, Math.min(half, from.prefWidth(-1)), line);
    double wide = Math.min(half, until.prefWidth(-1));
    double end = Math.max(values.length * step, from.prefWidth(-1) + line + wide);
    until.resizeRelocate(Math.min(getWidth(), end) - wide, bottom, wide, line);
    for (int i = 0; i < values.length; i++) {
      // whatever is there is seen
      double high = values[i] <= 0 ? 0 : Math.max(2, values[i] / highest * (bottom - 1 - top));
      bars.get(i)
          .resizeRelocate(
              snapPositionX(i * step),
              bottom - 1 - high,
              Math.max(1, snapPositionX((i + 1) * step) - snapPositionX(i * step) - gap),
              high);
    }
  }
}
