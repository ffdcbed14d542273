package weir.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.store.Retention;

/// `--data` of the desktop: where flows that are listened for are kept, and how much of them.
final class LiveData {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the live data set (default: the user's data folder).")
  private @Nullable Path data;

  @Mixin private Keep keep = new Keep();

  Retention retention() {
    return keep.retention();
  }

  Path folder() {
    return data != null ? data : userFolder().resolve("live");
  }

  /// Where the system keeps a program's data: XDG on Linux, its likes elsewhere.
  private static Path userFolder() {
    Path home = Path.of(System.getProperty("user.home"));
    String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
    if (system.contains("mac")) {
      return home.resolve("Library/Application Support/Weir");
    }
    if (system.contains("win")) {
      return Optional.ofNullable(System.getenv("LOCALAPPDATA"))
          .map(Path::of)
          .orElse(home.resolve("AppData/Local"))
          .resolve("Weir");
    }
    return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .orElse(home.resolve(".local/share"))
        .resolve("weir");
  }
}
