package weir.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.Desk;
import weir.ingest.Source;
import weir.query.View;
import weir.query.Views;

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

  @Mixin private DataChoice data = new DataChoice();

  @Option(
      names = "--view",
      paramLabel = "NAME",
      completionCandidates = ViewNames.class,
      description = "${COMPLETION-CANDIDATES} (default: the first)")
  private @Nullable String view;

  @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "Where it goes.")
  private Path out;

  @Option(names = "--theme", description = "${COMPLETION-CANDIDATES} (default: dark)")
  private Theme theme = Theme.DARK;

  @Mixin private Size size = new Size();
  @Spec private CommandSpec spec;

  private final Desk desk;
  private final Views views;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  SnapshotCommand(Desk desk, Views views) {
    this.desk = desk;
    this.views = views;
  }

  @Override
  public Integer call() throws Exception {
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new CommandFailed("cannot write " + out + "; only .png is written so far");
    }
    View chosen = view == null ? views.first() : views.named(view);
    try (Source source = data.open()) {
      desk.render(source, chosen.id(), theme == Theme.DARK, size.width(), size.height(), out);
      new KeptText(sentence -> spec.commandLine().getErr().println("weir: " + sentence))
          .problems(source.store().status());
    }
    spec.commandLine().getErr().println("weir: wrote " + out);
    return 0;
  }
}
