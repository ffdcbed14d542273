package weir;

import weir.app.DesktopDesk;
import weir.app.Stop;
import weir.app.Uncaught;
import weir.cli.Cli;
import weir.query.Views;

/// Entry point. Not a JavaFX application class: the toolkit starts only for what needs it.
public final class Main {
  private Main() {}

  /// Runs a command line and exits with its code.
  public static void main(String[] arguments) {
    Uncaught.handle();
    Views views = DesktopDesk.viewsOfUser();
    Stop.exit(new Cli(DesktopDesk.here(views), views).run(arguments));
  }
}
