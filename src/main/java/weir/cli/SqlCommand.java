package weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.export.Sheets;
import weir.ingest.Source;
import weir.query.SqlAnswer;
import weir.store.SqlLimits;
import weir.store.StatementException;

/// `weir sql`: a statement of the user's own over a data set.
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description =
        "Run a statement over the view 'flows' of a data set. It reads flows and nothing else: no"
            + " file, no extension, no setting.")
final class SqlCommand implements Callable<Integer> {
  private static final String STDIN = "-";
  private static final int MOST_OCTETS = 1 << 20;
  private static final int MOST_ROWS = 1_000_000;

  @Mixin private DataChoice data = new DataChoice();

  @Parameters(
      arity = "1..*",
      paramLabel = "STATEMENT",
      description = "Such as '" + SqlLimits.EXAMPLE + "'; - for standard input.")
  private List<String> words = List.of();

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows that are wanted at most, up to 1,000,000 (default: 10,000).")
  private int rows = SqlLimits.USUAL.rows();

  @Option(
      names = "--timeout",
      paramLabel = "LENGTH",
      description = "Stop after so long, such as 5m (default: 60s).")
  private @Nullable String timeout;

  @Mixin private AnswerOptions output = new AnswerOptions();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  SqlCommand() {}

  @Override
  public Integer call() {
    output.check();
    SqlLimits limits = limits();
    String statement = String.join(" ", words);
    if (statement.equals(STDIN)) {
      statement = read();
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Source source = data.open();
        TakenBack taken = new TakenBack()) {
      SqlAnswer answer = source.store().run(statement, limits, taken.cancel());
      output.write(
          Map.of("data set", source.name(), "statement", statement.strip()),
          to -> Sheets.print(Sheets.of(answer), to),
          out);
      out.flush();
      if (answer.more()) {
        spec.commandLine()
            .getErr()
            .println(
                String.format(
                    Locale.ROOT,
                    "weir: there are more than these %,d rows; --rows N gives more",
                    answer.rows().size()));
      }
    } catch (StatementException e) {
      throw new CommandFailed(e.sentence(statement), e);
    }
    return 0;
  }

  private SqlLimits limits() {
    if (rows < 1 || rows > MOST_ROWS) {
      throw new CommandFailed("--rows: from 1 to 1,000,000");
    }
    Duration time = timeout == null ? SqlLimits.USUAL.time() : Times.length(timeout);
    if (time.isZero()) {
      throw new CommandFailed("--timeout: some time is needed");
    }
    return new SqlLimits(rows, time);
  }

  /// Standard input, which is not ours to close.
  private static String read() {
    InputStream in = System.in;
    try {
      return new String(in.readNBytes(MOST_OCTETS), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailed("standard input cannot be read: " + e.getMessage(), e);
    }
  }
}
