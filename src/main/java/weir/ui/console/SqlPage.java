package weir.ui.console;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.export.Sheets;
import weir.query.SqlAnswer;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.SqlLimits;
import weir.store.StatementException;
import weir.store.StoreException;
import weir.ui.control.Background;
import weir.ui.control.CopyMenu;
import weir.ui.control.Menus;

/// A statement, and below it what it gave, as rows or as a picture. Belongs to the JavaFX thread.
public final class SqlPage extends BorderPane {
  private static final int MOST_HISTORY = 20;
  private static final int MOST_TITLE = 80;

  /// What is remembered.
  public interface History {
    /// The newest first.
    List<String> statements();

    void ran(String statement);
  }

  private final Background background;
  private final History history;
  private final Editor editor = new Editor(this::run);
  private final Label title = new Label("SQL");
  private final Button run = button("sql-run", "Run", Feather.PLAY, this::run);
  private final Button stop = button("sql-stop", "Stop", Feather.SQUARE, this::stop);
  private final ToggleButton chart = new ToggleButton("Chart", new FontIcon(Feather.BAR_CHART_2));
  private final Button copy;
  private final Label status = new Label();
  private final Label problem = new Label();
  private final TableView<List<@Nullable Object>> table = AnswerTable.create();
  private final StackPane result = new StackPane(table);
  private Supplier<@Nullable FlowReader> store = () -> null;
  private @Nullable SqlAnswer answer;
  private @Nullable Cancel running;

  /// Whether somebody has said how answers are shown: else those over time are a chart.
  private boolean chosen;

  public SqlPage(Background background, History history) {
    this.background = background;
    this.history = history;
    setId("sql");
    getStyleClass().addAll("exporters-page", "sql-page");
    title.getStyleClass().add("page-title");
    editor.setText(history.statements().stream().findFirst().orElse(SqlLimits.EXAMPLE));
    chart.setId("sql-as-chart");
    chart.setOnAction(
        _ -> {
          chosen = true;
          showResult();
        });
    status.setId("sql-status");
    problem.setId("sql-problem");
    problem.getStyleClass().add("connect-warning");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    copy = button("sql-copy", "Copy", Feather.COPY, () -> {});
    copy.setOnAction(_ -> Menus.below(copy, copies()));
    Button earlier = button("sql-history", "Earlier", Feather.CLOCK, () -> {});
    earlier.setOnAction(_ -> Menus.below(earlier, earlier()));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox bar = new HBox(run, stop, earlier, space, status, chart, copy);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("sql-bar");
    VBox head = new VBox(title, editor, bar, problem);
    head.getStyleClass().add("exporters-head");
    result.getStyleClass().addAll("panel", "sql-result");
    BorderPane below = new BorderPane(result);
    below.getStyleClass().add("exporters-cards");
    setTop(head);
    setCenter(below);
    fail("", -1);
    state();
  }

  private static Button button(String id, String text, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setOnAction(_ -> action.run());
    return button;
  }

  /// Which data set is asked.
  public void of(String name, FlowReader reader) {
    title.setText("SQL over " + name);
    if (store.get() != reader) {
      stop();
      store = () -> reader;
      answer = null;
      table.getColumns().clear();
      table.getItems().clear();
      status.setText("");
      fail("", -1);
      showResult();
    }
  }

  /// Puts a statement into the editor and runs it.
  public void run(String statement) {
    editor.setText(statement);
    run();
  }

  /// Gives the editor the keyboard.
  public void focus() {
    editor.requestFocus();
  }

  private void run() {
    FlowReader asked = store.get();
    if (asked == null || running != null) {
      return;
    }
    String statement = editor.getText();
    Cancel cancel = new Cancel();
    running = cancel;
    fail("", -1);
    status.setText("Running…");
    state();
    history.ran(statement);
    background.run(
        () -> asked.run(statement, SqlLimits.USUAL, cancel),
        found -> over(cancel, () -> show(found)),
        e -> over(cancel, () -> failed(e)));
  }

  private void over(Cancel mine, Runnable then) {
    if (running == mine) {
      running = null;
      then.run();
      state();
    }
  }

  private void show(SqlAnswer found) {
    answer = found;
    status.setText(
        String.format(
            Locale.ROOT,
            "%s%,d %s in %,d ms",
            found.more() ? "the first " : "",
            found.rows().size(),
            found.rows().size() == 1 ? "row" : "rows",
            found.elapsedNanos() / 1_000_000));
    AnswerTable.show(table, found);
    if (!chosen) {
      chart.setSelected(
          found.columns().getFirst().kind() == SqlAnswer.Kind.TIME && AnswerChart.fits(found));
    }
    showResult();
  }

  private void failed(RuntimeException e) {
    status.setText("");
    if (e instanceof StatementException wrong) {
      fail(wrong.sentence(editor.getText()), wrong.position());
    } else if (e instanceof StoreException stopped && stopped.isCancelled()) {
      status.setText("Stopped");
    } else {
      fail(String.valueOf(e.getMessage()), -1);
    }
  }

  private void fail(String sentence, int position) {
    problem.setText(sentence);
    problem.setVisible(!sentence.isEmpty());
    problem.setManaged(!sentence.isEmpty());
    editor.mark(position);
  }

  /// Takes back what runs.
  public void stop() {
    if (running != null) {
      running.cancel();
    }
  }

  private void state() {
    run.setDisable(running != null);
    stop.setDisable(running == null);
    copy.setDisable(answer == null);
  }

  private void showResult() {
    SqlAnswer shown = answer;
    Node node = table;
    if (chart.isSelected() && shown != null) {
      node =
          AnswerChart.of(shown)
              .<Node>map(picture -> picture)
              .orElseGet(
                  () ->
                      new Label(
                          "A chart needs a first column, a number in another one, and 2,000 rows at most."));
    }
    result.getChildren().setAll(node);
  }

  private List<MenuItem> copies() {
    SqlAnswer shown = answer;
    List<MenuItem> items = new ArrayList<>();
    if (shown != null) {
      items.addAll(CopyMenu.items(() -> Sheets.of(shown), ZoneOffset.UTC));
    }
    items.add(Menus.copy("Statement", editor::getText));
    return items;
  }

  private List<MenuItem> earlier() {
    return history.statements().stream()
        .limit(MOST_HISTORY)
        .map(
            one -> {
              String line = one.strip().replaceAll("\\s+", " ");
              String brief =
                  line.length() <= MOST_TITLE ? line : line.substring(0, MOST_TITLE) + "…";
              return Menus.item(brief, Feather.CLOCK, () -> editor.setText(one));
            })
        .toList();
  }
}
