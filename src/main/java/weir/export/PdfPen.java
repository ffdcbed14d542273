package weir.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;

/// Writes what is on a page of a PDF. Letters are shapes; the text itself lies over them, without a
/// look of its own ([PdfLetters]).
final class PdfPen implements Pen {
  private static final int EXACT = 6;

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final PDDocument document;
  private final PDResources resources;
  private final PdfLetters letters;
  private final Map<Double, String> alphas = new HashMap<>();
  private final Deque<State> kept = new ArrayDeque<>();
  private State state = new State(1, 1, 1);

  /// @param fill the transparency that is set for areas
  /// @param line that for lines
  private record State(double opacity, double fill, double line) {}

  PdfPen(PDDocument document, PDResources resources, PdfLetters letters) {
    this.document = document;
    this.resources = resources;
    this.letters = letters;
  }

  /// What was drawn, in PDF's words.
  String content() {
    return out.toString();
  }

  private StringBuilder number(double number) {
    return Coordinates.append(out, number, 3).append(' ');
  }

  @Override
  public void save() {
    kept.push(state);
    out.append("q\n");
  }

  @Override
  public void restore() {
    state = kept.pop();
    out.append("Q\n");
  }

  @Override
  public void transform(double xx, double yx, double xy, double yy, double tx, double ty) {
    for (double one : new double[] {xx, yx, xy, yy, tx, ty}) {
      Coordinates.append(out, one, EXACT).append(' ');
    }
    out.append("cm\n");
  }

  @Override
  public void opacity(double factor) {
    state = new State(state.opacity * factor, state.fill, state.line);
  }

  @Override
  public void clip(Outline shape) {
    if (shape.isEmpty()) {
      out.append("0 0 m ");
    }
    path(shape);
    out.append("W n\n");
  }

  @Override
  public void fill(Outline shape, Ink ink) {
    if (shape.isEmpty()) {
      return;
    }
    switch (ink) {
      case Ink.Colour colour -> {
        colour(colour);
        path(shape);
        out.append("f\n");
      }
      case Ink.Hatching hatching -> {
        save();
        clip(shape);
        double[] box = shape.bounds();
        stripes(box, hatching, 0, hatching.share(), hatching.stripe());
        stripes(box, hatching, hatching.share(), 1, hatching.gap());
        restore();
      }
    }
  }

  /// What takes the same part of each period, inside of a rectangle.
  private void stripes(
      double[] box, Ink.Hatching hatching, double from, double until, Ink.Colour colour) {
    double both = 2 * hatching.period(); // across and down together
    double top = box[1];
    double bottom = box[3];
    double last = Math.ceil((box[2] + bottom) / both);
    colour(colour);
    for (double i = Math.floor((box[0] + top) / both); i <= last; i++) {
      double near = (i + from) * both;
      double far = (i + until) * both;
      path(
          Outline.polygon(
              new double[] {near - top, far - top, far - bottom, near - bottom},
              new double[] {top, top, bottom, bottom},
              4));
    }
    out.append("f\n");
  }

  private void colour(Ink.Colour colour) {
    double alpha = rounded(colour.alpha() * state.opacity);
    if (alpha != state.fill) {
      state = new State(state.opacity, alpha, state.line);
      graphicsState(alpha, "f");
    }
    components(colour).append("rg\n");
  }

  private StringBuilder components(Ink.Colour colour) {
    number(colour.red() / 255.0);
    number(colour.green() / 255.0);
    return number(colour.blue() / 255.0);
  }

  private static double rounded(double alpha) {
    return Math.round(alpha * 1000) / 1000.0;
  }

  private void graphicsState(double alpha, String kind) {
    boolean fills = kind.equals("f");
    String name =
        alphas.computeIfAbsent(
            fills ? alpha : alpha + 2,
            _ -> {
              PDExtendedGraphicsState made = new PDExtendedGraphicsState();
              if (fills) {
                made.setNonStrokingAlphaConstant((float) alpha);
              } else {
                made.setStrokingAlphaConstant((float) alpha);
              }
              return resources.add(made).getName();
            });
    out.append('/').append(name).append(" gs\n");
  }

  @Override
  public void stroke(Outline shape, Stroke stroke) {
    if (shape.isEmpty()) {
      return;
    }
    double alpha = rounded(stroke.colour().alpha() * state.opacity);
    if (alpha != state.line) {
      state = new State(state.opacity, state.fill, alpha);
      graphicsState(alpha, "s");
    }
    components(stroke.colour()).append("RG ");
    number(stroke.width()).append("w ");
    out.append(
        switch (stroke.ends()) {
          case BUTT -> "0 J 0 j 10 M [";
          case SQUARE -> "2 J 0 j 10 M [";
          case ROUND -> "1 J 1 j 10 M [";
        });
    stroke.dashes().forEach(this::number);
    out.append("] 0 d\n");
    path(shape);
    out.append("S\n");
  }

  @Override
  public void cells(Raster cells, double x, double y, double width, double height) {
    if (width <= 0 || height <= 0) {
      return;
    }
    try {
      String name =
          resources
              .add(LosslessFactory.createFromImage(document, cells.magnified().image()))
              .getName();
      save();
      double alpha = rounded(state.opacity);
      if (alpha != state.fill) {
        state = new State(state.opacity, alpha, state.line);
        graphicsState(alpha, "f");
      }
      transform(width, 0, 0, -height, x, y + height); // images stand on their feet
      out.append('/').append(name).append(" Do\n");
      restore();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  @Override
  public void text(Words words, double x, double baseline, Ink ink) {
    if (words.text().isBlank()) {
      return;
    }
    fill(words.outline().moved(x, baseline), ink);
    letters.write(words, x, baseline, resources, out);
  }

  private void path(Outline shape) {
    shape.walk(
        new Outline.Walker() {
          @Override
          public void move(double x, double y) {
            number(x);
            number(y).append("m ");
          }

          @Override
          public void line(double x, double y) {
            number(x);
            number(y).append("l ");
          }

          @Override
          public void curve(double x1, double y1, double x2, double y2, double x, double y) {
            number(x1);
            number(y1);
            number(x2);
            number(y2);
            number(x);
            number(y).append("c ");
          }

          @Override
          public void close() {
            out.append("h ");
          }
        });
  }
}
