package weir.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// A report as one page of HTML, whoever wrote what is in it.
class HtmlReportTest {
  private static final String HOSTILE =
      "<script>alert(1)</script><img src=x onerror='a()'> \"&\" ]]> \u202egnp \u0000\ufffe";

  static Report report(String text) {
    return new Report(
        text,
        List.of(new Report.Fact("Data", text), new Report.Fact("Filter", text, true)),
        List.of(
            new Report.Section(
                text,
                1,
                List.of(
                    new Report.Text(text),
                    new Report.Code(text),
                    new Report.Picture(
                        Drawing.of(
                            20,
                            10,
                            pen -> {
                              pen.clip(Outline.rectangle(0, 0, 20, 10));
                              pen.fillRectangle(0, 0, 9, 9, Ink.Colour.BLACK);
                            }),
                        text),
                    new Report.Facts(List.of(new Report.Fact(text, text))),
                    new Report.Table(
                        text,
                        List.of(new Report.Column(text, false), new Report.Column("bytes", true)),
                        List.of(
                            new Report.Row(List.of(text, "12,345"), 0.5, false),
                            new Report.Row(List.of("Other", "1"), 0, true)))))),
        text,
        Instant.EPOCH);
  }

  private static String html(Report report) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportFormat.HTML.write(report, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Document parse(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void isWellFormedAndFetchesNothing() throws Exception {
    String html = html(report("Überlast"));
    assertEquals("html", parse(html).getDocumentElement().getTagName());
    String lower = html.toLowerCase(Locale.ROOT);
    for (String fetched :
        List.of(
            "http:", "https:", "//", "<script", "<link", "src=", "url(\"", "url(h", "@import")) {
      assertFalse(lower.contains(fetched), fetched);
    }
    assertTrue(html.contains("default-src 'none'"));
  }

  @Test
  void textsOfStrangersAreText() throws Exception {
    Document page = parse(html(report(HOSTILE)));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertEquals(0, page.getElementsByTagName("img").getLength());
    String read =
        HOSTILE.replace('\u202e', '\ufffd').replace('\u0000', '\ufffd').replace('\ufffe', '\ufffd');
    for (String element : List.of("title", "h1", "h2", "dt", "p", "caption", "footer", "th")) {
      String text = page.getElementsByTagName(element).item(0).getTextContent();
      assertEquals(element.equals("dt") ? "Data" : read, text, element);
    }
    assertEquals(read, page.getElementsByTagName("pre").item(0).getTextContent());
    assertEquals(read, page.getElementsByTagName("td").item(0).getTextContent());
  }

  @Test
  void picturesAreInThePage() throws Exception {
    Document page = parse(html(report(HOSTILE)));
    Element figure = (Element) page.getElementsByTagName("figure").item(0);
    assertTrue(figure.getAttribute("aria-label").startsWith("<script>"));
    assertEquals(1, figure.getElementsByTagName("svg").getLength());
  }

  @Test
  void barsAndTheRestAreMarked() throws Exception {
    Document page = parse(html(report("x")));
    Element bar = (Element) page.getElementsByTagName("span").item(0);
    assertEquals("width:50.0%", bar.getAttribute("style"));
    assertEquals(1, page.getElementsByTagName("span").getLength());
    Element last = (Element) page.getElementsByTagName("tr").item(2);
    assertEquals("rest", last.getAttribute("class"));
  }

  @Test
  void theFormatIsToldByTheNamesEnd() {
    assertEquals(ReportFormat.HTML, ReportFormat.of("a.b.HTML").orElseThrow());
    assertTrue(ReportFormat.of("report.txt").isEmpty());
  }
}
