package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.store.Checkup;
import weir.store.SchemaGuess;
import weir.store.StoreException;
import weir.store.TableColumns;

/// `weir schema --clickhouse URL`: a schema file for a table that none fits, guessed.
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description =
        "Guess how a ClickHouse table of flows is read that no schema fits, by its columns' names"
            + " and types: a schema file, to be looked at and put beside the settings"
            + " (~/.config/weir/schemas/NAME.json). What its first rows read as is said, too.")
final class SchemaCommand implements Callable<Integer> {
  @Option(
      names = "--clickhouse",
      required = true,
      paramLabel = "URL|NAME",
      description =
          "The database, or the table: http[s]://USER@HOST[:PORT][,HOST…]/DATABASE[?table=NAME], or"
              + " the name of a saved connection.")
  private String clickhouse;

  @Mixin private ClickHouseOptions options = new ClickHouseOptions();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  SchemaCommand() {}

  @Override
  public Integer call() {
    ClickHouseOptions.Account where = options.account(clickhouse);
    Checkup checkup =
        DataSets.check(where.remote(), where.password(), DataSets.schemas(System.getenv()));
    PrintWriter err = spec.commandLine().getErr();
    checkup.warnings().forEach(err::println);
    if (!checkup.good()) {
      throw new CommandFailed(checkup.steps().getLast().sentence());
    }
    SchemaGuess guess = SchemaGuess.of(only(checkup));
    spec.commandLine().getOut().print(guess.json());
    spec.commandLine().getOut().flush();
    try {
      show(DataSets.preview(where.remote(), where.password(), guess), err);
    } catch (StoreException e) {
      err.println("it cannot be read so: " + e.getMessage());
    }
    return 0;
  }

  private static TableColumns only(Checkup checkup) {
    List<TableColumns> unknown = checkup.unknown();
    if (unknown.isEmpty()) {
      throw new CommandFailed(
          "there is a schema for every table of flows here: "
              + checkup.tables().stream()
                  .map(table -> table.name() + " (" + table.schema() + ")")
                  .collect(Collectors.joining(", ")));
    }
    if (unknown.size() > 1) {
      throw new CommandFailed(
          "there are several tables that no schema fits: "
              + unknown.stream().map(TableColumns::title).collect(Collectors.joining(", "))
              + "; say which with /DATABASE?table=NAME in the address");
    }
    return unknown.getFirst();
  }

  private static void show(SchemaGuess.Preview preview, PrintWriter err) {
    if (preview.rows().isEmpty()) {
      err.println("the table is empty: nothing could be tried out");
      return;
    }
    err.println("a row of it reads:");
    for (int i = 0; i < preview.fields().size(); i++) {
      err.println("  " + preview.fields().get(i).label() + ": " + preview.rows().getFirst().get(i));
    }
  }
}
