package weir.ui;

import static weir.ui.Command.Kind.FIELD;
import static weir.ui.Command.Kind.FILE;
import static weir.ui.Command.Kind.FILTER;
import static weir.ui.Command.Kind.PICTURE;
import static weir.ui.Command.Kind.SOURCE;
import static weir.ui.Command.Kind.VIEW;
import static weir.ui.Command.Kind.WINDOW;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import weir.query.Ask;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;
import weir.query.RangeChoice;
import weir.query.RangeWords;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.RangeText;

/// All that can be done in the window.
final class Commands {
  private final Shell shell;
  private final ExploreModel model;
  private final Views views;
  private final List<Command> window;

  Commands(Shell shell, ExploreModel model, Views views) {
    this.shell = shell;
    this.model = model;
    this.views = views;
    window = List.copyOf(window());
  }

  /// Those that are there whatever is shown, the views among them as they are by now.
  List<Command> always() {
    List<Command> all = new ArrayList<>(window);
    for (View view : views.all()) { // by its id: a view may have been changed meanwhile
      all.add(
          Command.of(
              "view." + view.id(),
              VIEW,
              view.title(),
              view.key().orElse(""),
              () -> shell.showView(views.named(view.id()))));
    }
    all.add(
        Command.of(
            "exporters",
            VIEW,
            "Exporters: who sends, templates, losses",
            "Ctrl+E",
            shell::showExporters));
    all.add(
        Command.of(
            "names",
            VIEW,
            "Names of exporters, interfaces, networks, hosts",
            "Ctrl+N",
            shell::showNames));
    all.add(Command.of("sql", VIEW, "SQL: statements over the flows", "Ctrl+J", shell::showSql));
    return all;
  }

  /// What a text may mean, the likeliest first: commands with its words, and the filter or the
  /// range of time that it is.
  List<Command> matching(String text) {
    List<Command> found = CommandMatch.best(all(), text);
    List<Command> said = Stream.concat(filter(text).stream(), range(text).stream()).toList();
    found.addAll(CommandMatch.isWordOf(found, text) ? 1 : 0, said);
    return found;
  }

  private Optional<Command> range(String text) {
    if (text.isBlank() || model.dataSet().isEmpty()) {
      return Optional.empty();
    }
    try {
      RangeWords words = new RangeWords(model.zone(), TimeRange.instant(model.nowNanos()));
      RangeChoice range = words.range(text);
      return Optional.of(
          Command.of(
              "range",
              PICTURE,
              "Time: " + new RangeText(model.zone(), model.nowNanos()).of(range),
              () -> model.range(range)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Command> filter(String text) {
    if (text.isBlank() || model.dataSet().isEmpty()) {
      return Optional.empty();
    }
    try {
      Filter filter = FilterParser.parse(text, model.words().dimensions());
      return Optional.of(
          Command.of(
              "filter", FILTER, "Filter: " + FilterText.of(filter), () -> model.filter(filter)));
    } catch (FilterSyntaxException e) {
      return Optional.empty(); // words of a command
    }
  }

  private List<Command> all() {
    List<Command> all = new ArrayList<>(always());
    HostDesk hosts = shell.hostNames();
    all.add(
        Command.of(
            "host-names",
            PICTURE,
            "Names of hosts by reverse DNS: " + (hosts.isOn() ? "switch off" : "switch on"),
            hosts::turn));
    all.add(
        Command.of(
            "host-names-server",
            PICTURE,
            "Names of hosts by reverse DNS: which name server is asked",
            () -> hosts.choose(shell.getScene().getWindow())));
    for (SourceReading reading : shell.readings()) {
      String name = reading.source().name();
      all.add(
          Command.of(
              "source." + name, SOURCE, "Show " + name, () -> shell.select(reading.source())));
    }
    for (Path file : shell.desk().recents().known()) {
      all.add(
          Command.of(
              "file." + file,
              FILE,
              "Open " + file.getFileName() + " in " + file.getParent(),
              () -> shell.desk().open(List.of(file))));
    }
    if (shell.readings().stream().anyMatch(SourceReading::hasStorage)) {
      all.add(
          Command.of(
              "storage", VIEW, "Storage: rows, sizes, what is kept how long", shell::showStorage));
    }
    views.all().stream().filter(View::asks).findFirst().ifPresent(view -> fields(view, all));
    return all;
  }

  private void fields(View view, List<Command> all) {
    for (Dimension field : model.groups()) {
      all.add(
          Command.of(
              "field." + field.name(),
              FIELD,
              field.label() + " (" + field.name() + ")",
              () -> shell.showView(Ask.of(view).withBy(List.of(field)).in(view))));
    }
  }

  private List<Command> window() {
    SourceDesk desk = shell.desk();
    List<Command> all = new ArrayList<>();
    all.add(Command.of("open-files", SOURCE, "Open capture files", "Ctrl+O", desk::openFiles));
    all.add(
        Command.of("open-data-set", SOURCE, "Open a data set", "Ctrl+Shift+O", desk::openDataSet));
    all.add(
        Command.of(
            "listen",
            SOURCE,
            "Listen: on which ports, and who may send",
            "Ctrl+L",
            desk::chooseListening));
    all.add(Command.of("connect", SOURCE, "Connect to ClickHouse", "Ctrl+Shift+L", desk::connect));
    all.add(
        Command.of("capture", SOURCE, "Capture on this machine", "Ctrl+I", desk::chooseCapturing));
    all.add(
        Command.of(
            "switch-capture",
            SOURCE,
            "Stop capturing, start again",
            "Ctrl+Shift+I",
            desk::switchCapture));
    all.add(
        Command.of(
            "setup",
            SOURCE,
            "Set up an exporter: configurations of routers, switches, probes",
            desk::setUpExporter));
    all.add(Command.of("demo", SOURCE, "Start the demo network", desk::demo));
    all.add(
        Command.of(
            "save-workspace", SOURCE, "Save a workspace", "Ctrl+Shift+S", shell.sharing()::save));
    all.add(
        Command.of(
            "copy-link",
            SOURCE,
            "Copy a link to what is shown; Ctrl+V opens one",
            "Ctrl+Shift+C",
            shell.sharing()::copyLink));

    all.add(
        Command.told(
            "pause", PICTURE, "Pause and go on; flows keep being stored", "Space", this::pause));
    all.add(Command.of("refresh", PICTURE, "Ask again now", "F5", model::refresh));
    all.add(
        Command.of(
            "compare",
            PICTURE,
            "Compare with another time or other flows",
            "Ctrl+D",
            shell.picture()::compare));
    all.add(
        Command.of(
            "records",
            PICTURE,
            "Flows themselves: of the row, else of all that is shown",
            "Ctrl+R",
            shell.picture()::records));
    all.add(
        Command.of(
            "enlarge",
            PICTURE,
            "One panel as large as there is room, or all again",
            "Ctrl+M",
            shell.picture()::enlarge));
    all.add(
        Command.of(
            "table",
            PICTURE,
            "Numbers of a panel as a table, or its picture",
            "Ctrl+T",
            shell.picture()::table));
    all.add(
        Command.told("earlier", PICTURE, "As long a time earlier", "[", () -> model.shift(false)));
    all.add(Command.told("later", PICTURE, "As long a time later", "]", () -> model.shift(true)));
    all.add(Command.told("back", PICTURE, "Back", "Alt+←", model.travel()::back));
    all.add(Command.told("forward", PICTURE, "Forward", "Alt+→", model.travel()::forward));
    for (Unit unit : Unit.values()) {
      all.add(
          Command.of(
              "unit." + unit.sum().measureName(),
              PICTURE,
              "Count " + unit.label().toLowerCase(Locale.ROOT),
              () -> model.setUnit(unit)));
    }
    all.add(
        Command.of(
            "scaled",
            PICTURE,
            "Multiply by sampling rates, or count as sampled",
            () -> model.setScaled(!model.scaled())));
    all.add(
        Command.of(
            "save-view",
            PICTURE,
            "Save what is shown as a view of your own",
            "Ctrl+S",
            shell::keepQuestion));
    all.add(
        Command.of(
            "report", PICTURE, "Report of the view, as HTML or PDF", "Ctrl+P", shell::report));
    all.add(
        Command.of(
            "export",
            PICTURE,
            "Export the panel that has the keyboard, or all",
            "Ctrl+Shift+E",
            shell::export));

    all.add(Command.of("go-to-filter", FILTER, "Go to the filter", "Ctrl+F", shell::focusSearch));
    all.add(Command.of("clear-filter", FILTER, "Show all flows", () -> model.filter(Filter.all())));

    all.add(Command.of("palette", WINDOW, "Find anything by its words", "Ctrl+K", shell::find));
    all.add(
        Command.of(
            "settings",
            WINDOW,
            "Settings: theme, size, time zone, ports, what is kept",
            "Ctrl+,",
            shell::showSettings));
    all.add(
        Command.of("theme", WINDOW, "Dark or light", "Ctrl+Shift+T", shell.title()::switchTheme));
    all.add(Command.told("larger", WINDOW, "Larger", "Ctrl++", () -> shell.title().zoomBy(1)));
    all.add(Command.told("smaller", WINDOW, "Smaller", "Ctrl+-", () -> shell.title().zoomBy(-1)));
    all.add(
        Command.told(
            "usual-size", WINDOW, "As large as usual", "Ctrl+0", () -> shell.title().zoom(100)));
    all.add(Command.of("help", WINDOW, "Help with what is shown", "F1", shell::help));
    all.add(Command.told("keys", WINDOW, "List of keys", "?", shell::showKeys));
    all.add(Command.of("quit", WINDOW, "Quit", "Ctrl+Q", this::quit));
    return all;
  }

  private void pause() {
    if (shell.picture().canPause()) {
      model.setPaused(!model.paused());
    }
  }

  /// As the window's own button does it.
  private void quit() {
    Window window = shell.getScene().getWindow();
    window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
  }
}
