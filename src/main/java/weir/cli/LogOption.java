package weir.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;
import weir.app.EventLog;
import weir.app.LogLevel;

/// `--log-level`, of commands that run until they are told to end.
final class LogOption {
  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description =
          "What is said on standard error: error, warn (also what is not as it should be), info"
              + " (also what happens) or debug (default: info).")
  @Example("warn")
  private LogLevel level = LogLevel.INFO;

  EventLog open(PrintWriter err) {
    return new EventLog(err, level).installed();
  }
}
