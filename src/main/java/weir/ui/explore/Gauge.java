package weir.ui.explore;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// A number, and under it a bar as long as its part of the largest.
final class Gauge extends Region {
  private final Label number = new Label();
  private final Region track = new Region();
  private final Region bar = new Region();
  private double part;

  Gauge() {
    getStyleClass().add("gauge");
    number.getStyleClass().add("number");
    track.getStyleClass().add("track");
    bar.getStyleClass().add("bar");
    setMinWidth(0);
    setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    getChildren().addAll(number, track, bar);
  }

  /// @param newPart 0 to 1; 0 for no bar at all
  void show(String text, double newPart) {
    number.setText(text);
    part = newPart;
    track.setVisible(part > 0);
    bar.setVisible(part > 0);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double thickness = Math.max(2, Math.rint(number.getFont().getSize() / 4));
    double height = Math.ceil(number.prefHeight(-1));
    double width = Math.min(getWidth(), Math.ceil(number.prefWidth(-1)));
    double below = getHeight() - thickness - 1;
    double y = Math.max(0, Math.min((getHeight() - height) / 2, below - height + 1));
    number.resizeRelocate(getWidth() - width, snapPositionY(y), width, height);
    track.resizeRelocate(0, below, getWidth(), thickness);
    bar.resizeRelocate(0, below, Math.max(1, Math.rint(getWidth() * part)), thickness);
  }

  @Override
  protected double computePrefWidth(double height) {
    return number.prefWidth(-1);
  }

  @Override
  protected double computePrefHeight(double width) {
    return number.prefHeight(-1);
  }
}
