package weir.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Secrets for commands, by ways that no list of processes shows: a file, or typed when asked.
final class SecretInput {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private SecretInput() {}

  /// What somebody types; empty where nobody can be asked.
  @SuppressWarnings("SystemConsoleNull") // it is null again from Java 25 on
  static Optional<String> typed(String question) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("%s", question);
    return Optional.of(typed == null ? "" : new String(typed));
  }

  /// A secret that stands alone in a file.
  ///
  /// @param option that named the file, for messages
  /// @throws CommandFailed with a sentence, also where others may read it
  static String read(String option, Path file, Map<String, String> environment) {
    try {
      if (!isOfSystemd(file, environment)
          && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
        throw new CommandFailed(
            file + ": others may read this password; run chmod 600 " + file + " first");
      }
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new CommandFailed(option + ": " + file + " does not exist", e);
    } catch (IOException e) {
      throw new CommandFailed(option + ": " + file + " cannot be read: " + e, e);
    }
  }

  /// Credentials of a service lie in a folder of its own; their modes say less than the truth.
  private static boolean isOfSystemd(Path file, Map<String, String> environment) {
    String folder = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
    return !folder.isEmpty() && file.toAbsolutePath().normalize().startsWith(folder);
  }
}
