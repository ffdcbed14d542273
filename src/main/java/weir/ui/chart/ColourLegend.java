package weir.ui.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.export.Ink;
import weir.export.Pen;
import weir.export.Raster;
import weir.ui.control.Hints;
import weir.ui.picture.CanvasPen;
import weir.ui.picture.FxWords;
import weir.ui.picture.Painted;

/// Below a heatmap: what its colours stand for, and a bar of them with amounts.
final class ColourLegend extends Region {
  private static final double BAR_EMS = 0.6;
  private static final double MOST_EMS = 34;
  private static final double GAP_EMS = 1;
  private static final double TOP = 6;

  /// From a line's top down to where its letters stand.
  private static final double ASCENT = 1;

  private static final double LINE = 1.3;

  /// What is drawn.
  private record Content(HeatmapShades shades, ColourMap map, Ink.Colour ink) {}

  private final Button scale = new Button();
  private final Canvas bar = new Canvas();
  private final CanvasPen screen = new CanvasPen(bar.getGraphicsContext2D());
  private @Nullable Content content;
  private double gutter;

  /// @param next called to have the colours stand for something else
  ColourLegend(Runnable next) {
    getStyleClass().add("colour-legend");
    scale.getStyleClass().add("legend-number");
    scale.setOnAction(_ -> next.run());
    scale
        .fontProperty()
        .addListener(
            (_, _, _) -> {
              requestLayout();
              repaint();
            });
    bar.setMouseTransparent(true);
    Painted.by(bar, this::paint);
    getChildren().addAll(scale, bar);
    clear();
  }

  void show(HeatmapShades shades, ColourMap map, Ink.Colour ink) {
    content = new Content(shades, map, ink);
    HeatmapScale now = shades.scale();
    if (!scale.getText().equals(now.label())) {
      scale.setText(now.label());
      String text =
          now.item() + "; " + now.meaning() + "; a click changes it to " + now.next().label();
      scale.setTooltip(Hints.of(text));
      scale.setAccessibleText(text);
    }
    scale.setVisible(true);
    requestLayout();
    repaint();
  }

  void clear() {
    content = null;
    scale.setVisible(false);
    repaint();
  }

  /// How far from the left the bar begins: where the plot does.
  void setGutter(double newGutter) {
    if (newGutter != gutter) {
      gutter = newGutter;
      requestLayout();
    }
  }

  private double em() {
    return scale.getFont().getSize();
  }

  @Override
  protected double computePrefHeight(double width) {
    return Math.ceil(TOP + (BAR_EMS + LINE) * em());
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    double height = getHeight() - TOP;
    double left = Math.max(gutter, scale.prefWidth(-1) + em());
    scale.resizeRelocate(0, TOP, scale.prefWidth(-1), Math.min(height, scale.prefHeight(-1)));
    bar.setLayoutX(Math.rint(left));
    bar.setLayoutY(TOP);
    double width = Math.clamp(getWidth() - left - em(), 0, MOST_EMS * em());
    if (width != bar.getWidth() || height != bar.getHeight()) {
      bar.setWidth(width);
      bar.setHeight(Math.max(0, height));
      repaint();
    }
  }

  private void repaint() {
    bar.getGraphicsContext2D().clearRect(0, 0, bar.getWidth(), bar.getHeight());
    paint(screen);
  }

  private void paint(Pen pen) {
    Content now = content;
    double width = bar.getWidth();
    if (now == null || width <= 0 || now.shades.ticks().isEmpty()) {
      return;
    }
    double height = Math.rint(BAR_EMS * em());
    int[] colours = IntStream.range(0, ColourMap.STEPS).map(now.map::step).toArray();
    pen.save();
    pen.cells(new Raster(ColourMap.STEPS, 1, colours), 0, 0, width, height);
    for (Place place : places(now, width)) {
      pen.text(place.words, place.x, height + ASCENT * em(), now.ink);
    }
    pen.restore();
  }

  private record Place(FxWords words, double x) {
    double until() {
      return x + words.width();
    }
  }

  /// The begin, the end, and those between that fit.
  private List<Place> places(Content now, double width) {
    List<HeatmapShades.Tick> ticks =
        now.shades.ticks().stream()
            .sorted(Comparator.comparing((HeatmapShades.Tick t) -> t.share() > 0 && t.share() < 1))
            .toList();
    List<Place> places = new ArrayList<>();
    for (HeatmapShades.Tick tick : ticks) {
      FxWords words = new FxWords(tick.label(), scale.getFont());
      double middle = tick.share() * width - words.width() / 2;
      Place place = new Place(words, Math.clamp(middle, 0, Math.max(0, width - words.width())));
      double gap = GAP_EMS * em();
      if (places.stream()
          .allMatch(one -> place.x > one.until() + gap || place.until() + gap < one.x)) {
        places.add(place);
      }
    }
    return places;
  }
}
