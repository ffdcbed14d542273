package weir;

import weir.cli.Cli;
import weir.cli.Stop;
import weir.store.duckdb.ProcessEnd;

/// Entry point. Not a JavaFX application class: the toolkit starts only for what needs it.
public final class Main {
  private Main() {}

  /// Runs a command line and exits with its code.
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(new Uncaught(Stop::failed, ProcessEnd::now));
    Stop.exit(new Cli(new DesktopDesk()).run(arguments));
  }
}
