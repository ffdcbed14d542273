package weir.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/// Drawings as files. Not for the JavaFX thread: it takes a while.
public final class Pictures {
  /// Points of paper a CSS pixel is: 96 of these are an inch.
  private static final double POINTS = 0.75;

  private Pictures() {}

  /// Writes a drawing into a file; one that exists is written over.
  ///
  /// @param scale how many pixels of a [PictureFormat#PNG] a CSS pixel becomes; the others have no
  ///   pixels
  /// @throws IOException with a sentence, if the file cannot be written
  public static void write(Drawing drawing, PictureFormat format, double scale, Path file)
      throws IOException {
    switch (format) {
      case PNG -> {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image(drawing, scale), "png", png);
        store(png.toByteArray(), file);
      }
      case SVG -> store(svg(drawing).getBytes(StandardCharsets.UTF_8), file);
      case PDF -> {
        Paper itself = new Paper(drawing.width() * POINTS, drawing.height() * POINTS, 0);
        pdf(List.of(drawing), itself, file);
      }
    }
  }

  /// All at once: a picture that cannot be drawn leaves the file as it was.
  private static void store(byte[] octets, Path file) throws IOException {
    try {
      Files.write(file, octets);
    } catch (NoSuchFileException e) {
      throw new IOException("cannot write " + file + ": its folder does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException("cannot write " + file + ": you may not write there", e);
    } catch (FileSystemException e) {
      throw new IOException("cannot write " + file + ": " + e.getReason(), e);
    }
  }

  /// A drawing as pixels.
  ///
  /// @param scale how many of them a CSS pixel becomes
  public static BufferedImage image(Drawing drawing, double scale) {
    return ImagePen.image(drawing, scale);
  }

  /// A drawing as a document of its own, which can also stand inside of an HTML page.
  public static String svg(Drawing drawing) {
    return SvgPen.text(drawing);
  }

  /// Writes drawings into one PDF, a page each: made smaller to fit between the margins, never
  /// larger than CSS pixels are.
  public static void pdf(List<Drawing> pages, Paper paper, Path file) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PdfLetters letters = new PdfLetters();
      for (Drawing page : pages) {
        document.addPage(page(document, page, paper, letters));
      }
      letters.finish(document);
      document.getDocumentInformation().setCreator("Weir");
      ByteArrayOutputStream pdf = new ByteArrayOutputStream();
      document.save(pdf);
      store(pdf.toByteArray(), file);
    }
  }

  private static PDPage page(PDDocument document, Drawing drawing, Paper paper, PdfLetters letters)
      throws IOException {
    PDPage page = new PDPage(new PDRectangle((float) paper.width(), (float) paper.height()));
    PDResources resources = new PDResources();
    page.setResources(resources);
    double room = paper.width() - 2 * paper.margin();
    double fits =
        Math.min(
            POINTS,
            Math.min(
                room / drawing.width(), (paper.height() - 2 * paper.margin()) / drawing.height()));
    PdfPen pen = new PdfPen(document, resources, letters);
    double left = paper.margin() + (room - fits * drawing.width()) / 2;
    pen.transform(fits, 0, 0, -fits, left, paper.height() - paper.margin());
    drawing.play(pen);
    PDStream content = new PDStream(document);
    try (OutputStream out = content.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(pen.content().getBytes(StandardCharsets.ISO_8859_1));
    }
    page.setContents(content);
    return page;
  }
}
