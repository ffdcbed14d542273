package weir.ui.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.enrich.download.Downloads;
import weir.naming.Layers;
import weir.naming.NameSheet;
import weir.naming.NameSheet.Line;
import weir.naming.NameSheets;
import weir.naming.Naming;
import weir.naming.Origin;
import weir.naming.Table;
import weir.ui.control.Background;
import weir.ui.control.Hints;

/// All names of the network: a table for each kind, edited in place, with where each name is from.
/// What is said here is in the names file, and in force at once.
public final class NamesPage extends BorderPane {
  private static final int MOST_UNDONE = 100;
  private static final int MOST_AT_ONCE = 5_000;

  /// Tables that directions depend on, while nothing is written in rules.
  private static final Set<String> TELL_DIRECTIONS =
      Set.of("own_networks", "interfaces", "systems", NameSheets.DIRECTIONS);

  private final NamesWork work;
  private final Background background;
  private final Label file = new Label();
  private final Label warning = new Label();
  private final Label said = new Label();
  private final TextField search = new TextField();
  private final SheetList sheets = new SheetList();
  private final SheetTable table = new SheetTable(this::edited, this::delete, this::typed);
  private final AddLine add = new AddLine(this::put, this::typed, this::chosen);
  private final SharesLine shares;
  private final RulesPane rules;
  private final MoveLine move = new MoveLine(this::move);
  private final Node refill;
  private final VBox middle = new VBox();
  private final Optional<DownloadForm> download;
  private final Button undo = button("names-undo", "Undo", Feather.CORNER_UP_LEFT, this::undo);
  private final Deque<Naming> before = new ArrayDeque<>();
  private boolean known;
  private Layers layers = Layers.NONE;

  /// Shows nothing until [#refresh].
  ///
  /// @param onClose leaves the page
  public NamesPage(NamesWork work, Background background, Runnable onClose) {
    this.work = work;
    this.background = background;
    shares = new SharesLine(work, background);
    refill = work.refill();
    rules = new RulesPane(work, shares, this::force);
    VBox.setVgrow(rules, Priority.ALWAYS);
    download = work.downloads().map(this::download);
    setId("names");
    getStyleClass().addAll("exporters-page", "names-page");
    search.setId("names-search");
    search.setPromptText("Find");
    search.setAccessibleText("Find among these names");
    search.textProperty().subscribe(table::search);
    said.setId("names-said");
    said.getStyleClass().add("exporters-summary");
    said.setWrapText(true);
    said.setMinHeight(USE_PREF_SIZE);
    setTop(head(onClose));
    VBox.setVgrow(table.node(), Priority.ALWAYS);
    table.onSelected(move::show);
    middle.getStyleClass().add("names-middle");
    setLeft(sheets);
    setCenter(middle);
    sheets.getSelectionModel().selectedItemProperty().subscribe(this::turn);
    sheets.getSelectionModel().selectFirst();
    undo.setDisable(true);
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private DownloadForm download(Downloads downloads) {
    return new DownloadForm(
        downloads,
        background,
        new DownloadForm.Uses() {
          @Override
          public List<Path> known() {
            return layers.of(Origin.FILE).tables().stream()
                .flatMap(one -> work.file().map(at -> at.resolveSibling(one.path())).stream())
                .toList();
          }

          @Override
          public void add(Table table) {
            change(
                naming -> {
                  List<Table> all = new ArrayList<>(naming.tables());
                  all.remove(table);
                  all.add(table);
                  return naming.withTables(all);
                },
                "");
          }
        });
  }

  private Node head(Runnable onClose) {
    Label title = new Label("Names");
    title.getStyleClass().add("page-title");
    file.setId("names-file");
    file.getStyleClass().add("exporters-summary");
    file.setMinWidth(0);
    warning.setId("names-warning");
    warning.getStyleClass().add("exporters-warning");
    warning.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    warning.setWrapText(true);
    warning.setMinHeight(USE_PREF_SIZE);
    Button open = button("names-open", "Open the file", Feather.EDIT, this::open);
    open.setDisable(work.file().isEmpty());
    Button close = button("names-close", "", Feather.X, onClose);
    close.setAccessibleText("Leave the names");
    close.setTooltip(Hints.of("Leave the names (Ctrl+N)"));
    undo.setTooltip(Hints.of("Take the last change back (Ctrl+Z)"));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons =
        new HBox(
            title,
            space,
            open,
            button("names-import", "Import CSV", Feather.DOWNLOAD, this::importCsv),
            button("names-export", "Export CSV", Feather.UPLOAD, this::exportCsv),
            undo,
            close);
    buttons.getStyleClass().add("names-buttons");
    VBox head = new VBox(buttons, file, warning);
    head.getStyleClass().add("exporters-head");
    warn(List.of());
    return head;
  }

  private static Button button(String id, String text, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void pressed(KeyEvent event) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
      search.requestFocus();
      event.consume();
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.Z && !typing) {
      undo();
      event.consume();
    }
  }

  private NameSheet sheet() {
    return sheets.getSelectionModel().getSelectedItem();
  }

  private void turn(@Nullable NameSheet chosen) {
    if (chosen == null) {
      return;
    }
    said.setText("");
    shares.end();
    if (isRules(chosen)) {
      middle.getChildren().setAll(rules, shares, said);
    } else {
      table.show(List.of());
      table.columns(chosen);
      add.show(chosen, table.node().getColumns());
      middle.getChildren().setAll(search, table.node(), add, move, shares, said);
      if (chosen.id().equals(NameSheets.FILES)) {
        middle.getChildren().add(middle.getChildren().indexOf(said), refill);
        download.ifPresent(
            form -> middle.getChildren().add(middle.getChildren().indexOf(said), form));
      }
    }
    show();
  }

  private static boolean isRules(NameSheet sheet) {
    return sheet.id().equals(NameSheets.DIRECTIONS);
  }

  /// What is being typed is no name yet; which way octets would go with it is told.
  ///
  /// @param cells none where nothing is typed any more
  private void typed(List<String> cells) {
    NameSheet sheet = sheet();
    if (!TELL_DIRECTIONS.contains(sheet.id())) {
      return;
    }
    if (cells.isEmpty()) {
      shares.inForce();
      return;
    }
    try {
      var _ = sheet.put(Naming.NONE, cells);
      shares.would(naming -> sheet.put(naming, cells));
    } catch (IllegalArgumentException e) {
      shares.inForce(); // nothing whole yet
    }
  }

  /// Shows the table of another kind.
  public void choose(String id) {
    NameSheets.ALL.stream()
        .filter(sheet -> sheet.id().equals(id))
        .forEach(sheets.getSelectionModel()::select);
  }

  /// Reads what is in force by now.
  public void refresh() {
    background.run(
        () -> new Read(work.layers(), work.problems()),
        read -> show(read.layers, read.problems),
        e -> said.setText(String.valueOf(e.getMessage())));
  }

  private record Read(Layers layers, List<String> problems) {}

  /// Brings everything to what is in force.
  public void show(Layers now, List<String> problems) {
    boolean others = !known || !now.equals(layers);
    known = true;
    layers = now;
    file.setText(
        work.file()
            .map(path -> path + (Files.exists(path) ? "" : " is made with the first name"))
            .orElse("Nothing is kept: the names are gone when Weir ends."));
    warn(problems);
    if (others) {
      sheets.show(now);
      show();
    }
  }

  /// A hundred thousand AS, say, are put together elsewhere than on the thread that paints.
  private void show() {
    if (!known) {
      return; // it is being read
    }
    NameSheet sheet = sheet();
    Layers now = layers;
    table.known();
    if (isRules(sheet)) {
      rules.show(now.merged());
      return;
    }
    if (TELL_DIRECTIONS.contains(sheet.id())) {
      shares.inForce();
    }
    if (sheets.count(sheet) <= MOST_AT_ONCE) {
      table.show(sheet.lines(now));
      return;
    }
    background.run(
        () -> sheet.lines(now),
        lines -> {
          if (sheet.equals(sheet()) && now.equals(layers)) {
            table.show(lines);
          }
        },
        e -> said.setText(String.valueOf(e.getMessage())));
  }

  private void warn(List<String> problems) {
    warning.setText(String.join("\n", problems));
    warning.setVisible(!problems.isEmpty());
    warning.setManaged(!problems.isEmpty());
  }

  /// From the folder of the names file on, where it is in there.
  private Optional<String> chosen() {
    return work.table()
        .map(
            path -> {
              Path from = work.file().map(at -> at.resolveSibling("")).orElse(path);
              return path.startsWith(from) && !path.equals(from)
                  ? from.relativize(path).toString()
                  : path.toString();
            });
  }

  private boolean edited(Line line, List<String> cells) {
    return cells.equals(line.cells()) || put(cells);
  }

  private boolean put(List<String> cells) {
    NameSheet sheet = sheet();
    try {
      var _ = sheet.put(Naming.NONE, cells); // says what is wrong before anything is done
    } catch (IllegalArgumentException e) {
      said.setText(String.valueOf(e.getMessage()));
      return false;
    }
    change(naming -> sheet.put(naming, cells), "");
    return true;
  }

  private void force(List<String> written) {
    change(
        naming -> naming.withDirections(written),
        "In force, for stored flows too; Ctrl+Z brings the former rules back.");
  }

  /// What is said in one data set alone is said for all from now on.
  private void move(List<Line> lines) {
    NameSheet sheet = sheet();
    Naming here = layers.of(Origin.DATA_SET);
    change(
        naming -> {
          Naming all = naming;
          for (Line line : lines) {
            all = sheet.copied(here, all, line.cells());
          }
          return all;
        },
        "In the names file, for all data sets.",
        () -> work.unsay(sheet, lines),
        false); // a former file has none of it, and the data set has it no more
  }

  private void delete(List<Line> lines) {
    NameSheet sheet = sheet();
    List<Line> own = lines.stream().filter(Line::said).toList();
    if (own.isEmpty()) {
      lines.stream()
          .findFirst()
          .ifPresent(
              line ->
                  said.setText(
                      "This is from elsewhere ("
                          + line.origin().words()
                          + "), and is changed there; what you write here counts before it."));
      return;
    }
    change(
        naming -> {
          Naming left = naming;
          for (Line line : own) {
            left = sheet.remove(left, line.cells());
          }
          return left;
        },
        own.size() == 1 ? "" : own.size() + " lines are gone; Ctrl+Z brings them back.");
  }

  private void change(UnaryOperator<Naming> change, String sentence) {
    change(change, sentence, () -> {}, true);
  }

  /// @param then done when it is kept
  /// @param undone whether it can be taken back
  private void change(
      UnaryOperator<Naming> change, String sentence, Runnable then, boolean undone) {
    background.run(
        () -> {
          Naming was = work.layers().of(Origin.FILE);
          work.change(change);
          then.run();
          return new Changed(was, work.layers(), work.problems());
        },
        done -> {
          before.push(done.was);
          if (!undone) {
            before.clear();
          } else if (before.size() > MOST_UNDONE) {
            before.removeLast();
          }
          undo.setDisable(before.isEmpty());
          said.setText(sentence);
          show(done.now, done.problems);
        },
        this::failed);
  }

  private record Changed(Naming was, Layers now, List<String> problems) {}

  private void failed(RuntimeException e) {
    said.setText(String.valueOf(e.getMessage()));
    table.node().refresh();
  }

  private void undo() {
    if (before.isEmpty()) {
      return;
    }
    Naming was = before.pop();
    undo.setDisable(before.isEmpty());
    background.run(
        () -> {
          work.change(_ -> was);
          return new Read(work.layers(), work.problems());
        },
        read -> {
          said.setText("");
          show(read.layers, read.problems);
        },
        this::failed);
  }

  private void open() {
    work.file()
        .ifPresent(
            path ->
                background.run(
                    () -> opened(path), said::setText, e -> said.setText(e.getMessage())));
  }

  private String opened(Path path) {
    if (!Files.exists(path)) {
      return "There is no file yet: it is made with the first name.";
    }
    try {
      work.open(path);
      return "What is saved there is in force a second later.";
    } catch (IOException e) {
      return path + " cannot be opened: " + e.getMessage();
    }
  }

  private void importCsv() {
    NameSheet sheet = sheet();
    work.csv()
        .ifPresent(
            path ->
                background.run(
                    () -> sheet.read(path, Naming.NONE),
                    read ->
                        change(
                            read::over,
                            "%,d lines of %s were taken in."
                                .formatted(sheet.cells().apply(read).size(), path.getFileName())),
                    this::failed));
  }

  private void exportCsv() {
    NameSheet sheet = sheet();
    Layers now = layers;
    work.csvTo(sheet.id() + ".csv")
        .ifPresent(
            path ->
                background.run(
                    () -> write(path, sheet.csv(now.merged())),
                    _ -> said.setText("Written to " + path),
                    this::failed));
  }

  private static Path write(Path path, String text) {
    try {
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  /// Gives the keyboard to the kinds of names.
  @Override
  public void requestFocus() {
    sheets.requestFocus();
  }
}
