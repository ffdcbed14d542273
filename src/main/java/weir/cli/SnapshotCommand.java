package weir.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.app.Desk;
import weir.ingest.StoredSource;

/// `weir snapshot`: a view of a data set as a picture, with no display.
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = "Render a view of a data set to a PNG file; needs no display.")
final class SnapshotCommand implements Callable<Integer> {
  /// Themes of the picture.
  enum Theme {
    DARK,
    LIGHT
  }

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data set's folder.")
  private Path data;

  @Option(
      names = "--view",
      paramLabel = "NAME",
      description = "overview (default), talkers, tcp-flags, interfaces")
  private String view = "overview";

  @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "Where it goes.")
  private Path out;

  @Option(names = "--theme", description = "${COMPLETION-CANDIDATES} (default: dark)")
  private Theme theme = Theme.DARK;

  @Mixin private Size size = new Size();
  @Spec private CommandSpec spec;

  private final Desk desk;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  SnapshotCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws Exception {
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new CommandFailed("cannot write " + out + "; only .png is written so far");
    }
    try (StoredSource source = DataSets.ask(data)) {
      desk.render(source, view, theme == Theme.DARK, size.width(), size.height(), out);
      new KeptText(spec.commandLine().getErr()).problems(source.store().status());
    }
    spec.commandLine().getErr().println("weir: wrote " + out);
    return 0;
  }
}
