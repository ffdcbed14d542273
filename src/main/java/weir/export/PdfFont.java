package weir.export;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/// The font of a PDF's text, of which the letters that are used are put into the file. Letters that
/// it lacks are taken from the system's fonts, as shapes.
final class PdfFont {
  /// Liberation Sans (SIL Open Font License), which comes with PDFBox.
  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final int EM = 1000;

  /// A stretch of text in one way of writing.
  ///
  /// @param shapes the letters as shapes; null where the font has them
  record Run(String text, Words.@Nullable Outlined shapes) {}

  private final PDFont font;
  private final Map<Integer, Double> widths = new HashMap<>();

  PdfFont(PDDocument document) throws IOException {
    try (InputStream file = PDDocument.class.getResourceAsStream(FILE)) {
      font = PDType0Font.load(document, Objects.requireNonNull(file), true);
    }
  }

  PDFont font() {
    return font;
  }

  /// Of a letter in thousandths of the size; negative where the font has none.
  private double width(int letter) {
    return widths.computeIfAbsent(
        letter,
        one -> {
          try {
            return (double) font.getStringWidth(Character.toString(one));
          } catch (IOException | IllegalArgumentException e) {
            return -1.0;
          }
        });
  }

  /// How wide a text is.
  double width(String text, double size) {
    double width = 0;
    boolean whole = true;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      double one = width(text.codePointAt(i));
      whole &= one >= 0;
      width += Math.max(0, one);
    }
    if (!whole) {
      for (Run run : runs(text, size)) {
        width += run.shapes() == null ? 0 : run.shapes().width() * EM / size;
      }
    }
    return width * size / EM;
  }

  /// A text taken apart by what can write it.
  List<Run> runs(String text, double size) {
    List<Run> runs = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      boolean known = width(text.codePointAt(from)) >= 0;
      int until = from;
      while (until < text.length() && width(text.codePointAt(until)) >= 0 == known) {
        until += Character.charCount(text.codePointAt(until));
      }
      String part = text.substring(from, until);
      runs.add(known ? new Run(part, null) : new Run(part, shapes(part, size)));
      from = until;
    }
    return runs;
  }

  private static Words.Outlined shapes(String text, double size) {
    Font system = new Font(Font.SANS_SERIF, Font.PLAIN, EM);
    FontRenderContext context = new FontRenderContext(null, true, true);
    char[] letters = text.toCharArray();
    GlyphVector glyphs =
        system.layoutGlyphVector(context, letters, 0, letters.length, Font.LAYOUT_LEFT_TO_RIGHT);
    double scale = size / EM;
    return new Words.Outlined(
        text,
        glyphs.getLogicalBounds().getWidth() * scale,
        size,
        outline(glyphs.getOutline(), scale));
  }

  private static Outline outline(Shape shape, double scale) {
    Outline.Builder outline = new Outline.Builder();
    double[] at = new double[6];
    for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
      int step = path.currentSegment(at);
      for (int i = 0; i < at.length; i++) {
        at[i] *= scale;
      }
      var _ =
          switch (step) {
            case PathIterator.SEG_MOVETO -> outline.move(at[0], at[1]);
            case PathIterator.SEG_LINETO -> outline.line(at[0], at[1]);
            case PathIterator.SEG_QUADTO -> outline.bend(at[0], at[1], at[2], at[3]);
            case PathIterator.SEG_CUBICTO ->
                outline.curve(at[0], at[1], at[2], at[3], at[4], at[5]);
            default -> outline.close();
          };
    }
    return outline.build();
  }

  /// Lines no wider than so much: broken at blanks, and within words that are wider alone.
  List<String> wrap(String text, double size, double room) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      wrapParagraph(paragraph, size, room, lines);
    }
    return lines;
  }

  private void wrapParagraph(String text, double size, double room, List<String> lines) {
    int from = 0;
    while (true) {
      int end = fitting(text, from, size, room);
      if (end == text.length()) {
        lines.add(text.substring(from).stripTrailing());
        return;
      }
      int blank = text.charAt(end) == ' ' ? end : text.lastIndexOf(' ', end - 1);
      int cut = blank > from && !text.substring(from, blank).isBlank() ? blank : end;
      lines.add(text.substring(from, cut).stripTrailing());
      from = cut;
      while (from < text.length() && text.charAt(from) == ' ') {
        from++;
      }
    }
  }

  /// Where the first letter is that does not fit any more; one letter fits always.
  private int fitting(String text, int from, double size, double room) {
    double width = 0;
    int at = from;
    while (at < text.length()) {
      int letter = text.codePointAt(at);
      width += width(Character.toString(letter), size);
      if (width > room && at > from) {
        return at;
      }
      at += Character.charCount(letter);
    }
    return at;
  }
}
