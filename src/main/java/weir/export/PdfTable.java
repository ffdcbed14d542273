package weir.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A table on the pages of a PDF: as wide as they are, its head again on each. Rows stay whole.
final class PdfTable {
  private static final double SIZE = 8;

  /// Smaller letters nobody reads.
  private static final double LEAST_SIZE = 5.5;

  private static final double SIZE_STEP = 0.5;

  /// Between two columns.
  private static final double GAP = 9;

  private static final double LEAST_GAP = 5;

  /// Of a column of words that has to wrap.
  private static final double NARROWEST = 48;

  /// What a column gets beyond what it needs: what stands too far apart is not read together.
  private static final double MOST_EXTRA = 56;

  /// How much wider bold letters are, and a little more.
  private static final double BOLD = 1.06;

  /// Rows that stay together with the head.
  private static final int FIRST = 3;

  private static final double LEADING = 1.25;
  private static final double PADDING = 2.4;
  private static final double BAR = 1.6;

  private final PdfSheets pages;
  private final PdfFont font;
  private final Report.Table table;
  private final double size;
  private final double gap;
  private final double[] widths;
  private final double all;
  private final List<List<String>> head;

  private PdfTable(PdfSheets pages, Report.Table table) {
    this.pages = pages;
    this.font = pages.font();
    this.table = table;
    double fits = SIZE;
    while (fits > LEAST_SIZE && least(fits) > pages.width() - gaps(fits)) {
      fits -= SIZE_STEP;
    }
    size = fits;
    gap = fits < SIZE ? LEAST_GAP : GAP;
    widths = widths();
    all = DoubleStream.of(widths).sum() + (widths.length - 1) * gap;
    head =
        IntStream.range(0, widths.length)
            .mapToObj(i -> lines(table.columns().get(i).label(), widths[i] / BOLD))
            .toList();
  }

  static void write(PdfSheets pages, Report.Table table) throws IOException {
    new PdfTable(pages, table).write();
  }

  private double gaps(double of) {
    return (table.columns().size() - 1) * (of < SIZE ? LEAST_GAP : GAP);
  }

  private double cell(int column, double of) {
    return table.rows().stream()
        .mapToDouble(row -> font.width(oneLine(row.cells().get(column)), of))
        .max()
        .orElse(0);
  }

  private double natural(int column, double of) {
    return Math.max(
        cell(column, of), BOLD * font.width(oneLine(table.columns().get(column).label()), of));
  }

  /// What a column takes at least: numbers do not wrap, words and heads do, at blanks if they can.
  private double least(int column, double of) {
    double cells = cell(column, of);
    double word =
        Arrays.stream(oneLine(table.columns().get(column).label()).split(" ", -1))
            .mapToDouble(part -> BOLD * font.width(part, of))
            .max()
            .orElse(0);
    return Math.max(
        Math.min(word, NARROWEST),
        table.columns().get(column).number() ? cells : Math.min(cells, NARROWEST));
  }

  private double least(double of) {
    return IntStream.range(0, table.columns().size()).mapToDouble(i -> least(i, of)).sum();
  }

  /// As wide as they need to be, where there is room; else words share what numbers leave.
  private double[] widths() {
    int columns = table.columns().size();
    double room = pages.width() - (columns - 1) * gap;
    double[] wanted = IntStream.range(0, columns).mapToDouble(i -> natural(i, size)).toArray();
    double[] least = IntStream.range(0, columns).mapToDouble(i -> least(i, size)).toArray();
    double all = IntStream.range(0, columns).mapToDouble(i -> wanted[i]).sum();
    double atLeast = IntStream.range(0, columns).mapToDouble(i -> least[i]).sum();
    double[] given = new double[columns];
    for (int i = 0; i < columns; i++) {
      double share = all <= atLeast ? 1 : Math.clamp((room - atLeast) / (all - atLeast), 0, 1);
      given[i] = least[i] + share * (Math.max(wanted[i], least[i]) - least[i]);
      given[i] += Math.clamp((room - all) / columns, 0, MOST_EXTRA);
    }
    return given;
  }

  /// Blanks for what ends lines.
  private static String oneLine(String text) {
    return Report.readable(text).replace('\n', ' ').replace('\t', ' ');
  }

  private List<String> lines(String text, double width) {
    return font.wrap(oneLine(text), size, width + 0.01);
  }

  private void write() throws IOException {
    double first = table.rows().stream().limit(FIRST).mapToDouble(this::height).sum();
    pages.room(2 * size + height(head, 0) + first);
    if (!table.caption().isEmpty()) {
      pages.text(oneLine(table.caption()), 0, 0, size, PdfSheets.SOFT, false);
      pages.down(size * LEADING + 2);
    }
    head();
    int last = table.rows().size() - 1;
    for (int i = 0; i <= last; i++) {
      Report.Row row = table.rows().get(i);
      List<List<String>> cells = cells(row);
      double height = height(row);
      // the last row is not left alone on a page
      double together = i == last - 1 ? height(table.rows().get(last)) : 0;
      if (pages.room(height + together)) {
        head();
      }
      lines(cells, row.rest() ? PdfSheets.SOFT : PdfSheets.INK, false);
      if (row.bar() > 0) {
        double below = PADDING + cells.getFirst().size() * size * LEADING;
        pages.fill(0, below, Math.max(0.4, row.bar() * widths[0]), BAR, PdfSheets.MARK);
      }
      pages.down(height);
      pages.fill(0, 0, all, 0.35, PdfSheets.LINE);
    }
  }

  private void head() throws IOException {
    lines(head, PdfSheets.INK, true);
    pages.down(height(head, 0));
    pages.fill(0, -0.6, all, 1, PdfSheets.LINE);
  }

  private List<List<String>> cells(Report.Row row) {
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      cells.add(lines(row.cells().get(i), widths[i]));
    }
    return cells;
  }

  private double height(Report.Row row) {
    return height(cells(row), row.bar() > 0 ? BAR + 1 : 0);
  }

  /// @param more what goes below the first column's text
  private double height(List<List<String>> cells, double more) {
    int most = cells.stream().mapToInt(List::size).max().orElse(1);
    double first = cells.getFirst().size() * size * LEADING + more;
    return 2 * PADDING + Math.max(first, most * size * LEADING);
  }

  private void lines(List<List<String>> cells, Ink.Colour ink, boolean bold) throws IOException {
    double x = 0;
    for (int i = 0; i < cells.size(); i++) {
      double below = PADDING;
      for (String line : cells.get(i)) {
        boolean number = table.columns().get(i).number();
        double indent = number ? widths[i] - font.width(line, size) : 0;
        pages.text(line, x + indent, below, size, ink, bold);
        below += size * LEADING;
      }
      x += widths[i] + gap;
    }
  }
}
