package weir.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/// A report as pages of A4: numbered, with its headings in the viewer's list, its charts as shapes,
/// its text as text.
final class PdfReport {
  private static final double TITLE = 20;
  private static final double BODY = 9;
  private static final double CODE = 6.8;
  private static final double LEADING = 1.35;

  /// Of the names of facts.
  private static final double NAMES = 78;

  /// What stays together with a heading.
  private static final double BEGIN = 60;

  private static final double INSET = 6;

  private final PdfSheets pages;
  private final PdfFont font;
  private final PDDocumentOutline outline = new PDDocumentOutline();

  private PdfReport(PdfSheets pages) {
    this.pages = pages;
    this.font = pages.font();
  }

  /// @param out stays open
  static void write(Report report, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDDocumentInformation about = document.getDocumentInformation();
      about.setTitle(oneLine(report.title()));
      about.setCreator(Versions.weir());
      about.setCreationDate(GregorianCalendar.from(report.made().atZone(ZoneOffset.UTC)));
      document.getDocumentCatalog().setLanguage("en");
      document.setDocumentId(report.made().getEpochSecond()); // else it is another file each time
      try (PdfSheets pages = new PdfSheets(document, Paper.A4, oneLine(report.foot()))) {
        PdfReport written = new PdfReport(pages);
        document.getDocumentCatalog().setDocumentOutline(written.outline);
        written.all(report);
      }
      document.save(out);
    }
  }

  private void all(Report report) throws IOException {
    lines(report.title(), 0, pages.width(), TITLE, PdfSheets.INK, true);
    pages.down(8);
    facts(report.facts());
    for (Report.Section section : report.sections()) {
      section(section);
    }
  }

  private static String oneLine(String text) {
    return Report.readable(text).replace('\n', ' ').replace('\t', ' ');
  }

  private void section(Report.Section section) throws IOException {
    boolean first = section.level() == 1;
    double size = first ? 14 : 10.5;
    pages.room((first ? 26 : 14) + size + BEGIN + begin(section));
    pages.skip(first ? 16 : 12);
    if (first) {
      pages.fill(0, 0, pages.width(), 1, PdfSheets.LINE);
      pages.down(9);
    }
    mark(section);
    lines(section.heading(), 0, pages.width(), size, PdfSheets.INK, true);
    pages.down(4);
    for (Report.Block block : section.blocks()) {
      switch (block) {
        case Report.Text(String text) -> {
          lines(text, 0, pages.width(), BODY, PdfSheets.INK, false);
          pages.down(4);
        }
        case Report.Facts(List<Report.Fact> facts) -> facts(facts);
        case Report.Code(String code) -> code(code);
        case Report.Table table -> {
          pages.skip(4);
          PdfTable.write(pages, table);
          pages.down(8);
        }
        case Report.Picture(Drawing drawing, _) -> {
          pages.room(pages.pictureHeight(drawing));
          pages.picture(drawing);
          pages.down(6);
        }
      }
    }
  }

  /// A picture is not parted from its heading.
  private double begin(Report.Section section) {
    return section.blocks().stream()
        .filter(Report.Picture.class::isInstance)
        .mapToDouble(picture -> pages.pictureHeight(((Report.Picture) picture).drawing()))
        .findFirst()
        .orElse(0);
  }

  /// In the viewer's list.
  private void mark(Report.Section section) {
    PDPageXYZDestination to = new PDPageXYZDestination();
    to.setPage(pages.page());
    to.setTop((int) Math.ceil(pages.page().getMediaBox().getHeight() - pages.y()));
    PDOutlineItem item = new PDOutlineItem();
    item.setTitle(oneLine(section.heading()));
    item.setDestination(to);
    PDOutlineItem last = outline.getLastChild();
    if (section.level() > 1 && last != null) {
      last.addLast(item);
    } else {
      outline.addLast(item);
    }
  }

  private void facts(List<Report.Fact> facts) throws IOException {
    for (Report.Fact fact : facts) {
      pages.room(BODY * LEADING);
      pages.text(oneLine(fact.name()), 0, 0, BODY, PdfSheets.SOFT, false);
      lines(fact.text(), NAMES, pages.width() - NAMES, BODY, PdfSheets.INK, false);
      pages.down(2);
    }
  }

  private void code(String code) throws IOException {
    pages.skip(3);
    List<String> lines = font.wrap(text(code), CODE, pages.width() - 2 * INSET);
    for (int i = 0; i < lines.size(); i++) {
      double height = CODE * LEADING;
      pages.room(height);
      pages.fill(0, 0, pages.width(), height + 0.2, PdfSheets.GROUND);
      pages.text(lines.get(i), INSET, 1.2, CODE, PdfSheets.INK, false);
      pages.down(height);
    }
    pages.down(6);
  }

  private static String text(String text) {
    return Report.readable(text).replace("\t", "    ");
  }

  private void lines(String text, double x, double width, double size, Ink.Colour ink, boolean bold)
      throws IOException {
    for (String line : font.wrap(text(text), size, bold ? width / 1.06 : width)) {
      pages.room(size * LEADING);
      pages.text(line, x, 0, size, ink, bold);
      pages.down(size * LEADING);
    }
  }
}
