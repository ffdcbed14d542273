package weir.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// A report as pages, read back.
class PdfReportTest {
  private static final List<Report.Column> COLUMNS =
      List.of(
          new Report.Column("Source", false),
          new Report.Column("bit/s", true),
          new Report.Column("Share", true));

  private static byte[] pdf(Report report) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportFormat.PDF.write(report, out);
    return out.toByteArray();
  }

  private static Report of(Report.Block... blocks) {
    return new Report(
        "A title",
        List.of(new Report.Fact("Data", "router.pcap")),
        List.of(
            new Report.Section("First", 1, List.of(blocks)),
            new Report.Section("Within", 2, List.of(new Report.Text("below")))),
        "Weir 1 · today",
        Instant.EPOCH);
  }

  private static Report.Table rows(int count) {
    List<Report.Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String number = String.format(Locale.ROOT, "%,d", 1_000_000 + i);
      rows.add(new Report.Row(List.of("host-" + i, number, "1.0 %"), 0.5, false));
    }
    return new Report.Table("The hosts", COLUMNS, rows);
  }

  private static String text(PDDocument document, int page) throws Exception {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setSortByPosition(true);
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    return stripper.getText(document);
  }

  @Test
  void headsComeAgainOnEachPageAndPagesAreNumbered() throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf(of(rows(150))))) {
      int pages = document.getNumberOfPages();
      assertTrue(pages > 2, "pages: " + pages);
      StringBuilder all = new StringBuilder();
      for (int page = 1; page <= pages; page++) {
        String text = text(document, page);
        assertTrue(text.contains("Page " + page + " of " + pages), text);
        assertTrue(text.contains("Weir 1 · today"), text);
        if (text.contains("host-")) {
          assertTrue(
              text.indexOf("Source") >= 0 && text.indexOf("Source") < text.indexOf("host-"), text);
        }
        all.append(text);
      }
      for (int i = 0; i < 150; i++) {
        String number = String.format(Locale.ROOT, "%,d", 1_000_000 + i);
        assertTrue(all.toString().contains("host-" + i + " " + number), "row " + i);
      }
    }
  }

  @Test
  void theLastRowIsNotAloneOnItsPage() throws Exception {
    for (int count = 30; count < 90; count++) {
      try (PDDocument document = Loader.loadPDF(pdf(of(rows(count))))) {
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
          long hosts =
              text(document, page).lines().filter(line -> line.startsWith("host-")).count();
          assertTrue(hosts != 1, count + " rows: one alone on page " + page);
        }
      }
    }
  }

  @Test
  void headingsAreInTheViewersList() throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf(of(new Report.Text("text"))))) {
      PDOutlineItem first = document.getDocumentCatalog().getDocumentOutline().getFirstChild();
      assertEquals("First", first.getTitle());
      assertEquals("Within", first.getFirstChild().getTitle());
      assertEquals("A title", document.getDocumentInformation().getTitle());
    }
  }

  @Test
  void wideTablesStayOnThePage() throws Exception {
    List<Report.Column> columns = new ArrayList<>(List.of(new Report.Column("Time", false)));
    List<String> cells = new ArrayList<>(List.of("2026-11-21 10:00:00"));
    for (int i = 0; i < 11; i++) {
      columns.add(new Report.Column("TCP 5201 a-service-" + i, true));
      cells.add("1" + i + ".25");
    }
    Report.Table table = new Report.Table("", columns, List.of(new Report.Row(cells, 0, false)));
    try (PDDocument document = Loader.loadPDF(pdf(of(table)))) {
      List<Float> ends = new ArrayList<>();
      PDFTextStripper stripper =
          new PDFTextStripper() {
            @Override
            protected void processTextPosition(org.apache.pdfbox.text.TextPosition at) {
              ends.add(at.getXDirAdj() + at.getWidthDirAdj());
              super.processTextPosition(at);
            }
          };
      String text = stripper.getText(document);
      assertTrue(text.contains("110.25") && text.contains("10.25"), text);
      assertTrue(ends.stream().allMatch(end -> end < 595.28 - 40), ends.toString());
    }
  }

  @Test
  void longWordsAndStrangersTextsAreWrittenWhole() throws Exception {
    String word = "x".repeat(400);
    String hostile = "<b>&\u202e\u0000 東京 \ud83d\ude00";
    try (PDDocument document =
        Loader.loadPDF(
            pdf(of(new Report.Text(word), new Report.Text(hostile), new Report.Code(word))))) {
      String text = new PDFTextStripper().getText(document);
      assertEquals(800, text.chars().filter(c -> c == 'x').count());
      assertTrue(text.contains("<b>&"), text);
      assertTrue(text.contains("東京"), text); // with the system's letters, or marks for them
    }
  }

  @Test
  void picturesAreShapesAndTheSameIsTheSameFile() throws Exception {
    Drawing drawing =
        Drawing.of(
            800, 300, pen -> pen.fillRectangle(10, 10, 700, 200, new Ink.Colour(255, 0, 0, 1)));
    Report report = of(new Report.Picture(drawing, "a picture"), rows(3));
    assertArrayEquals(pdf(report), pdf(report));
    try (PDDocument document = Loader.loadPDF(pdf(report))) {
      var names = document.getPage(0).getResources().getXObjectNames();
      assertTrue(names.iterator().hasNext());
      names.forEach(name -> assertTrue(!document.getPage(0).getResources().isImageXObject(name)));
    }
  }
}
