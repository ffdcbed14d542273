package weir.ui;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleConsumer;
import weir.export.PictureFormat;
import weir.export.Pictures;
import weir.flow.Reasons;
import weir.query.FilterText;
import weir.query.Query;
import weir.query.TimeRange;
import weir.ui.explore.Shown;
import weir.ui.export.Order;

/// Writes what was ordered: all files of it, or none. Not for the JavaFX thread.
final class ExportWriter {
  private final Exports exports;

  ExportWriter(Exports exports) {
    this.exports = exports;
  }

  /// @param stop set when it is to end
  /// @param progress told how far it is, 0 to 1
  /// @throws IOException with a sentence, if it cannot be written
  /// @throws CancellationException if it was to end: nothing is left of it then
  void write(Order order, AtomicBoolean stop, DoubleConsumer progress) throws IOException {
    List<Path> files = order.files();
    List<Path> fresh = files.stream().map(ExportWriter::fresh).toList();
    List<Path> begun = new ArrayList<>();
    Path folder = Objects.requireNonNull(order.file().toAbsolutePath().getParent());
    if (!Files.isDirectory(folder)) {
      throw new IOException("There is no folder " + folder + "; choose another one.");
    }
    try {
      for (int i = 0; i < files.size(); i++) {
        begun.add(fresh.get(i));
        write(order, i, fresh.get(i));
        progress.accept((i + 1.0) / files.size());
        if (stop.get()) {
          throw new CancellationException();
        }
      }
      for (int i = 0; i < files.size(); i++) {
        Files.move(fresh.get(i), files.get(i), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new IOException(sentence(order.file(), folder, e), e);
    } finally {
      for (Path one : begun) {
        Files.deleteIfExists(one);
      }
    }
  }

  /// Beside a file, with the same ending, for that says how it is written.
  private static Path fresh(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling(name.substring(0, dot) + ".part" + name.substring(dot));
  }

  private void write(Order order, int index, Path file) throws IOException {
    if (order.picture().isPresent()) {
      PictureFormat format = PictureFormat.of("." + order.kind().ending()).orElseThrow();
      Pictures.write(order.picture().get(), format, order.kind().scale(), file);
    } else {
      Shown.Numbers numbers = order.numbers().get(index);
      exports.write(numbers.sheet(), about(numbers), order.marked(), file);
    }
  }

  /// As `weir query` has it.
  private static Map<String, String> about(Shown.Numbers numbers) {
    Query<?> query = numbers.query();
    Map<String, String> about = new LinkedHashMap<>();
    about.put("source", numbers.source());
    about.put("from", TimeRange.instant(query.range().fromNanos()).toString());
    about.put("until", TimeRange.instant(query.range().untilNanos()).toString());
    about.put("filter", FilterText.of(query.filter()));
    about.put("sampling", query.scaled() ? "multiplied by the sampling rates" : "as counted");
    about.put("times", "UTC");
    return about;
  }

  /// What went wrong, and what to do.
  static String sentence(Path file, Path folder, IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "You may not write in " + folder + "; choose another folder.";
    }
    String why = Reasons.of(failure).replaceFirst("\\.$", "");
    String then = why.contains("No space left") ? "; free some, or choose another disk" : "";
    return file + " cannot be written: " + why + then + ".";
  }
}
