package weir.ui.export;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Names of files that are exported into.
public final class FileNames {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT);

  /// Of flows alone.
  private static final List<String> OF_FLOWS = List.of(".pb", ".pcapng");

  private FileNames() {}

  /// "weir-overview-20261129-1432.svg".
  static String proposed(String what, LocalDateTime now, String ending) {
    return "weir-" + what.replaceAll("[^\\w.-]+", "-") + "-" + TIME.format(now) + "." + ending;
  }

  /// What was typed as a file with an ending, which is added where it is missing.
  ///
  /// @param folder that a name without one is in
  /// @return empty where it is none
  static Optional<Path> file(String typed, Path folder, String ending) {
    String text = typed.strip();
    if (text.isEmpty() || text.endsWith("/") || text.endsWith("\\")) {
      return Optional.empty();
    }
    try {
      Path file = folder.resolve(ended(expanded(text), ending)).normalize();
      return file.getFileName() == null ? Optional.empty() : Optional.of(file);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// As shells have it.
  private static String expanded(String text) {
    return text.startsWith("~/") ? System.getProperty("user.home", "~") + text.substring(1) : text;
  }

  /// With an ending in place of that of another kind of file.
  static String ended(String name, String ending) {
    String end = "." + ending;
    if (name.toLowerCase(Locale.ROOT).endsWith(end)) {
      return name;
    }
    boolean other = isKnown(name) && name.lastIndexOf('.') > 0;
    return (other ? name.substring(0, name.lastIndexOf('.')) : name) + end;
  }

  private static boolean isKnown(String name) {
    return FileKind.of(name).isPresent()
        || OF_FLOWS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
  }

  /// A file each of those that are written together: itself where it is one.
  ///
  /// @param names which tell them apart
  public static List<Path> each(Path file, List<String> names) {
    if (names.size() == 1) {
      return List.of(file);
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return names.stream()
        .map(one -> file.resolveSibling(name.substring(0, dot) + "-" + one + name.substring(dot)))
        .toList();
  }
}
