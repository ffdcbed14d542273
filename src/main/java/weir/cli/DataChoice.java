package weir.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.enrich.Directions;
import weir.ingest.Source;
import weir.store.Remote;
import weir.store.ServerAddress;

/// `--data` or `--clickhouse`: which data set is asked.
final class DataChoice {
  private static final String VARIABLE = "WEIR_CLICKHOUSE_PASSWORD";
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  @ArgGroup private Where where = new Where();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "The account's password, alone in a file that only its owner may read (default: the"
              + " variable "
              + VARIABLE
              + ", or typed when asked).")
  private @Nullable Path passwordFile;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  DataChoice() {}

  static final class Where {
    @Option(names = "--data", paramLabel = "DIR", description = "The data set's folder.")
    private @Nullable Path data;

    @Option(
        names = "--clickhouse",
        paramLabel = "URL",
        description =
            "A table of flows on a ClickHouse server:"
                + " http[s]://USER@HOST[:PORT][,HOST…]/DATABASE[?table=NAME].")
    private @Nullable String clickhouse;
  }

  /// The folder, where that is what was chosen.
  Optional<Path> folder() {
    return Optional.ofNullable(where.data);
  }

  boolean isRemote() {
    return where.clickhouse != null;
  }

  /// @throws CommandFailed with a sentence
  Source open() {
    if (where.data == null && where.clickhouse == null) {
      throw new ParameterException(
          spec.commandLine(), "name a data set with --data DIR or --clickhouse URL");
    }
    if (where.data != null) {
      return DataSets.ask(where.data);
    }
    OnServer server = onServer();
    return DataSets.ask(
        server.remote(),
        server.password(),
        Directions.inside(Directions.PRIVATE),
        DataSets.schemas(System.getenv()));
  }

  /// A server, and the account's password.
  record OnServer(Remote remote, String password) {}

  /// @throws CommandFailed if it is none
  OnServer onServer() {
    if (where.clickhouse == null) {
      throw new CommandFailed("this asks a server: give --clickhouse URL");
    }
    try {
      ServerAddress address = ServerAddress.parse(where.clickhouse);
      return new OnServer(Remote.of(address), password(address, passwordFile));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--clickhouse: " + e.getMessage(), e);
    }
  }

  /// Of the account: in a file, the environment, or typed.
  static String password(ServerAddress address, @Nullable Path passwordFile) {
    if (passwordFile != null) {
      return read(passwordFile);
    }
    String set = System.getenv(VARIABLE);
    if (set != null) {
      return set;
    }
    Console console = Objects.requireNonNull(System.console());
    if (!console.isTerminal()) {
      return "";
    }
    char[] typed =
        console.readPassword(
            "Password of %s on %s (empty for none): ", address.user(), address.title());
    return typed == null ? "" : new String(typed);
  }

  private static String read(Path file) {
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
        throw new CommandFailed(
            file + ": others may read this password; run chmod 600 " + file + " first");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailed("--password-file: " + file + " cannot be read: " + e, e);
    }
  }
}
