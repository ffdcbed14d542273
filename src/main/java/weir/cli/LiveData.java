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

  /// Of the account, with HOME or without.
  private static Path home() {
    String home = System.getProperty("user.home");
    if (home.isBlank() || home.equals("?")) {
      throw new CommandFailed(
          "there is no home folder to keep flows in; set HOME, or name a folder with --data");
    }
    return Path.of(home);
  }

  /// Where the system keeps a program's data: XDG on Linux, its likes elsewhere.
  private static Path userFolder() {
    String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
    if (system.contains("mac")) {
      return home().resolve("Library/Application Support/Weir");
    }
    if (system.contains("win")) {
      return Optional.ofNullable(System.getenv("LOCALAPPDATA"))
          .map(Path::of)
          .orElseGet(() -> home().resolve("AppData/Local"))
          .resolve("Weir");
    }
    return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .orElseGet(() -> home().resolve(".local/share"))
        .resolve("weir");
  }
}
