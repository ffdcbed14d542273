package weir.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// One drawing in each kind of file, read back.
final class PensTest {
  private static final Ink.Colour RED = new Ink.Colour(200, 0, 0, 1);
  private static final Ink.Colour BLUE = new Ink.Colour(0, 0, 200, 1);

  @TempDir private Path folder;

  /// Letters of a font that knows only boxes.
  private static Words words(String text) {
    Outline box = Outline.rectangle(0, -8, 60, 8);
    return new Words.Outlined(text, 60, 10, box);
  }

  private static Drawing drawing(double width, double height, java.util.function.Consumer<Pen> by) {
    return Drawing.of(
        width,
        height,
        pen -> {
          pen.fillRectangle(0, 0, width, height, Ink.Colour.WHITE);
          by.accept(pen);
        });
  }

  private static Document xml(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static int pixel(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  @Test
  void endingsTellFormats() {
    assertEquals(Optional.of(PictureFormat.SVG), PictureFormat.of("a.b.SVG"));
    assertEquals(Optional.of(PictureFormat.PNG), PictureFormat.of("a.png"));
    assertEquals(Optional.empty(), PictureFormat.of("png"));
    assertEquals(Optional.empty(), PictureFormat.of("a.jpeg"));
  }

  @Test
  void svgIsWellFormedWhateverTheTextIs() throws Exception {
    Drawing drawing =
        drawing(100, 50, pen -> pen.text(words("a<b & \"c\">\u0000\ud800 \u202e東京"), 5, 20, RED));
    Document document = xml(Pictures.svg(drawing));
    assertEquals("http://www.w3.org/2000/svg", document.getDocumentElement().getNamespaceURI());
    assertEquals("100", document.getDocumentElement().getAttribute("width"));
    NodeList texts = document.getElementsByTagName("text");
    assertEquals(1, texts.getLength());
    assertEquals("a<b & \"c\">\ufffd\ufffd \u202e東京", texts.item(0).getTextContent());
  }

  /// Two pictures in one page of HTML do not take each other's clips.
  @Test
  void namesInAnSvgAreItsOwn() {
    String one = Pictures.svg(drawing(10, 10, PensTest::clipped));
    String two = Pictures.svg(drawing(11, 10, PensTest::clipped));
    String name = one.replaceAll("(?s).*<clipPath id=\"([^\"]*)\".*", "$1");
    assertTrue(one.contains("url(#" + name + ")"), one);
    assertFalse(two.contains(name), name);
  }

  private static void clipped(Pen pen) {
    pen.save();
    pen.clip(Outline.rectangle(0, 0, 5, 5));
    pen.fillRectangle(0, 0, 10, 10, RED);
    pen.restore();
    pen.fillRectangle(8, 8, 2, 2, BLUE);
  }

  @Test
  void imagesAreDrawnAtTheirScale() {
    BufferedImage image = Pictures.image(drawing(10, 10, PensTest::clipped), 3);
    assertEquals(30, image.getWidth());
    assertEquals(0xc80000, pixel(image, 14, 14));
    assertEquals(0xffffff, pixel(image, 15, 15), "clipped");
    assertEquals(0x0000c8, pixel(image, 24, 24), "the clip is over");
  }

  @Test
  void whatIsSetEndsWithItsRestore() {
    BufferedImage image =
        Pictures.image(
            drawing(
                30,
                10,
                pen -> {
                  pen.save();
                  pen.translate(10, 0);
                  pen.save();
                  pen.opacity(0.5);
                  pen.opacity(0.5);
                  pen.fillRectangle(0, 0, 10, 10, Ink.Colour.BLACK);
                  pen.restore();
                  pen.fillRectangle(10, 0, 10, 10, Ink.Colour.BLACK);
                  pen.restore();
                  pen.fillRectangle(0, 0, 10, 10, BLUE);
                }),
            1);
    assertEquals(0x0000c8, pixel(image, 5, 5));
    assertEquals(0xbf, pixel(image, 15, 5) & 0xff, 1, "a quarter of black");
    assertEquals(0, pixel(image, 25, 5));
  }

  @Test
  void stripesFallToTheLeft() {
    Ink hatching = new Ink.Hatching(RED, Ink.Colour.WHITE, 10, 0.5);
    BufferedImage image =
        Pictures.image(drawing(40, 40, pen -> pen.fillRectangle(0, 0, 40, 40, hatching)), 1);
    assertEquals(0xc80000, pixel(image, 2, 2));
    assertEquals(0xffffff, pixel(image, 12, 2));
    assertEquals(0xc80000, pixel(image, 22, 2));
    assertEquals(0xc80000, pixel(image, 2, 22), "down as across");
  }

  /// Two columns of two rows, the last of them not painted, over 40 by 20 pixels.
  private static final Raster CELLS =
      new Raster(2, 2, new int[] {0xffc80000, 0xff0000c8, 0xff00c800, 0});

  private static void cells(Pen pen) {
    pen.save();
    pen.translate(5, 0);
    pen.cells(CELLS, 5, 10, 40, 20);
    pen.opacity(0.5);
    pen.cells(CELLS, 5, 40, 40, 20);
    pen.restore();
  }

  @Test
  void cellsHaveSharpEdgesInImages() {
    BufferedImage image = Pictures.image(drawing(60, 70, PensTest::cells), 2);
    assertCells(image, 2);
    assertEquals(0xe3, pixel(image, 2 * 20, 2 * 45) >> 16, 2, "half of it");
  }

  @Test
  void cellsHaveSharpEdgesInPdf() throws IOException {
    Path file = folder.resolve("cells.pdf");
    Pictures.write(drawing(60, 70, PensTest::cells), PictureFormat.PDF, 1, file);
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      BufferedImage image = new PDFRenderer(document).renderImage(0, 8 / 3f);
      assertCells(image, 2);
      assertEquals(0xe3, pixel(image, 2 * 20, 2 * 45) >> 16, 2, "half of it");
    }
  }

  private static void assertCells(BufferedImage image, int scale) {
    for (int inset : new int[] {1, 9}) {
      assertEquals(0xc80000, pixel(image, scale * (10 + inset), scale * (10 + inset)), "" + inset);
      assertEquals(0x0000c8, pixel(image, scale * (49 - inset), scale * (10 + inset)), "" + inset);
      assertEquals(0x00c800, pixel(image, scale * (10 + inset), scale * (29 - inset)), "" + inset);
      assertEquals(0xffffff, pixel(image, scale * (49 - inset), scale * (29 - inset)), "" + inset);
    }
    assertEquals(0xffffff, pixel(image, scale * 8, scale * 15));
    assertEquals(0xffffff, pixel(image, scale * 52, scale * 15));
  }

  @Test
  void cellsOfAnSvgAreAnImageInIt() throws Exception {
    Document document = xml(Pictures.svg(drawing(60, 70, PensTest::cells)));
    NodeList images = document.getElementsByTagName("image");
    assertEquals(2, images.getLength());
    Element first = (Element) images.item(0);
    assertEquals(
        List.of("5", "10", "40", "20", "none", ""),
        Stream.of("x", "y", "width", "height", "preserveAspectRatio", "opacity")
            .map(first::getAttribute)
            .toList());
    assertEquals("0.5", ((Element) images.item(1)).getAttribute("opacity"));
    String data = first.getAttribute("href").replaceFirst("data:image/png;base64,", "");
    BufferedImage png = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
    assertEquals(16, png.getWidth(), "a cell is several pixels");
    int[] corners = {png.getRGB(7, 7), png.getRGB(8, 0), png.getRGB(0, 8), png.getRGB(15, 15)};
    assertArrayEquals(CELLS.colours(), corners);
  }

  @Test
  void aPdfHasThePicturesSizeAndItsText() throws IOException {
    Path file = folder.resolve("a.pdf");
    String many = manyLetters();
    Drawing drawing =
        drawing(
            400,
            200,
            pen -> {
              pen.text(words("42.7 Mbit/s"), 5, 20, RED);
              pen.text(words("Größe → 東京"), 5, 60, RED);
              pen.text(words(many), 5, 100, RED);
              pen.stroke(
                  Outline.ellipse(50, 50, 20, 10),
                  new Stroke(BLUE.withAlpha(0.5), 2, List.of(4.0, 2.0), Stroke.Ends.ROUND));
              pen.fillRectangle(0, 0, 9, 9, new Ink.Hatching(RED, BLUE.withAlpha(0.1), 4, 0.4));
            });
    Pictures.write(drawing, PictureFormat.PDF, 1, file);
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      assertEquals(1, document.getNumberOfPages());
      assertEquals(300, document.getPage(0).getMediaBox().getWidth(), 0.01);
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("42.7 Mbit/s"), text);
      assertTrue(text.contains("Größe → 東京"), text);
      assertTrue(text.contains(many), "more letters than one font has: " + text);
    }
  }

  private static String manyLetters() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      many.append((char) ('一' + i));
    }
    return many.toString();
  }

  @Test
  void pagesFitBetweenTheMargins() throws IOException {
    Path file = folder.resolve("pages.pdf");
    Drawing drawing = drawing(3000, 1000, pen -> pen.text(words("wide"), 2900, 500, RED));
    Pictures.pdf(List.of(drawing, drawing), Paper.A4.landscape(), file);
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      assertEquals(2, document.getNumberOfPages());
      assertEquals(841.89, document.getPage(1).getMediaBox().getWidth(), 0.01);
      BufferedImage page = new PDFRenderer(document).renderImage(0, 1);
      double scale = (841.89 - 2 * Paper.A4.margin()) / 3000;
      int x = (int) (Paper.A4.margin() + 2930 * scale);
      int y = (int) (Paper.A4.margin() + 496 * scale);
      assertEquals(200, pixel(page, x, y) >> 16, 40);
      assertTrue((pixel(page, x, y) & 0xff) < 120, "red, for it is there");
    }
  }

  @Test
  void aPngIsWhatTheImageIs() throws IOException {
    Path file = folder.resolve("a.png");
    Pictures.write(drawing(10, 10, PensTest::clipped), PictureFormat.PNG, 2, file);
    BufferedImage read = ImageIO.read(file.toFile());
    assertEquals(20, read.getWidth());
    assertEquals(0xc80000, pixel(read, 5, 5));
    assertTrue(Files.size(file) > 0);
  }

  @Test
  void aFileThatCannotBeWrittenIsRefusedInASentence() {
    Path file = folder.resolve("none").resolve("a.svg");
    for (PictureFormat format : PictureFormat.values()) {
      IOException refused =
          assertThrows(
              IOException.class,
              () -> Pictures.write(drawing(10, 10, PensTest::clipped), format, 1, file));
      assertEquals("cannot write " + file + ": its folder does not exist", refused.getMessage());
    }
    IOException refused =
        assertThrows(
            IOException.class,
            () -> Pictures.write(drawing(10, 10, PensTest::clipped), PictureFormat.SVG, 1, folder));
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("cannot write " + folder + ": "),
        refused.getMessage());
  }

  @Test
  void aPageIsDrawnAsTheImageIs() throws IOException {
    Path file = folder.resolve("same.pdf");
    Drawing drawing =
        drawing(
            80,
            40,
            pen -> {
              pen.save();
              pen.opacity(0.5);
              pen.fillRectangle(0, 0, 20, 20, Ink.Colour.BLACK);
              pen.restore();
              pen.fillRectangle(20, 0, 20, 20, RED.withAlpha(0.4));
              pen.fillRectangle(40, 0, 40, 40, new Ink.Hatching(RED, BLUE, 10, 0.5));
            });
    BufferedImage image = Pictures.image(drawing, 1);
    Pictures.write(drawing, PictureFormat.PDF, 1, file);
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 96);
      for (int x : new int[] {10, 30, 45, 55, 65, 75}) {
        int drawn = pixel(image, x, 10);
        int read = pixel(page, x, 10);
        for (int shift = 0; shift <= 16; shift += 8) {
          assertEquals(drawn >> shift & 0xff, read >> shift & 0xff, 3, x + " of a channel");
        }
      }
    }
  }

  @Test
  void whatComesAfterARestoreIsInNoGroupOfBefore() throws Exception {
    NodeList paths =
        xml(Pictures.svg(drawing(10, 10, PensTest::clipped))).getElementsByTagName("path");
    assertEquals("svg", paths.item(paths.getLength() - 1).getParentNode().getNodeName());
    assertEquals("g", paths.item(paths.getLength() - 2).getParentNode().getNodeName());
  }

  @Test
  void cornersThatDoNotFitAreMadeSmallerTogether() {
    Outline circle = Outline.rounded(0, 0, 20, 20, 40);
    assertArrayEquals(new double[] {0, 0, 20, 20}, circle.bounds(), 1e-9);
    BufferedImage image = Pictures.image(drawing(20, 20, pen -> pen.fill(circle, RED)), 1);
    assertEquals(0xffffff, pixel(image, 1, 1));
    assertEquals(0xc80000, pixel(image, 10, 1));
    assertEquals(0xc80000, pixel(image, 5, 5));
  }

  @Test
  void numbersAreShort() {
    StringBuilder out = new StringBuilder();
    for (double one : new double[] {1, 0.5, -0.25, 1234.567, 1e12, Double.NaN, -0.001, 0.05, 100}) {
      Coordinates.append(out, one).append(' ');
    }
    assertEquals("1 0.5 -0.25 1234.57 1000000000 0 0 0.05 100 ", out.toString());
  }
}
