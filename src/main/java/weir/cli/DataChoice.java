package weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.app.Workspaces;
import weir.enrich.Directions;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.screen.WorkspaceFile;

/// `--data` or `--clickhouse`: which data set is asked.
final class DataChoice {
  @ArgGroup private Where where = new Where();

  @Mixin private ClickHouseOptions options = new ClickHouseOptions();
  @Mixin private NamesOption names = new NamesOption();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  DataChoice() {}

  static final class Where {
    @Option(
        names = "--data",
        paramLabel = "DIR|FILE",
        description =
            "The data set's folder; or a capture, a file of flows, or a workspace with flows, which"
                + " is read first.")
    private @Nullable Path data;

    @Option(
        names = "--clickhouse",
        paramLabel = "URL|NAME",
        description =
            "A table of flows on a ClickHouse server:"
                + " http[s]://USER@HOST[:PORT][,HOST…]/DATABASE[?table=NAME], or the name of a"
                + " saved connection (weir connections).")
    private @Nullable String clickhouse;
  }

  /// The folder or file, where that is what was chosen.
  Optional<Path> folder() {
    return Optional.ofNullable(where.data);
  }

  boolean isRemote() {
    return where.clickhouse != null;
  }

  /// One that grows: a data set that another process has open, or a table on a server.
  ///
  /// @throws CommandFailed with a sentence
  Source follow() {
    check();
    return where.data == null ? open() : names.named(DataSets.follow(where.data));
  }

  private void check() {
    if (where.data == null && where.clickhouse == null) {
      throw new ParameterException(
          spec.commandLine(), "name a data set with --data DIR or --clickhouse URL");
    }
  }

  /// @throws CommandFailed with a sentence
  Source open() {
    check();
    return names.named(opened());
  }

  private Source opened() {
    if (where.data != null) {
      if (WorkspaceFile.is(where.data)) {
        return Workspaces.open(where.data);
      }
      return Files.isRegularFile(where.data) ? read(where.data) : DataSets.ask(where.data);
    }
    ClickHouseOptions.Account account = options.account(String.valueOf(where.clickhouse));
    return DataSets.ask(
        account.remote(),
        account.password(),
        Directions.inside(Directions.PRIVATE),
        DataSets.schemas(System.getenv()));
  }

  /// Reads a file to its end, saying how far it is.
  private FileSource read(Path file) {
    FileSource source;
    try {
      source = DataSets.read(file, names.filling(Directions.inside(Directions.PRIVATE)));
    } catch (IOException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), e);
    }
    try {
      new ImportProgress(file, source, spec.commandLine().getErr()).follow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (source.status().state() == IngestStatus.State.FAILED) {
      source.close();
      throw new CommandFailed(file + " cannot be read: " + source.status().message());
    }
    return source;
  }
}
