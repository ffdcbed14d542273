package weir.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import weir.app.Desk;
import weir.enrich.Directions;
import weir.ingest.Listening;
import weir.store.Retention;

/// `weir demo`: the desktop on a generated network.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Open the desktop on a generated network, sent as real datagrams through the real decoders."
            + " Needs no device and no privilege; keeps nothing.")
final class DemoCommand implements Callable<Integer> {
  private final Desk desk;

  DemoCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    String missing = desk.missing();
    if (!missing.isEmpty()) {
      throw new CommandFailed(missing);
    }
    desk.open(
        new Desk.Start(
            List.of(),
            Listening.NOWHERE,
            true,
            Path.of(""),
            Retention.DEFAULT,
            Directions.inside(Directions.PRIVATE)));
    return 0;
  }
}
