package weir.ui.exporters;

import javafx.scene.layout.Region;
import weir.ui.control.Zoom;

/// Cards beside each other, as many as there is room for, all of one row equally high. The first
/// one has sentences: where there is no row for all it has one of its own, where there is room to
/// spare it is as wide as two.
final class CardGrid extends Region {
  private static final double GAP = 8;

  /// A card is no narrower, where the first one can be twice as wide.
  private static final double NARROW_WIDTH = 300;

  /// Nor than this, where there is a choice.
  private static final double LEAST_WIDTH = 286;

  CardGrid(Region... cards) {
    getChildren().setAll(cards);
    setMinHeight(USE_PREF_SIZE);
  }

  private int columns(double width) {
    int count = getChildren().size();
    return fitting(width, NARROW_WIDTH) > count
        ? count + 1
        : Math.clamp(fitting(width, LEAST_WIDTH), 1, count - 1);
  }

  private int fitting(double width, double each) {
    return (int) ((width + GAP) / (each * Zoom.factor(this) + GAP));
  }

  private int span(int card, int columns) {
    int count = getChildren().size();
    return card > 0 || columns == count
        ? 1
        : columns > count ? 2 : columns == count - 1 ? columns : 1;
  }

  @Override
  protected double computePrefHeight(double width) {
    return arrange(width < 0 ? getWidth() : width, false);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    arrange(getWidth(), true);
  }

  /// @return the height that it takes
  private double arrange(double width, boolean place) {
    int columns = columns(width);
    double column = (width + GAP) / columns;
    double y = 0;
    int i = 0;
    while (i < getChildren().size()) {
      double high = 0;
      int inRow = 0;
      for (int used = 0; i + inRow < getChildren().size() && used < columns; inRow++) {
        int span = span(i + inRow, columns);
        high = Math.max(high, getChildren().get(i + inRow).prefHeight(span * column - GAP));
        used += span;
      }
      int at = 0;
      for (int end = i + inRow; i < end; i++) {
        int span = span(i, columns);
        if (place) {
          double x = snapPositionX(at * column);
          getChildren()
              .get(i)
              .resizeRelocate(
                  x, snapPositionY(y), snapPositionX((at + span) * column - GAP) - x, high);
        }
        at += span;
      }
      y += high + GAP;
    }
    return Math.max(0, y - GAP);
  }
}
