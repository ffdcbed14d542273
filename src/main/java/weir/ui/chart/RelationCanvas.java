package weir.ui.chart;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import weir.export.Ink;
import weir.export.Outline;
import weir.export.Pen;
import weir.export.Stroke;
import weir.ui.picture.CanvasPen;
import weir.ui.picture.FxWords;
import weir.ui.picture.Inks;
import weir.ui.picture.Painted;

/// Paints bars, ribbons and labels, on the screen and into files.
final class RelationCanvas extends Region {
  private static final double RIBBON = 0.42;
  private static final double LIT = 0.8;
  private static final double DIMMED = 0.13;
  private static final double DIMMED_LABEL = 0.4;

  /// Thinner ones would not be seen.
  private static final double LEAST_RIBBON = 0.5;

  /// Behind letters that stand on ribbons.
  private static final double PLATE = 0.66;

  private static final double PLATE_PIXELS = 2;

  /// What to paint.
  ///
  /// @param paints a look a node of the first layer
  /// @param lit what goes through the nodes that are pointed at; null while nothing is
  /// @param marked those nodes
  /// @param ink of letters
  /// @param muted of bars behind the first layer, and of values
  /// @param rest of bars behind the first layer that are what is left
  /// @param ground behind the picture
  /// @param ascent from the upper edge of a line down to where letters stand
  record Scene(
      RelationLayout layout,
      SeriesPaint[] paints,
      RelationGraph.@Nullable Lit lit,
      List<RelationGraph.Key> marked,
      Ink.Colour ink,
      Ink.Colour muted,
      Ink rest,
      Ink.Colour ground,
      Font font,
      double line,
      double ascent) {
    private RelationGraph graph() {
      return layout.order().graph();
    }
  }

  private final Canvas canvas = new Canvas();
  private final CanvasPen screen = new CanvasPen(canvas.getGraphicsContext2D());
  private final Supplier<@Nullable Scene> scene;

  /// @param scene what to paint, asked at each pulse that paints
  RelationCanvas(Supplier<@Nullable Scene> scene) {
    this.scene = scene;
    getStyleClass().add("relation-canvas");
    setManaged(false); // what is painted anew moves nothing else
    setPickOnBounds(true);
    getChildren().add(canvas);
    Painted.by(canvas, this::paint);
  }

  void repaint() {
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    canvas.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    paint(screen);
  }

  private void paint(Pen pen) {
    Scene now = scene.get();
    if (now == null) {
      return;
    }
    pen.save();
    for (int gap = 0; gap < now.layout.bands().length; gap++) {
      ribbons(pen, now, gap);
    }
    for (int layer = 0; layer < now.layout.bars().length; layer++) {
      bars(pen, now, layer);
    }
    now.layout.labels().forEach(label -> label(pen, now, label));
    pen.restore();
  }

  private static void ribbons(Pen pen, Scene now, int gap) {
    RelationLayout.Band[] bands = now.layout.bands()[gap];
    RelationGraph.Lit lit = now.lit;
    for (int i = 0; i < bands.length; i++) {
      SeriesPaint paint = now.paints[now.graph().gaps().get(gap).get(i).first()];
      ribbon(pen, bands[i], bands[i].height(), ink(paint, lit == null ? RIBBON : DIMMED));
    }
    for (int i = 0; lit != null && i < bands.length; i++) {
      double part = lit.ribbons()[gap][i] * now.layout.scale();
      if (part > 0) {
        SeriesPaint paint = now.paints[now.graph().gaps().get(gap).get(i).first()];
        ribbon(pen, bands[i], part, ink(paint, LIT));
      }
    }
  }

  private static Ink.Colour ink(SeriesPaint paint, double strength) {
    return Inks.colour(paint.colour()).withAlpha(strength);
  }

  private static void ribbon(Pen pen, RelationLayout.Band band, double height, Ink.Colour ink) {
    double tall = Math.max(LEAST_RIBBON, height);
    double middle = (band.x1() + band.x2()) / 2;
    pen.fill(
        new Outline.Builder()
            .move(band.x1(), band.y1())
            .curve(middle, band.y1(), middle, band.y2(), band.x2(), band.y2())
            .line(band.x2(), band.y2() + tall)
            .curve(middle, band.y2() + tall, middle, band.y1() + tall, band.x1(), band.y1() + tall)
            .close()
            .build(),
        ink);
  }

  private static void bars(Pen pen, Scene now, int layer) {
    RelationLayout.Bar[] bars = now.layout.bars()[layer];
    for (int node = 0; node < bars.length; node++) {
      RelationLayout.Bar bar = bars[node];
      RelationGraph.Node of = now.graph().node(layer, node);
      pen.save();
      pen.opacity(isDim(now, layer, node) ? DIMMED_LABEL : 1);
      pen.fillRectangle(bar.x(), bar.y(), bar.width(), bar.height(), ink(now, of, node));
      if (now.marked.contains(of.key())) {
        pen.stroke(
            Outline.rectangle(bar.x() - 1, bar.y() - 1, bar.width() + 2, bar.height() + 2),
            new Stroke(now.ink, 1.5));
      }
      pen.restore();
    }
  }

  private static boolean isDim(Scene now, int layer, int node) {
    return now.lit != null && now.lit.nodes()[layer][node] == 0;
  }

  /// "Other" is hatched; what is not of the first layer has no colour of its own.
  private static Ink ink(Scene now, RelationGraph.Node node, int index) {
    if (node.key().layer() == 0) {
      return Inks.of(now.paints[index].fill());
    }
    return node.other() ? now.rest : now.muted;
  }

  private static void label(Pen pen, Scene now, RelationLayout.Label label) {
    pen.save();
    pen.opacity(isDim(now, label.layer(), label.node()) ? DIMMED_LABEL : 1);
    if (label.inside()) {
      pen.fill(
          Outline.rounded(
              label.x() - PLATE_PIXELS,
              label.y(),
              label.width() + 2 * PLATE_PIXELS,
              label.height(),
              PLATE_PIXELS),
          now.ground.withAlpha(PLATE));
    }
    line(pen, now, label, label.name(), 0, now.ink);
    if (!label.value().isEmpty()) {
      line(pen, now, label, label.value(), now.line, now.muted);
    }
    pen.restore();
  }

  private static void line(
      Pen pen, Scene now, RelationLayout.Label label, String text, double down, Ink.Colour ink) {
    FxWords words = new FxWords(text, now.font);
    double x =
        label.right() ? label.x() + label.width() - TextWidths.of(text, now.font) : label.x();
    pen.text(words, x, label.y() + down + now.ascent, ink);
  }
}
