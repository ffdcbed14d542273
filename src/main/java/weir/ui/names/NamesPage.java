package weir.ui.names;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.enrich.download.Downloads;
import weir.naming.Layers;
import weir.naming.NameSheet;
import weir.naming.NameSheet.Line;
import weir.naming.NameSheets;
import weir.naming.Naming;
import weir.naming.Origin;
import weir.naming.Table;
import weir.ui.control.Background;

/// All names of the network: a table for each kind, edited in place, with where each name is from.
/// What is said here is in the names file, and in force at once.
public final class NamesPage extends BorderPane {
  private static final int MOST_UNDONE = 100;

  /// Tables that directions depend on, while nothing is written in rules, and their columns that
  /// do.
  private static final Map<String, String> TELL_DIRECTIONS =
      Map.of("own_networks", "prefix", "interfaces", "side", "systems", "own");

  private final NamesWork work;
  private final Background background;
  private final Label said = new Label();
  private final TextField search = new TextField();
  private final SheetList sheets = new SheetList();
  private final SheetTable table =
      new SheetTable(this::edited, this::delete, (line, cells) -> typed(line.cells(), cells));
  private final AddLine add =
      new AddLine(this::put, cells -> typed(List.of(), cells), this::chosen);
  private final SharesLine shares;
  private final RulesPane rules;
  private final MoveLine move = new MoveLine(this::move, this::cannotUnsay);
  private final Node refill;
  private final VBox middle = new VBox();
  private final Optional<DownloadForm> download;
  private final NamesHead head;
  private final Deque<Naming> before = new ArrayDeque<>();
  private boolean seen;
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
    NamesFiles files = new NamesFiles(work, background, said::setText, this::change, this::failed);
    head =
        new NamesHead(
            work.file().isPresent(),
            files::open,
            () -> files.importCsv(sheet()),
            () -> files.exportCsv(sheet(), layers),
            this::undo,
            onClose);
    setTop(head);
    VBox.setVgrow(table.node(), Priority.ALWAYS);
    table.onSelected(move::show);
    middle.getStyleClass().add("names-middle");
    setLeft(sheets);
    setCenter(middle);
    sheets.getSelectionModel().selectedItemProperty().subscribe(this::turn);
    sheets.getSelectionModel().selectFirst();
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
          public void add(Table table, Runnable done, Consumer<RuntimeException> failed) {
            change(new NamesChange(naming -> with(table, naming)), done, failed);
          }
        });
  }

  /// One that is there already keeps its place: which tables count before it stays as it is.
  private static Naming with(Table table, Naming naming) {
    if (naming.tables().contains(table)) {
      return naming;
    }
    List<Table> all = new ArrayList<>(naming.tables());
    all.add(table);
    return naming.withTables(all);
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

  /// Whether rules of directions are shown.
  public boolean isOfRules() {
    return isRules(sheet());
  }

  private static boolean isRules(NameSheet sheet) {
    return sheet.id().equals(NameSheets.DIRECTIONS);
  }

  /// What is being typed is no name yet; which way octets would go with it is told.
  ///
  /// @param before the cells as they are; none of a new line
  private void typed(List<String> before, List<String> cells) {
    NameSheet sheet = sheet();
    int at = sheet.columns().indexOf(TELL_DIRECTIONS.getOrDefault(sheet.id(), ""));
    if (at < 0) {
      return;
    }
    if (cells.get(at).strip().equals(before.isEmpty() ? "" : before.get(at))) {
      shares.inForce();
      return;
    }
    try {
      var _ = sheet.put(Naming.NONE, cells);
      List<String> written = new ArrayList<>(sheet.key(cells));
      written.add(cells.get(at));
      shares.would(written, naming -> sheet.put(naming, cells));
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
    seen = true;
    background.run(this::read, this::show, e -> said.setText(String.valueOf(e.getMessage())));
  }

  /// It is seen no more, until it is read anew.
  public void left() {
    seen = false;
    known = false;
    shares.end();
  }

  private record Read(Layers layers, Map<String, Integer> counts, List<String> problems) {}

  /// A hundred thousand AS, say, are put together elsewhere than on the thread that paints.
  private Read read() {
    Layers now = work.layers();
    return new Read(now, SheetList.counts(now), work.problems());
  }

  /// Brings everything to what is in force.
  private void show(Read read) {
    if (!seen) {
      return;
    }
    boolean others = !known || !read.layers.equals(layers);
    known = true;
    layers = read.layers;
    head.show(work.file(), read.problems);
    if (others) {
      sheets.show(read.counts);
      shares.renew();
      show();
    } else {
      toldAsItIs();
    }
  }

  /// What was typed is in force, or is not to be.
  private void toldAsItIs() {
    if (TELL_DIRECTIONS.containsKey(sheet().id())) {
      shares.inForce();
    }
  }

  private void show() {
    if (!known) {
      return; // it is being read
    }
    NameSheet sheet = sheet();
    Layers now = layers;
    if (isRules(sheet)) {
      rules.show(now.merged());
      return;
    }
    toldAsItIs();
    background.run(
        () -> sheet.lines(now),
        lines -> {
          if (sheet.equals(sheet()) && now.equals(layers)) {
            table.known();
            table.show(lines);
          }
        },
        e -> said.setText(String.valueOf(e.getMessage())));
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
    Optional<List<String>> here; // it counts before the file
    try {
      here = sheet.same(layers.of(Origin.DATA_SET), cells); // says what is wrong, too
    } catch (IllegalArgumentException e) {
      said.setText(String.valueOf(e.getMessage()));
      return false;
    }
    NamesChange change = new NamesChange(naming -> sheet.put(naming, cells));
    if (here.isEmpty()) {
      change(change);
      return true;
    }
    Optional<String> cannot = cannotUnsay();
    if (cannot.isPresent()) {
      said.setText("This is said in this data set, which counts before the file. " + cannot.get());
      toldAsItIs();
      return false;
    }
    change(
        change
            .saying("It was said in this data set alone; now it is in the names file, for all.")
            .moving(
                () -> work.unsay(sheet, List.of(new Line(here.get(), Origin.DATA_SET, false)))));
    return true;
  }

  private Optional<String> cannotUnsay() {
    return work.cannotUnsay();
  }

  private void force(List<String> written) {
    change(
        new NamesChange(naming -> naming.withDirections(written))
            .saying("In force, for stored flows too; Ctrl+Z brings the former rules back."));
  }

  /// What is said in one data set alone is said for all from now on.
  private void move(List<Line> lines) {
    NameSheet sheet = sheet();
    Naming here = layers.of(Origin.DATA_SET);
    Optional<String> cannot = cannotUnsay();
    if (cannot.isPresent()) {
      said.setText(cannot.get());
      return;
    }
    change(
        new NamesChange(
                naming -> {
                  Naming all = naming;
                  for (Line line : lines) {
                    all = sheet.copied(here, all, line.cells());
                  }
                  return all;
                })
            .saying("In the names file, for all data sets.")
            .moving(() -> work.unsay(sheet, lines)));
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
                      line.origin() == Origin.DATA_SET
                          ? "This is said in this data set alone: move it into the names file"
                              + " first, and delete it there."
                          : "This is from elsewhere ("
                              + line.origin().words()
                              + "), and is changed there; what you write here counts before"
                              + " it."));
      return;
    }
    change(
        new NamesChange(
                naming -> {
                  Naming left = naming;
                  for (Line line : own) {
                    left = sheet.remove(left, line.cells());
                  }
                  return left;
                })
            .saying(
                own.size() == 1 ? "" : own.size() + " lines are gone; Ctrl+Z brings them back."));
  }

  private void change(NamesChange change) {
    change(change, () -> {}, this::failed);
  }

  private void change(NamesChange change, Runnable done, Consumer<RuntimeException> failed) {
    background.run(
        () -> {
          Naming was = work.layers().of(Origin.FILE);
          work.change(change.change());
          change.unsay().ifPresent(Runnable::run);
          return new Changed(was, read());
        },
        changed -> {
          if (change.unsay().isPresent()) {
            before.clear();
          } else if (!changed.was.equals(changed.now.layers.of(Origin.FILE))) {
            before.push(changed.was);
          }
          if (before.size() > MOST_UNDONE) {
            before.removeLast();
          }
          head.offerUndo(!before.isEmpty());
          said.setText(change.sentence());
          show(changed.now);
          done.run();
        },
        failed);
  }

  private record Changed(Naming was, Read now) {}

  private void failed(RuntimeException e) {
    said.setText(String.valueOf(e.getMessage()));
    table.node().refresh();
    toldAsItIs();
    if (seen) {
      refresh(); // part of it may have been done
    }
  }

  private void undo() {
    if (before.isEmpty()) {
      return;
    }
    Naming was = before.pop();
    head.offerUndo(!before.isEmpty());
    background.run(
        () -> {
          work.change(_ -> was);
          return read();
        },
        read -> {
          said.setText("");
          show(read);
        },
        this::failed);
  }

  /// Gives the keyboard to the kinds of names.
  @Override
  public void requestFocus() {
    sheets.requestFocus();
  }
}
