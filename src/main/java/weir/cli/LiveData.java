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

  /// Empty where the settings of the desktop say it.
  Optional<Retention> retention() {
    return keep.given();
  }

  Path folder() {
    return data != null ? data : userFolder().resolve("live");
  }

  /// Where what a program must not lose lies between its runs: what systemd names for a service,
  /// XDG's on Linux, the data folder elsewhere.
  static Path stateFolder() {
    String service = System.getenv("STATE_DIRECTORY");
    if (service != null && !service.isBlank()) {
      return Path.of(service.split(":", 2)[0]);
    }
    String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
    if (system.contains("mac") || system.contains("win")) {
      return userFolder();
    }
    return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .orElseGet(() -> home().resolve(".local/state"))
        .resolve("weir");
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
