package weir.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import weir.settings.SettingsFile;

/// Where exports go at first.
final class ExportFolder {
  private ExportFolder() {}

  /// That of the last time; else the user's own.
  static Path of(SettingsFile settings) {
    Path last = Path.of(settings.now().exportFolder());
    return last.isAbsolute() && Files.isDirectory(last)
        ? last
        : Path.of(System.getProperty("user.home", "")).toAbsolutePath();
  }
}
