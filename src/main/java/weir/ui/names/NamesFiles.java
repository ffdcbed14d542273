package weir.ui.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import weir.naming.Layers;
import weir.naming.NameSheet;
import weir.naming.Naming;
import weir.ui.control.Background;

/// Names that come from files and go into them: the names file in another program, and CSV.
final class NamesFiles {
  private final NamesWork work;
  private final Background background;
  private final Consumer<String> say;
  private final Consumer<NamesChange> change;
  private final Consumer<RuntimeException> failed;

  NamesFiles(
      NamesWork work,
      Background background,
      Consumer<String> say,
      Consumer<NamesChange> change,
      Consumer<RuntimeException> failed) {
    this.work = work;
    this.background = background;
    this.say = say;
    this.change = change;
    this.failed = failed;
  }

  /// Opens the names file in the program for such files.
  void open() {
    work.file().ifPresent(path -> background.run(() -> opened(path), say, failed));
  }

  private String opened(Path path) {
    if (!Files.exists(path)) {
      return "There is no file yet: it is made with the first name.";
    }
    try {
      work.open(path);
      return "What is saved there is in force a second later.";
    } catch (IOException e) {
      return path + " cannot be opened: " + e.getMessage();
    }
  }

  /// Lays the lines of a file over what is said.
  void importCsv(NameSheet sheet) {
    work.csv()
        .ifPresent(
            path ->
                background.run(
                    () -> sheet.read(path, Naming.NONE),
                    read ->
                        change.accept(
                            new NamesChange(read::over)
                                .saying(
                                    "%,d lines of %s were taken in."
                                        .formatted(
                                            sheet.cells().apply(read).size(), path.getFileName()))),
                    failed));
  }

  /// Writes all lines that are in force.
  void exportCsv(NameSheet sheet, Layers now) {
    work.csvTo(sheet.id() + ".csv")
        .ifPresent(
            path ->
                background.run(
                    () -> write(path, sheet.csv(now.merged())),
                    _ -> say.accept("Written to " + path),
                    failed));
  }

  private static Path write(Path path, String text) {
    try {
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }
}
