package weir.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;

/// Text of a PDF that can be searched, selected and copied, and is not seen: fonts whose letters
/// are empty, all of the same width, stretched to where the letters lie that are drawn. Any writing
/// goes, and no font of the system is looked for.
final class PdfLetters {
  /// Letters a font has: a code is an octet.
  private static final int MOST = 255;

  private static final int EM = 1000;
  private static final int WIDTH = 500;
  private static final int ASCENT = 750;
  private static final int DESCENT = -250;
  private static final COSName LETTER = COSName.getPDFName("letter");

  private final Map<Integer, Integer> codes = new HashMap<>();
  private final List<Integer> known = new ArrayList<>();
  private final List<COSDictionary> fonts = new ArrayList<>();

  /// Appends the words to what is on a page.
  void write(Words words, double x, double baseline, PDResources resources, StringBuilder out) {
    int[] points = words.text().codePoints().toArray();
    double width = words.width() / Math.max(1, points.length);
    double stretch = 100 * EM * width / (WIDTH * words.size());
    out.append("BT 3 Tr ");
    Coordinates.append(out, stretch).append(" Tz 1 0 0 -1 ");
    Coordinates.append(out, x, 3).append(' ');
    Coordinates.append(out, baseline, 3).append(" Tm ");
    int font = -1;
    for (int point : points) {
      int code = codes.computeIfAbsent(point, this::add);
      if (font != code / MOST) {
        out.append(font < 0 ? "" : "> Tj ");
        font = code / MOST;
        out.append('/').append(name(font, resources)).append(' ');
        Coordinates.append(out, words.size()).append(" Tf <");
      }
      out.append(String.format(Locale.ROOT, "%02x", 1 + code % MOST));
    }
    out.append("> Tj ET\n");
  }

  private int add(int point) {
    known.add(point);
    return known.size() - 1;
  }

  private String name(int font, PDResources resources) {
    while (fonts.size() <= font) {
      fonts.add(new COSDictionary());
    }
    COSName name = COSName.getPDFName("W" + font);
    COSDictionary all = resources.getCOSObject();
    COSDictionary ofPage = all.getCOSDictionary(COSName.FONT);
    if (ofPage == null) {
      ofPage = new COSDictionary();
      all.setItem(COSName.FONT, ofPage);
    }
    ofPage.setItem(name, fonts.get(font));
    return name.getName();
  }

  /// Makes the fonts, once everything is written.
  void finish(PDDocument document) throws IOException {
    for (int font = 0; font < fonts.size(); font++) {
      int first = font * MOST;
      make(document, fonts.get(font), known.subList(first, Math.min(known.size(), first + MOST)));
    }
  }

  private static void make(PDDocument document, COSDictionary font, List<Integer> points)
      throws IOException {
    COSArray widths = new COSArray();
    COSArray names = new COSArray();
    names.add(COSInteger.ONE);
    StringBuilder meanings = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      widths.add(COSInteger.get(WIDTH));
      names.add(LETTER);
      meanings.append(String.format(Locale.ROOT, "<%02x> <", i + 1));
      for (byte octet : Character.toString(points.get(i)).getBytes(StandardCharsets.UTF_16BE)) {
        meanings.append(String.format(Locale.ROOT, "%02x", octet));
      }
      meanings.append(">\n");
    }
    COSDictionary encoding = new COSDictionary();
    encoding.setItem(COSName.TYPE, COSName.ENCODING);
    encoding.setItem(COSName.DIFFERENCES, names);
    COSDictionary shapes = new COSDictionary();
    shapes.setItem(
        LETTER, stream(document, WIDTH + " 0 0 " + DESCENT + " " + WIDTH + " " + ASCENT + " d1"));
    font.setItem(COSName.TYPE, COSName.FONT);
    font.setItem(COSName.SUBTYPE, COSName.TYPE3);
    font.setItem(COSName.FONT_BBOX, numbers(0, DESCENT, WIDTH, ASCENT));
    font.setItem(COSName.FONT_MATRIX, numbers(1.0f / EM, 0, 0, 1.0f / EM, 0, 0));
    font.setItem(COSName.CHAR_PROCS, shapes);
    font.setItem(COSName.ENCODING, encoding);
    font.setInt(COSName.FIRST_CHAR, 1);
    font.setInt(COSName.LAST_CHAR, points.size());
    font.setItem(COSName.WIDTHS, widths);
    font.setItem(COSName.RESOURCES, new COSDictionary());
    font.setItem(COSName.TO_UNICODE, stream(document, unicode(meanings.toString(), points.size())));
  }

  private static COSArray numbers(float... numbers) {
    COSArray array = new COSArray();
    for (float number : numbers) {
      array.add(new COSFloat(number));
    }
    return array;
  }

  private static COSStream stream(PDDocument document, String text) throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return stream;
  }

  /// What each code means; no more than a hundred a block.
  private static String unicode(String meanings, int count) {
    StringBuilder map =
        new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <00> <ff>
            endcodespacerange
            """);
    String[] lines = meanings.split("\n");
    for (int from = 0; from < count; from += 100) {
      int until = Math.min(count, from + 100);
      map.append(until - from).append(" beginbfchar\n");
      for (int i = from; i < until; i++) {
        map.append(lines[i]).append('\n');
      }
      map.append("endbfchar\n");
    }
    return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
        .toString();
  }
}
