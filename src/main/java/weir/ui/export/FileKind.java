package weir.ui.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an export is written as.
public enum FileKind {
  PNG("PNG", "png", 1),
  PNG_2("PNG, twice as fine", "png", 2),
  PNG_3("PNG, three times as fine", "png", 3),
  SVG("SVG", "svg", 1),
  PDF("PDF", "pdf", 1),
  CSV("CSV", "csv", 0),
  TSV("TSV", "tsv", 0),
  JSON("JSON", "json", 0),
  NDJSON("NDJSON", "ndjson", 0),
  MARKDOWN("Markdown", "md", 0),
  TEXT("Text", "txt", 0),
  PARQUET("Parquet", "parquet", 0);

  private final String label;
  private final String ending;
  private final int scale;

  FileKind(String label, String ending, int scale) {
    this.label = label;
    this.ending = ending;
    this.scale = scale;
  }

  /// For people.
  public String label() {
    return label;
  }

  /// What names of such files end with: "csv".
  public String ending() {
    return ending;
  }

  /// How many pixels of a picture a CSS pixel becomes.
  public int scale() {
    return scale;
  }

  public boolean isPicture() {
    return scale > 0;
  }

  /// Either pictures or numbers, in the order in which they are offered.
  static List<FileKind> all(boolean pictures) {
    return Arrays.stream(values()).filter(kind -> kind.isPicture() == pictures).toList();
  }

  /// The first that a file's name asks for.
  static Optional<FileKind> of(String fileName) {
    String end = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.ending.equals(end)).findFirst();
  }
}
