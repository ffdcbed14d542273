package weir.ui.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.export.Drawing;
import weir.ui.explore.Shown;

/// What is to be exported, how and where to: a picture, or numbers.
///
/// @param numbers a table each; none for a picture
/// @param marked whether text begins with a byte order mark
/// @param file whose name ends as `kind` has it
public record Order(
    FileKind kind,
    Optional<Drawing> picture,
    List<Shown.Numbers> numbers,
    boolean marked,
    Path file) {
  /// The files that it becomes.
  public List<Path> files() {
    return picture.isPresent()
        ? List.of(file)
        : FileNames.each(file, numbers.stream().map(Shown.Numbers::name).toList());
  }
}
