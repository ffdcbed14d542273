package weir.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a report can be written as.
public enum ReportFormat {
  /// One file that needs no other and no network.
  HTML("html") {
    @Override
    public void write(Report report, OutputStream out) throws IOException {
      HtmlReport.write(report, out);
    }
  },
  /// Pages, for paper.
  PDF("pdf") {
    @Override
    public void write(Report report, OutputStream out) throws IOException {
      PdfReport.write(report, out);
    }
  };

  private final String ending;

  ReportFormat(String ending) {
    this.ending = ending;
  }

  /// What names of such files end with: "html".
  public String ending() {
    return ending;
  }

  /// The format that a file's name asks for.
  public static Optional<ReportFormat> of(String fileName) {
    String end = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> format.ending.equals(end)).findFirst();
  }

  /// @param out stays open
  public abstract void write(Report report, OutputStream out) throws IOException;
}
