package weir.ui.names;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.naming.Naming;
import weir.naming.RuleLine;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;
import weir.ui.control.Hints;
import weir.ui.control.TableColumns;
import weir.ui.explore.FilterField;

/// Rules of directions in their order: the chosen one is changed in the fields below. What is
/// written here is in force when "Put in force" says so; what its numbers would be is told before.
final class RulesPane extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final String NONE =
      "No rules: directions are told by own networks and own AS, else by interfaces that are"
          + " external. Write one below to tell them otherwise.";

  /// A rule as it is shown.
  private record Row(int place, String direction, String filter, String problem) {}

  private final RuleDraft draft = new RuleDraft();
  private final SharesLine shares;
  private final Consumer<List<String>> onForce;
  private final TableView<Row> table = TableColumns.table("Rules of directions", NONE);
  private final ComboBox<String> direction = new ComboBox<>();
  private final FilterField filter;
  private final Button put = button("rules-put", "Add the rule", Feather.PLUS, this::enter);
  private final Button fresh = button("rules-new", "New rule", Feather.FILE_PLUS, this::begin);
  private final Button up = button("rules-up", "", Feather.ARROW_UP, () -> move(-1));
  private final Button down = button("rules-down", "", Feather.ARROW_DOWN, () -> move(1));
  private final Button delete = button("rules-delete", "", Feather.TRASH_2, this::delete);
  private final Button force = button("rules-force", "Put in force", Feather.CHECK, this::force);
  private final Button back = button("rules-back", "Take back", Feather.X, this::takeBack);
  private final Label state = new Label();
  private Naming names = Naming.NONE;
  private Dimensions dimensions = Dimensions.BUILT_IN;
  private boolean filling;

  /// Whether what is typed in the filter stays while rules are shown anew.
  private boolean keeping;

  /// @param onForce takes rules that are to be in force
  RulesPane(NamesWork work, SharesLine shares, Consumer<List<String>> onForce) {
    this.shares = shares;
    this.onForce = onForce;
    setId("rules");
    getStyleClass().add("names-rules");
    filter =
        work.filter("rules-filter", this::holds, this::chosen)
            .prompted("Which flows, e.g.  exporter 192.0.2.1 and in if 5", "Flows of the rule")
            .among(() -> dimensions);
    HBox.setHgrow(filter, Priority.ALWAYS);
    filter.setMinWidth(0);
    setUpTable();
    direction.setId("rules-direction");
    direction.setAccessibleText("Direction");
    direction.getItems().setAll(RuleLine.words());
    direction.getSelectionModel().selectFirst();
    direction.setMinWidth(Region.USE_PREF_SIZE);
    direction.valueProperty().subscribe(this::turned);
    state.setId("rules-state");
    state.setWrapText(true);
    state.setMinHeight(USE_PREF_SIZE);
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(buttons(), table, line(), state);
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private static Button button(String id, String text, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private Node buttons() {
    told(up, "Before the one above", "Alt+↑");
    told(down, "Behind the one below", "Alt+↓");
    told(delete, "Take the rule out", "Del");
    force.setTooltip(Hints.of("All stored flows have these directions from then on (Ctrl+Enter)"));
    force.getStyleClass().add("accent");
    back.setTooltip(Hints.of("As the rules are in force"));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(fresh, up, down, delete, space, back, force);
    buttons.getStyleClass().add("names-buttons");
    return buttons;
  }

  private static void told(Button button, String words, String key) {
    button.getStyleClass().add("button-icon");
    button.setAccessibleText(words);
    button.setTooltip(Hints.of(words + " (" + key + ")"));
  }

  private Node line() {
    HBox line = new HBox(direction, filter, put);
    line.setAlignment(Pos.TOP_LEFT);
    line.getStyleClass().add("names-add");
    return line;
  }

  private void setUpTable() {
    table.setId("rules-table");
    table
        .getColumns()
        .setAll(
            List.of(
                TableColumns.id("Rule", 50, row -> row.place() + 1L),
                TableColumns.text("Direction", 110, Row::direction),
                TableColumns.text("Flows", 420, Row::filter),
                TableColumns.text("What is wrong", 260, Row::problem)));
    table.getColumns().forEach(column -> column.setSortable(false));
    table.setRowFactory(
        _ ->
            new TableRow<>() {
              @Override
              protected void updateItem(@Nullable Row row, boolean empty) {
                super.updateItem(row, empty);
                pseudoClassStateChanged(WRONG, row != null && !empty && !row.problem().isEmpty());
              }
            });
    table.getSelectionModel().selectedItemProperty().subscribe(this::turn);
  }

  private void pressed(KeyEvent event) {
    if (event.isAltDown() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
      move(event.getCode() == KeyCode.UP ? -1 : 1);
      event.consume();
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
      force();
      event.consume();
    } else if (event.getTarget() == table && event.getCode() == KeyCode.DELETE) {
      delete();
      event.consume();
    } else if (event.getTarget() == table
        && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.F2)) {
      filter.focusField();
      event.consume();
    }
  }

  /// Brings it to what is in force; what was begun stays.
  void show(Naming now) {
    names = now;
    dimensions = Dimensions.of(now.withDirections(List.of()));
    draft.inForce(now.directions());
    showDraft(place(), true);
  }

  private int place() {
    Row row = table.getSelectionModel().getSelectedItem();
    return row == null ? draft.rules().size() : row.place();
  }

  /// @param same whether it is the rule that was chosen before, so that what is typed of it stays
  private void showDraft(int select, boolean same) {
    List<String> rules = draft.rules();
    List<String> problems = draft.problems(names);
    String chosen = filterOf(table.getSelectionModel().getSelectedItem());
    filling = true;
    table
        .getItems()
        .setAll(
            IntStream.range(0, rules.size())
                .mapToObj(i -> row(i, rules.get(i), problems.get(i)))
                .toList());
    table.getSelectionModel().clearSelection();
    filling = false;
    boolean some = select >= 0 && select < rules.size();
    keeping =
        same
            && filter.edited()
            && chosen.equals(filterOf(some ? table.getItems().get(select) : null));
    if (some) {
      table.getSelectionModel().select(select);
    } else {
      turn(null);
    }
    keeping = false;
    Optional<Row> wrong =
        table.getItems().stream().filter(row -> !row.problem().isEmpty()).findFirst();
    force.setDisable(!draft.isBegun() || wrong.isPresent());
    back.setDisable(!draft.isBegun());
    state.setText(
        wrong
            .map(
                row ->
                    "Rule %d cannot be read: %s; the former rules stay in force."
                        .formatted(row.place() + 1, row.problem()))
            .orElse(""));
    state.setVisible(wrong.isPresent());
    state.setManaged(wrong.isPresent());
    ask(wrong.isPresent());
  }

  private void ask(boolean wrong) {
    if (draft.isBegun() && !wrong) {
      List<String> rules = draft.rules();
      shares.would(rules, naming -> naming.withDirections(rules));
    } else {
      shares.inForce();
    }
  }

  private static Row row(int place, String rule, String problem) {
    List<String> cells = RuleLine.cells(rule);
    return new Row(place, cells.get(0), cells.get(1), problem);
  }

  private static String filterOf(@Nullable Row row) {
    return row == null ? "" : row.filter();
  }

  /// Another rule is chosen, or none: it is in the fields.
  private void turn(@Nullable Row row) {
    if (filling) {
      return;
    }
    filling = true;
    if (row != null) {
      direction.setValue(row.direction());
    }
    put.setText(row == null ? "Add the rule" : "Change rule " + (row.place() + 1));
    if (!keeping) {
      filter.write(filterOf(row));
    }
    up.setDisable(row == null || row.place() == 0);
    down.setDisable(row == null || row.place() == table.getItems().size() - 1);
    delete.setDisable(row == null);
    filling = false;
    turned(direction.getValue());
  }

  /// Another direction is chosen.
  private void turned(@Nullable String word) {
    filter.setDisable(word != null && RuleLine.isWhole(word));
    Row row = table.getSelectionModel().getSelectedItem();
    if (!filling && row != null && word != null && !word.equals(row.direction())) {
      put(row.filter());
    }
  }

  /// The filter of the chosen rule, as far as it can be read.
  private Filter holds() {
    Row row = table.getSelectionModel().getSelectedItem();
    try {
      return row == null ? Filter.all() : FilterParser.parse(row.filter(), dimensions);
    } catch (FilterSyntaxException e) {
      return Filter.all();
    }
  }

  private void chosen(Filter written) {
    put(FilterText.of(written));
  }

  private void enter() {
    if (RuleLine.isWhole(String.valueOf(direction.getValue()))) {
      put("");
    } else {
      var _ = filter.enter();
    }
  }

  private void put(String text) {
    int place = place();
    boolean added = place == draft.rules().size();
    draft.put(place, String.valueOf(direction.getValue()), text);
    showDraft(added ? draft.rules().size() : place, !added);
  }

  private void begin() {
    table.getSelectionModel().clearSelection();
    turn(null);
    filter.focusField();
  }

  private void move(int step) {
    Row row = table.getSelectionModel().getSelectedItem();
    if (row != null) {
      showDraft(draft.move(row.place(), step), true);
    }
  }

  private void delete() {
    Row row = table.getSelectionModel().getSelectedItem();
    if (row != null) {
      draft.remove(row.place());
      showDraft(Math.min(row.place(), draft.rules().size() - 1), false);
    }
  }

  /// What is typed is entered first; where it cannot be read, nothing is in force.
  private void force() {
    boolean entered = filter.isDisabled() || !filter.edited() || filter.enter();
    if (entered && !force.isDisabled()) {
      onForce.accept(draft.rules());
    }
  }

  private void takeBack() {
    draft.takeBack();
    showDraft(0, false);
  }
}
