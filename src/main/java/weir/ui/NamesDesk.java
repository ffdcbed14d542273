package weir.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import weir.exporter.ExporterStatus;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.ingest.Source;
import weir.naming.Bundled;
import weir.naming.Exporter;
import weir.naming.Interface;
import weir.naming.Layers;
import weir.naming.NameSheet;
import weir.naming.NamesFile;
import weir.naming.Naming;
import weir.naming.Origin;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.store.Cancel;
import weir.store.DirectionShares;
import weir.store.FlowArchive;
import weir.store.FlowReader;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.FilterField;
import weir.ui.names.NamesPage;
import weir.ui.names.NamesWork;

/// The page of names over whatever is shown, and that what is shown gets other names at once.
final class NamesDesk implements NamesWork {
  private static final int MOST = 64;

  private final NamesFile names;
  private final Supplier<@Nullable Source> shown;
  private final FxTasks tasks;
  private final ExploreModel model;
  private final Sharing sharing;
  private final RefillDesk refill;
  private final Supplier<Window> window;
  private final Runnable turn;
  private final OnDemand<NamesPage> page;
  private boolean open;

  /// @param shown the source that is shown
  /// @param turn shows the page that is to be seen by now
  NamesDesk(
      NamesFile names,
      Supplier<@Nullable Source> shown,
      FxTasks tasks,
      ExploreModel model,
      Sharing sharing,
      RefillDesk refill,
      Supplier<Window> window,
      Runnable turn) {
    this.names = names;
    this.shown = shown;
    this.tasks = tasks;
    this.model = model;
    this.sharing = sharing;
    this.refill = refill;
    this.window = window;
    this.turn = turn;
    page = new OnDemand<>(() -> new NamesPage(this, tasks, this::close));
    names.listen(() -> tasks.execute(this::changed));
  }

  /// Opens the page; closes it where it is open.
  void open() {
    if (open) {
      close();
      return;
    }
    open = true;
    page.get().refresh();
    turn.run();
    page.get().requestFocus();
  }

  private void close() {
    end();
    turn.run();
  }

  /// Something else is to be seen.
  void end() {
    page().ifPresent(NamesPage::left);
    open = false;
  }

  /// The chapter about what is seen of it.
  Optional<HelpTopic> helpTopic() {
    return page().map(shownPage -> shownPage.isOfRules() ? HelpTopic.DIRECTIONS : HelpTopic.NAMES);
  }

  /// The page, while it is to be seen.
  Optional<NamesPage> page() {
    return open ? Optional.of(page.get()) : Optional.empty();
  }

  /// Other names are in force: what is shown gets them without waiting for other sources.
  private void changed() {
    page().ifPresent(NamesPage::refresh);
    Source source = shown.get();
    if (source != null) {
      tasks.run(
          () ->
              new Said(
                  source.store().labels(),
                  source.store().overrides(),
                  source.store().dimensions(),
                  source.store().directions()),
          said -> {
            if (source == shown.get()) {
              model.said(
                  sharing.names(source, said.labels),
                  said.overrides,
                  said.dimensions,
                  said.directions);
            }
          },
          _ -> {}); // the next reading says what is wrong
    }
  }

  private record Said(
      Labels labels, Overrides overrides, Dimensions dimensions, DirectionRules directions) {}

  @Override
  public Layers layers() {
    Source source = shown.get();
    Layers all = names.layers().with(Origin.BUNDLED, Bundled.NAMES);
    if (source == null) {
      return all;
    }
    Map<IpAddress, Exporter> options = new LinkedHashMap<>();
    Map<IpAddress, Exporter> counters = new LinkedHashMap<>();
    List<ExporterStatus> inOrder = new ArrayList<>(source.exporters());
    inOrder.sort(
        Comparator.comparing((ExporterStatus one) -> one.address().high())
            .thenComparing(one -> one.address().low()));
    for (ExporterStatus one : inOrder) {
      boolean samples = one.types().contains(FlowType.SFLOW_5);
      (samples ? counters : options).put(one.address(), told(one));
    }
    return all.with(Origin.OPTIONS, Naming.NONE.withExporters(options))
        .with(Origin.COUNTERS, Naming.NONE.withExporters(counters))
        .with(Origin.DATA_SET, saidIn(source));
  }

  private static Naming saidIn(Source source) {
    return source.store().labels().layers().of(Origin.DATA_SET);
  }

  @Override
  public Optional<DirectionShares> shares(UnaryOperator<Naming> change, Cancel cancel) {
    Source source = shown.get();
    if (source == null) {
      return Optional.empty();
    }
    FlowReader store = source.store();
    Naming before = names.said();
    Naming after = change.apply(before);
    if (after.equals(before)) {
      return DirectionShares.of(store, store.directions(), cancel);
    }
    DirectionRules rules =
        DirectionRules.of(
            names.layers().with(Origin.FILE, after).with(Origin.DATA_SET, saidIn(source)).merged());
    if (rules.isNone() && !store.directions().isNone()) {
      throw new IllegalStateException(
          "without rules, own networks and external interfaces flows keep the direction that they"
              + " were stored with");
    }
    return DirectionShares.of(store, rules, cancel);
  }

  @Override
  public FilterField filter(String id, Supplier<Filter> holds, Consumer<Filter> chosen) {
    return new FilterField(model, id, holds, chosen, tasks);
  }

  @Override
  public Node refill() {
    return refill.line();
  }

  @Override
  public Optional<String> cannotUnsay() {
    Source source = shown.get();
    if (source == null) {
      return Optional.of("The data set is no longer open.");
    }
    return source.archive().isPresent()
        ? Optional.empty()
        : Optional.of(
            "It can be changed only by the Weir that has this data set open; end that one first.");
  }

  @Override
  public void unsay(NameSheet sheet, List<NameSheet.Line> lines) {
    FlowArchive archive =
        Optional.ofNullable(shown.get())
            .flatMap(Source::archive)
            .orElseThrow(
                () -> new IllegalStateException(cannotUnsay().orElse("this data set is gone")));
    for (NameSheet.Line line : lines) {
      IpAddress exporter = IpAddress.parse(line.cells().getFirst());
      archive.override(
          exporter,
          said ->
              sheet.keys() == 1
                  ? said.withName("").withSite("").withSamplingRate(0)
                  : said.with(
                      Long.parseLong(line.cells().get(1)), _ -> Overrides.Interface.NOTHING));
    }
  }

  private static Exporter told(ExporterStatus exporter) {
    Map<Long, Interface> interfaces = new TreeMap<>();
    exporter
        .interfaces()
        .forEach(
            one ->
                interfaces.put(
                    one.index(),
                    Interface.NOTHING
                        .withName(cut(one.name()))
                        .withDescription(one.description())
                        .withSpeed(Math.max(0, one.speedBitsPerSecond()))));
    return Exporter.NOTHING.withInterfaces(interfaces);
  }

  private static String cut(String name) {
    return name.length() <= MOST ? name : name.substring(0, MOST - 1) + "…";
  }

  @Override
  public Optional<Path> file() {
    return names.path();
  }

  @Override
  public List<String> problems() {
    return names.problems();
  }

  @Override
  public void change(UnaryOperator<Naming> change) {
    try {
      names.change(change);
    } catch (IOException e) {
      throw new IllegalStateException(
          "it cannot be kept: " + e.getMessage() + "; see whose the folder is, and free space", e);
    }
  }

  @Override
  public Optional<Path> csv() {
    return Choosers.names(window.get());
  }

  @Override
  public Optional<Path> table() {
    return Choosers.table(window.get());
  }

  @Override
  public Optional<Path> csvTo(String name) {
    return Choosers.exported(window.get(), Path.of(name), "Tables (CSV)", "csv");
  }

  @Override
  public void open(Path file) throws IOException {
    Opener.ofSystem().open(file);
  }
}
