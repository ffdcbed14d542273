package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.app.AnswerFile;
import weir.export.AnswerFormat;

/// How an answer is written, and where to.
final class AnswerOptions {
  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: table, or what the end of --out says)")
  private @Nullable AnswerFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write the answer there instead of printing it; the name's end says how: .csv, .tsv,"
              + " .json, .ndjson, .md, .txt, .parquet.")
  private @Nullable Path file;

  @Option(
      names = "--byte-order-mark",
      description = "Begin the file of --out with one, as some spreadsheets want it for UTF-8.")
  private boolean marked;

  boolean given() {
    return format != null || file != null || marked;
  }

  /// @throws CommandFailed if it cannot be done so
  void check() {
    if (marked && file == null) {
      throw new CommandFailed("--byte-order-mark goes with --out");
    }
    if (file != null) {
      of(file);
    }
  }

  private AnswerFile of(Path name) {
    try {
      return AnswerFile.of(name, Optional.ofNullable(format), marked);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--out: " + e.getMessage(), e);
    }
  }

  /// @param about of the answer, by name
  /// @param out where it is printed without a file
  void write(Map<String, String> about, AnswerFile.Content content, PrintWriter out) {
    try {
      if (file == null) {
        content.print((format == null ? AnswerFormat.TABLE : format).to(out));
      } else {
        of(file).write(about, content);
      }
    } catch (IOException e) {
      throw new CommandFailed("--out: " + file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
