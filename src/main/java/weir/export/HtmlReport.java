package weir.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A report as one page of HTML: no script, nothing that is fetched, its style inside. It is
/// well-formed XML, too. All texts of a report go through [#text].
final class HtmlReport {
  private static final String NAMESPACE = " xmlns=\"http://www.w3.org/2000/svg\"";

  /// So many columns are not spread over the page.
  private static final int FEW = 3;

  private final Writer out;

  private HtmlReport(Writer out) {
    this.out = out;
  }

  /// @param to stays open
  static void write(Report report, OutputStream to) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    new HtmlReport(out).page(report);
    out.flush();
  }

  private void page(Report report) throws IOException {
    out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    // whatever gets past the escaping fetches nothing and runs nothing
    out.write("<meta http-equiv=\"Content-Security-Policy\"");
    out.write(
        " content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/>\n<title>");
    text(report.title());
    out.write("</title>\n<style>\n");
    out.write(style());
    out.write("</style>\n</head>\n<body>\n<main>\n<h1>");
    text(report.title());
    out.write("</h1>\n");
    facts(report.facts());
    for (Report.Section section : report.sections()) {
      section(section);
    }
    out.write("</main>\n<footer>");
    text(report.foot());
    out.write("</footer>\n</body>\n</html>\n");
  }

  private static String style() throws IOException {
    try (InputStream file = HtmlReport.class.getResourceAsStream("/weir/report/report.css")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void section(Report.Section section) throws IOException {
    String heading = section.level() == 1 ? "h2" : "h3";
    out.write("<section>\n<" + heading + ">");
    text(section.heading());
    out.write("</" + heading + ">\n");
    for (Report.Block block : section.blocks()) {
      switch (block) {
        case Report.Text(String text) -> element("p", text);
        case Report.Facts(List<Report.Fact> facts) -> facts(facts);
        case Report.Code(String code) -> {
          out.write("<pre>");
          element("code", code);
          out.write("</pre>\n");
        }
        case Report.Table table -> table(table);
        case Report.Picture(Drawing drawing, String words) -> {
          out.write("<figure role=\"img\" aria-label=\"");
          text(words);
          // in a page of HTML its namespace goes without saying
          out.write("\">\n" + Pictures.svg(drawing).replace(NAMESPACE, "") + "</figure>\n");
        }
      }
    }
    out.write("</section>\n");
  }

  private void element(String name, String content) throws IOException {
    out.write("<" + name + ">");
    text(content);
    out.write("</" + name + ">" + (name.equals("code") ? "" : "\n"));
  }

  private void facts(List<Report.Fact> facts) throws IOException {
    out.write("<dl>\n");
    for (Report.Fact fact : facts) {
      out.write("<dt>");
      text(fact.name());
      out.write("</dt><dd>");
      if (fact.code()) {
        element("code", fact.text());
      } else {
        text(fact.text());
      }
      out.write("</dd>\n");
    }
    out.write("</dl>\n");
  }

  private void table(Report.Table table) throws IOException {
    boolean few = table.columns().size() <= FEW;
    out.write("<div class=\"wide\">" + (few ? "<table class=\"few\">\n" : "<table>\n"));
    if (!table.caption().isEmpty()) {
      element("caption", table.caption());
    }
    out.write("<thead><tr>");
    for (Report.Column column : table.columns()) {
      out.write(column.number() ? "<th class=\"n\">" : "<th>");
      text(column.label());
      out.write("</th>");
    }
    out.write("</tr></thead>\n<tbody>\n");
    for (Report.Row row : table.rows()) {
      out.write(row.rest() ? "<tr class=\"rest\">" : "<tr>");
      for (int column = 0; column < table.columns().size(); column++) {
        out.write(table.columns().get(column).number() ? "<td class=\"n\">" : "<td class=\"t\">");
        text(row.cells().get(column));
        if (column == 0 && row.bar() > 0) {
          bar(row.bar());
        }
        out.write("</td>");
      }
      out.write("</tr>\n");
    }
    out.write("</tbody></table></div>\n");
  }

  private void bar(double share) throws IOException {
    out.write(
        String.format(
            Locale.ROOT, "<span class=\"bar\" style=\"width:%.1f%%\"></span>", share * 100));
  }

  /// Text as text, whoever wrote it: what XML cannot have, and what changes the direction of
  /// reading, is replaced.
  private void text(String text) throws IOException {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    Report.readable(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
              }
            });
    out.append(escaped);
  }
}
