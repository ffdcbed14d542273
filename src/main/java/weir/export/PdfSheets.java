package weir.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/// The pages of a PDF, filled from above: what is written next goes below what is there, on a new
/// page where there is no room. Lengths are points, 72 an inch; y grows downwards.
final class PdfSheets implements AutoCloseable {
  static final Ink.Colour INK = new Ink.Colour(0x1c, 0x23, 0x30, 1);
  static final Ink.Colour SOFT = new Ink.Colour(0x55, 0x60, 0x7a, 1);
  static final Ink.Colour LINE = new Ink.Colour(0xd5, 0xda, 0xe3, 1);
  static final Ink.Colour GROUND = new Ink.Colour(0xf4, 0xf6, 0xf9, 1);
  static final Ink.Colour MARK = new Ink.Colour(0x7d, 0xad, 0xf0, 1);

  /// What stays white at the sides, above and below.
  private static final double SIDE = 42;

  private static final double TOP = 44;
  private static final double BOTTOM = 54;
  private static final double FOOT_SIZE = 7.5;

  /// How much of a letter's size its strokes are thickened by where it is bold.
  private static final double BOLD = 0.035;

  private static final double BASELINE = 0.79;

  private final PDDocument document;
  private final Paper paper;
  private final PdfFont font;
  private final PdfLetters letters = new PdfLetters();
  private final String foot;
  private final List<PDPage> pages = new ArrayList<>();
  private PDPageContentStream content;
  private double y;

  /// @param foot stands at the foot of each page
  PdfSheets(PDDocument document, Paper paper, String foot) throws IOException {
    this.document = document;
    this.paper = paper;
    this.foot = foot;
    font = new PdfFont(document);
    content = newPage();
  }

  private PDPageContentStream newPage() throws IOException {
    PDPage page = new PDPage(new PDRectangle((float) paper.width(), (float) paper.height()));
    page.setResources(new PDResources());
    document.addPage(page);
    pages.add(page);
    y = TOP;
    return new PDPageContentStream(
        document, page, PDPageContentStream.AppendMode.OVERWRITE, true, false);
  }

  PdfFont font() {
    return font;
  }

  /// From margin to margin.
  double width() {
    return paper.width() - 2 * SIDE;
  }

  /// What fits on an empty page.
  double height() {
    return paper.height() - TOP - BOTTOM;
  }

  /// Where the next thing goes.
  double y() {
    return y;
  }

  PDPage page() {
    return pages.getLast();
  }

  /// Begins a new page unless there is so much room.
  ///
  /// @return whether it did
  boolean room(double height) throws IOException {
    if (y + height <= paper.height() - BOTTOM || y == TOP) {
      return false;
    }
    content.close();
    content = newPage();
    return true;
  }

  /// Leaves so much free; nothing at the top of a page.
  void skip(double height) {
    y += y == TOP ? 0 : height;
  }

  /// Goes on so far below.
  void down(double height) {
    y += height;
  }

  /// Writes a line of text.
  ///
  /// @param x from the margin on
  /// @param below where its top is, from the place of the next thing on
  void text(String text, double x, double below, double size, Ink.Colour ink, boolean bold)
      throws IOException {
    double at = SIDE + x;
    double baseline = paper.height() - y - below - BASELINE * size;
    for (PdfFont.Run run : font.runs(text, size)) {
      if (run.shapes() == null) {
        write(run.text(), at, baseline, size, ink, bold);
        at += font.width(run.text(), size);
      } else {
        Words.Outlined shapes = run.shapes();
        Drawing drawn =
            Drawing.of(shapes.width() + size, 2 * size, pen -> pen.text(shapes, 0, size, ink));
        draw(drawn, at, baseline - size, 1);
        at += shapes.width();
      }
    }
  }

  private void write(
      String text, double x, double baseline, double size, Ink.Colour ink, boolean bold)
      throws IOException {
    content.beginText();
    content.setFont(font.font(), (float) size);
    colour(ink);
    if (bold) {
      content.setRenderingMode(RenderingMode.FILL_STROKE);
      content.setLineWidth((float) (size * BOLD));
    }
    content.newLineAtOffset((float) x, (float) baseline);
    content.showText(text);
    if (bold) {
      content.setRenderingMode(RenderingMode.FILL);
    }
    content.endText();
  }

  private void colour(Ink.Colour ink) throws IOException {
    float red = ink.red() / 255f;
    float green = ink.green() / 255f;
    float blue = ink.blue() / 255f;
    content.setNonStrokingColor(red, green, blue);
    content.setStrokingColor(red, green, blue);
  }

  /// Fills a rectangle.
  ///
  /// @param x from the margin on
  /// @param below where its top is, from the place of the next thing on
  void fill(double x, double below, double width, double height, Ink.Colour ink)
      throws IOException {
    colour(ink);
    content.addRect(
        (float) (SIDE + x),
        (float) (paper.height() - y - below - height),
        (float) width,
        (float) height);
    content.fill();
  }

  /// Draws a picture over the whole width, which is [#pictureHeight] high.
  void picture(Drawing drawing) throws IOException {
    double scale = width() / drawing.width();
    double height = drawing.height() * scale;
    draw(drawing, SIDE, paper.height() - y - height, scale);
    y += height;
  }

  double pictureHeight(Drawing drawing) {
    return drawing.height() * width() / drawing.width();
  }

  private void draw(Drawing drawing, double left, double bottom, double scale) throws IOException {
    PDFormXObject form = new PDFormXObject(document);
    PDResources resources = new PDResources();
    form.setResources(resources);
    form.setBBox(
        new PDRectangle((float) (drawing.width() * scale), (float) (drawing.height() * scale)));
    PdfPen pen = new PdfPen(document, resources, letters);
    pen.transform(scale, 0, 0, -scale, 0, drawing.height() * scale);
    drawing.play(pen);
    try (OutputStream out = form.getContentStream().createOutputStream(COSName.FLATE_DECODE)) {
      out.write(pen.content().getBytes(StandardCharsets.ISO_8859_1));
    }
    content.saveGraphicsState();
    content.transform(Matrix.getTranslateInstance((float) left, (float) bottom));
    content.drawForm(form);
    content.restoreGraphicsState();
  }

  /// Ends the last page, and numbers all of them.
  @Override
  public void close() throws IOException {
    content.close();
    for (int i = 0; i < pages.size(); i++) {
      content =
          new PDPageContentStream(
              document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true, true);
      y = paper.height() - BOTTOM + 18;
      fill(0, -6, width(), 0.5, LINE);
      String number = "Page " + (i + 1) + " of " + pages.size();
      text(foot, 0, 0, FOOT_SIZE, SOFT, false);
      text(number, width() - font.width(number, FOOT_SIZE), 0, FOOT_SIZE, SOFT, false);
      content.close();
    }
    letters.finish(document);
  }
}
