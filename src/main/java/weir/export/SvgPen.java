package weir.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes SVG. Letters are shapes, so that they look the same everywhere; the text itself lies over
/// them, not painted, for who searches, selects or copies.
final class SvgPen implements Pen {
  private static final int EXACT = 6;

  /// Stands before names until it is known what makes them this picture's own: several can be in
  /// one page.
  private static final String PREFIX = "\0";

  private final StringBuilder out = new StringBuilder(1 << 16);

  /// Groups that begin with the next mark, if there is one.
  private final List<String> waiting = new ArrayList<>();

  private final Deque<State> kept = new ArrayDeque<>();
  private final Map<Ink.Hatching, String> hatchings = new HashMap<>();
  private State state = new State(0, 1);
  private int names;

  /// @param groups how many have begun, those that wait among them
  private record State(int groups, double opacity) {}

  static String text(Drawing drawing) {
    SvgPen pen = new SvgPen();
    pen.head(drawing);
    drawing.play(pen);
    pen.end();
    String text = pen.out.toString();
    return text.replace(PREFIX, "w" + Integer.toHexString(text.hashCode()) + "-");
  }

  private void head(Drawing drawing) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    number(drawing.width()).append("\" height=\"");
    number(drawing.height()).append("\" viewBox=\"0 0 ");
    number(drawing.width()).append(' ');
    number(drawing.height()).append("\">\n");
  }

  private void end() {
    endGroups(0);
    out.append("</svg>\n");
  }

  private StringBuilder number(double length) {
    return Coordinates.append(out, length);
  }

  @Override
  public void save() {
    kept.push(state);
  }

  @Override
  public void restore() {
    State before = kept.pop();
    endGroups(before.groups);
    state = before;
  }

  private void endGroups(int left) {
    for (int i = state.groups; i > left; i--) {
      if (waiting.isEmpty()) {
        out.append("</g>\n");
      } else {
        waiting.removeLast();
      }
    }
  }

  private void group(String begin) {
    waiting.add(begin);
    state = new State(state.groups + 1, state.opacity);
  }

  private void begin() {
    waiting.forEach(out::append);
    waiting.clear();
  }

  @Override
  public void transform(double xx, double yx, double xy, double yy, double tx, double ty) {
    StringBuilder begin = new StringBuilder("<g transform=\"");
    if (xx == 1 && yx == 0 && xy == 0 && yy == 1) {
      Coordinates.append(begin.append("translate("), tx);
      Coordinates.append(begin.append(' '), ty);
    } else {
      Coordinates.append(begin.append("matrix("), xx, EXACT);
      for (double more : new double[] {yx, xy, yy, tx, ty}) {
        Coordinates.append(begin.append(' '), more, EXACT);
      }
    }
    group(begin.append(")\">\n").toString());
  }

  @Override
  public void opacity(double factor) {
    state = new State(state.groups, state.opacity * factor);
  }

  @Override
  public void clip(Outline shape) {
    String name = PREFIX + "c" + names++;
    StringBuilder begin = new StringBuilder();
    begin.append("<clipPath id=\"").append(name).append("\"><path d=\"");
    path(begin, shape);
    begin.append("\"/></clipPath><g clip-path=\"url(#").append(name).append(")\">\n");
    group(begin.toString());
  }

  @Override
  public void fill(Outline shape, Ink ink) {
    if (shape.isEmpty()) {
      return;
    }
    begin();
    String paint = paint(ink);
    out.append("<path d=\"");
    path(out, shape);
    out.append("\" fill=\"").append(paint).append('"');
    opacity("fill-opacity", alpha(ink));
    out.append("/>\n");
  }

  private static double alpha(Ink ink) {
    return ink instanceof Ink.Colour colour ? colour.alpha() : 1; // stripes have one each
  }

  private String paint(Ink ink) {
    return switch (ink) {
      case Ink.Colour colour -> colour.hex();
      case Ink.Hatching hatching -> {
        String known = hatchings.get(hatching);
        if (known == null) {
          known = PREFIX + "h" + names++;
          hatchings.put(hatching, known);
          gradient(known, hatching);
        }
        yield "url(#" + known + ")";
      }
    };
  }

  private void gradient(String name, Ink.Hatching hatching) {
    out.append("<linearGradient id=\"").append(name);
    out.append(
        "\" gradientUnits=\"userSpaceOnUse\" spreadMethod=\"repeat\" x1=\"0\" y1=\"0\" x2=\"");
    number(hatching.period()).append("\" y2=\"");
    number(hatching.period()).append("\">");
    stop(0, hatching.stripe());
    stop(hatching.share(), hatching.stripe());
    stop(hatching.share(), hatching.gap());
    stop(1, hatching.gap());
    out.append("</linearGradient>\n");
  }

  private void stop(double offset, Ink.Colour colour) {
    out.append("<stop offset=\"");
    number(offset).append("\" stop-color=\"").append(colour.hex()).append("\" stop-opacity=\"");
    Coordinates.append(out, colour.alpha(), 3).append("\"/>");
  }

  @Override
  public void stroke(Outline shape, Stroke stroke) {
    if (shape.isEmpty()) {
      return;
    }
    begin();
    out.append("<path d=\"");
    path(out, shape);
    out.append("\" fill=\"none\" stroke=\"").append(stroke.colour().hex());
    out.append("\" stroke-width=\"");
    number(stroke.width()).append('"');
    opacity("stroke-opacity", stroke.colour().alpha());
    switch (stroke.ends()) {
      case BUTT -> out.append(" stroke-miterlimit=\"10\"");
      case SQUARE -> out.append(" stroke-miterlimit=\"10\" stroke-linecap=\"square\"");
      case ROUND -> out.append(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
    }
    if (!stroke.dashes().isEmpty()) {
      out.append(" stroke-dasharray=\"");
      stroke.dashes().forEach(dash -> number(dash).append(' '));
      out.setLength(out.length() - 1);
      out.append('"');
    }
    out.append("/>\n");
  }

  private void opacity(String attribute, double alpha) {
    double all = alpha * state.opacity;
    if (all < 1) {
      out.append(' ').append(attribute).append("=\"");
      Coordinates.append(out, all, 3).append('"');
    }
  }

  @Override
  public void cells(Raster cells, double x, double y, double width, double height) {
    if (width <= 0 || height <= 0) {
      return;
    }
    begin();
    out.append("<image x=\"");
    number(x).append("\" y=\"");
    number(y).append("\" width=\"");
    number(width).append("\" height=\"");
    number(height).append('"');
    opacity("opacity", 1);
    // the attribute is for those that know no pixels yet
    out.append(
        " preserveAspectRatio=\"none\" image-rendering=\"optimizeSpeed\""
            + " style=\"image-rendering:pixelated\"");
    out.append(" href=\"data:image/png;base64,");
    out.append(Base64.getEncoder().encodeToString(cells.magnified().png())).append("\"/>\n");
  }

  @Override
  public void text(Words words, double x, double baseline, Ink ink) {
    if (words.text().isBlank()) {
      return;
    }
    fill(words.outline().moved(x, baseline), ink);
    begin();
    out.append("<text x=\"");
    number(x).append("\" y=\"");
    number(baseline).append("\" font-size=\"");
    number(words.size()).append("\" textLength=\"");
    number(words.width());
    out.append(
        "\" lengthAdjust=\"spacingAndGlyphs\" font-family=\"sans-serif\" fill-opacity=\"0\">");
    escaped(words.text());
    out.append("</text>\n");
  }

  private void escaped(String text) {
    text.codePoints()
        .forEach(
            one -> {
              switch (one) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\t', '\n', '\r' -> out.append(' ');
                default -> {
                  if (isXml(one)) {
                    out.appendCodePoint(one);
                  } else {
                    out.append('\ufffd');
                  }
                }
              }
            });
  }

  /// Whether a character can be in a document at all: controls and halves of characters cannot.
  private static boolean isXml(int one) {
    return one >= ' ' && (one < 0xd800 || one > 0xdfff) && one != 0xfffe && one != 0xffff;
  }

  private static void path(StringBuilder to, Outline shape) {
    shape.walk(
        new Outline.Walker() {
          @Override
          public void move(double x, double y) {
            point(to.append('M'), x, y);
          }

          @Override
          public void line(double x, double y) {
            point(to.append('L'), x, y);
          }

          @Override
          public void curve(double x1, double y1, double x2, double y2, double x, double y) {
            point(to.append('C'), x1, y1);
            point(to.append(' '), x2, y2);
            point(to.append(' '), x, y);
          }

          @Override
          public void close() {
            to.append('Z');
          }

          private void point(StringBuilder at, double x, double y) {
            Coordinates.append(at, x).append(' ');
            Coordinates.append(at, y);
          }
        });
  }
}
