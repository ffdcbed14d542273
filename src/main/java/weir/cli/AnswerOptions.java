package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

  @Option(
      names = "--about",
      description =
          "Begin CSV and TSV with lines that say whose numbers these are, which, in which units,"
              + " scaled or not, each led by #; JSON becomes an object of these and of the rows."
              + " Parquet, Markdown and text files say it anyway.")
  private boolean told;

  @Mixin private ZoneOption zone = new ZoneOption();

  boolean given() {
    return format != null || file != null || marked || told || zone.given();
  }

  ZoneId zone() {
    return zone.zone();
  }

  /// @throws CommandFailed if it cannot be done so
  void check() {
    if (marked && file == null) {
      throw new CommandFailed("--byte-order-mark goes with --out");
    }
    var _ = answer();
  }

  private AnswerFile answer() {
    try {
      AnswerFile answer =
          file == null
              ? AnswerFile.printed(format == null ? AnswerFormat.TABLE : format)
              : AnswerFile.of(file, Optional.ofNullable(format), marked);
      return (told ? answer.telling() : answer).in(zone.zone());
    } catch (IllegalArgumentException e) {
      throw new CommandFailed((file == null ? "" : "--out: ") + e.getMessage(), e);
    }
  }

  /// @param about of the answer, by name
  /// @param out where it is printed without a file
  void write(Map<String, String> about, AnswerFile.Content content, PrintWriter out) {
    AnswerFile answer = answer();
    try {
      if (file == null) {
        answer.print(about, content, out);
      } else {
        answer.write(about, content);
      }
    } catch (IOException e) {
      throw new CommandFailed("--out: " + file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
