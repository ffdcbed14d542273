package weir.ui.explore;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/// Controls in one line with a field between them that takes what is left; in a narrow window the
/// field has a line of its own, and in a very narrow one a menu takes the place of some controls.
final class BarLayout extends Region {
  private static final double LEAST_FIELD_EMS = 21;
  private static final double LEAST_RANGE_EMS = 6;
  private static final double GAP_EMS = 0.6;

  private final Region start;
  private final Region range;
  private final Region field;
  private final List<Region> lesser;
  private final Region more;
  private final Region last;

  /// @param start never gives way
  /// @param range gives way when all else has
  /// @param lesser what `more` is shown instead of
  BarLayout(
      Region start, Region range, Region field, List<Region> lesser, Region more, Region last) {
    this.start = start;
    this.range = range;
    this.field = field;
    this.lesser = lesser;
    this.more = more;
    this.last = last;
    getChildren().addAll(start, range, field);
    getChildren().addAll(lesser);
    getChildren().addAll(more, last);
    setMinWidth(0);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL; // the width says how many lines there are
  }

  private double em() {
    return field.prefHeight(-1) / 2.4;
  }

  private double gap() {
    return snapSpaceX(GAP_EMS * em());
  }

  private double width(Region child) {
    return snapSizeX(child.prefWidth(-1));
  }

  private double lesserWidth() {
    return lesser.stream().mapToDouble(child -> width(child) + gap()).sum();
  }

  private double fixedWidth() {
    return width(start) + gap() + width(range) + gap() + width(last);
  }

  private boolean isOneLine(double width) {
    double inner = width - snappedLeftInset() - snappedRightInset();
    return fixedWidth() + lesserWidth() + gap() + LEAST_FIELD_EMS * em() <= inner;
  }

  private double lineHeight() {
    return snapSizeY(
        getManagedChildren().stream().mapToDouble(child -> child.prefHeight(-1)).max().orElse(0));
  }

  @Override
  protected double computePrefHeight(double width) {
    int lines = width < 0 || isOneLine(width) ? 1 : 2;
    return snappedTopInset() + lines * lineHeight() + (lines - 1) * gap() + snappedBottomInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computeMaxHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return fixedWidth() + lesserWidth() + gap() + LEAST_FIELD_EMS * em();
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double right = getWidth() - snappedRightInset();
    double y = snappedTopInset();
    boolean oneLine = isOneLine(getWidth());
    boolean all = oneLine || fixedWidth() + lesserWidth() <= right - left;
    lesser.forEach(child -> child.setVisible(all));
    more.setVisible(!all);
    double end = place(last, right - width(last), y, width(last));
    if (!all) {
      end = place(more, end - width(more), y, width(more));
    }
    for (Region child : all ? lesser.reversed() : List.<Region>of()) {
      end = place(child, end - width(child), y, width(child));
    }
    place(start, left, y, width(start));
    double x = left + width(start) + gap();
    double room = Math.max(LEAST_RANGE_EMS * em(), end - x);
    place(range, x, y, Math.min(width(range), room));
    if (oneLine) {
      x += width(range) + gap();
      place(field, x, y, end - x);
    } else {
      place(field, left, y + lineHeight() + gap(), right - left);
    }
  }

  /// @return where what is on its left ends
  private double place(Region child, double x, double y, double width) {
    double height = child.prefHeight(-1);
    double middle = snapPositionY(y + (lineHeight() - height) / 2);
    child.resizeRelocate(snapPositionX(x), middle, width, height);
    return x - gap();
  }
}
