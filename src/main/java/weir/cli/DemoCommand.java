package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.Desk;
import weir.app.Stop;
import weir.enrich.Directions;
import weir.ingest.Listening;
import weir.store.Retention;
import weir.store.StoreException;

/// `weir demo`: the desktop on a generated network; where there is no display, ten seconds of it as
/// tables and a picture.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Open the desktop on a generated network, sent as real datagrams through the real decoders."
            + " Needs no device and no privilege; keeps nothing. With no display it runs for ten"
            + " seconds, prints rates, top talkers and TCP flags, and writes the overview as a PNG."
            + " Exit status 1: no picture could be drawn; the tables are there.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "PNG",
      description = "With no display: where the picture goes (default: weir-demo.png).")
  private Path picture = Path.of("weir-demo.png");

  @Spec private CommandSpec spec;

  private final Desk desk;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  DemoCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws Exception {
    String missing = desk.missing();
    return missing.isEmpty() ? inWindow() : onTerminal(missing);
  }

  private int inWindow() {
    desk.open(
        new Desk.Start(
            List.of(),
            Listening.NOWHERE,
            List.of(),
            true,
            Path.of(""),
            Optional.of(Retention.DEFAULT),
            Directions.inside(Directions.PRIVATE)));
    return 0;
  }

  private int onTerminal(String missing) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Stop stop = Stop.onSignal();
    Optional<String> lacking = Optional.empty();
    try {
      lacking = new DemoReport(desk, out, spec.commandLine().getErr()).print(picture, stop);
    } catch (StoreException | IOException e) {
      if (!stop.isTold()) { // else it was closed while it was asked
        throw e;
      }
    }
    if (stop.isTold()) {
      return stop.awaitEnd();
    }
    out.println(
        "In a window the same network goes on live, with a day of its past, and a click on anything"
            + " drills into it.");
    out.println("Here " + missing);
    out.flush();
    if (lacking.isPresent()) {
      throw new CommandFailed(lacking.get());
    }
    return 0;
  }
}
