package weir.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.app.Desk;
import weir.export.PictureFormat;
import weir.ingest.Source;
import weir.query.Filter;
import weir.query.RangeChoice;
import weir.query.Scope;
import weir.query.TimeRange;
import weir.query.Views;
import weir.screen.Saved;
import weir.screen.Screen;
import weir.settings.Settings;
import weir.store.FlowReader;

/// `weir snapshot`: a view of a data set as a picture, with no display.
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description =
        "Draw a view of a data set, or one panel of it, into a PNG, SVG or PDF file; needs no"
            + " display.")
final class SnapshotCommand implements Callable<Integer> {
  @Mixin private DataChoice data = new DataChoice();

  @Option(
      names = "--view",
      paramLabel = "NAME",
      completionCandidates = ViewNames.class,
      description =
          "${COMPLETION-CANDIDATES}, exporters, storage (default: that of a workspace, else the"
              + " first)")
  private @Nullable String view;

  @Option(names = "--panel", paramLabel = "NAME", description = "Only this panel of the view.")
  private @Nullable String panel;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only these flows (default: as a workspace has them, else all).")
  private String filter = "";

  @Mixin private CountOnce once = new CountOnce();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where it goes; .png, .svg or .pdf says which format.")
  private Path out;

  @Option(names = "--theme", description = "${COMPLETION-CANDIDATES} (default: dark)")
  private Desk.Look theme = Desk.Look.DARK;

  @Option(
      names = "--colours",
      description =
          "Of charts: ${COMPLETION-CANDIDATES}; distinct ones are told apart with every kind of"
              + " colour blindness (default: usual).")
  private Settings.Colours colours = Settings.Colours.USUAL;

  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "Of a PNG: draw it at 1, 2 or 3 pixels for each of --size (default: 1).")
  private int scale = 1;

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
    PictureFormat format = PictureFormat.needed(out);
    if (scale < 1 || scale > 3) {
      throw new CommandFailed("--scale " + scale + ": give 1, 2 or 3");
    }
    if (scale > 1 && format != PictureFormat.PNG) {
      throw new CommandFailed("--scale is for .png; ." + format.ending() + " has no pixels");
    }
    boolean page = view != null && Desk.PAGES.contains(view);
    String chosen = view == null ? "" : page ? view : views.named(view).id();
    if (page && panel != null) {
      throw new CommandFailed("--panel: the page '" + view + "' has no panels");
    }
    if (page && (once.wanted() || !filter.isEmpty())) {
      throw new CommandFailed("the page '" + view + "' is of all flows: no filter");
    }
    if (view != null && panel != null) {
      var _ = views.named(view).panel(panel); // there is one
    }
    try (Source source = data.open()) {
      Desk.Picture picture =
          new Desk.Picture(
              chosen,
              Optional.ofNullable(panel),
              scope(source),
              theme,
              size.width(),
              size.height(),
              scale,
              size.paper(),
              colours == Settings.Colours.DISTINCT);
      desk.render(source, picture, out);
      new KeptText(sentence -> spec.commandLine().getErr().println("weir: " + sentence))
          .problems(source.store().status());
    }
    spec.commandLine().getErr().println("weir: wrote " + out);
    return 0;
  }

  /// Empty where no option says it.
  private Optional<Scope> scope(Source source) {
    if (filter.isEmpty() && !once.wanted()) {
      return Optional.empty();
    }
    FlowReader store = source.store();
    Optional<Screen> saved = source.saved().map(Saved::screen);
    String text = filter.isEmpty() ? saved.map(Screen::filter).orElse("") : filter;
    PrintWriter err = spec.commandLine().getErr();
    Filter read = FilterOption.read("--filter", text, store.dimensions(), store.labels(), err);
    TimeRange range =
        saved.map(Screen::range).orElseGet(() -> RangeOptions.of(store.status(), null, null));
    return Optional.of(
        new Scope(once.and(read, store.dimensions()), new RangeChoice.Between(range)));
  }
}
