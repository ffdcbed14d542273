package weir.ui.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.export.AnswerFormat;
import weir.export.Sheets;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.Located;
import weir.query.Panel;
import weir.query.Rank;
import weir.query.SamplingError;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.GroupSteps;
import weir.ui.chart.PanelHeader;
import weir.ui.chart.Picture;
import weir.ui.chart.TimeSeriesChart;
import weir.ui.control.Menus;

/// The largest groups as rows: name, rate with a bar, sum, share. A click or Enter keeps only that
/// group, Shift+Enter leaves it out, the right button and the menu key offer the rest. As the store
/// ranks them, until a header is clicked. Refreshed in place: the selected group stays selected
/// wherever it moves.
final class RankingTable extends VBox implements Picture {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private static final KeyCombination RECORDS =
      new KeyCodeCombination(KeyCode.R, KeyCombination.SHORTCUT_DOWN);

  private static final KeyCombination HOST =
      new KeyCodeCombination(KeyCode.H, KeyCombination.SHORTCUT_DOWN);

  private final ObservableList<RankingRow> rows = FXCollections.observableArrayList();
  private final TableView<RankingRow> table = new TableView<>(rows);
  private final RankingColumns columns = new RankingColumns(table);
  private final RankingTotal total = new RankingTotal(table);
  private final PanelHeader header = new PanelHeader();
  private final Label message = new Label();
  private final ChartGroup view;
  private final Consumer<Selection> onSelect;

  /// The panel's, which nobody can take away.
  private final Filter own;

  private final String nothing;

  /// As the store has answered.
  private List<RankingRow> ranked = List.of();

  private @Nullable Answer answer;
  private GroupSteps steps = GroupSteps.NONE;

  /// What is compared with.
  private @Nullable Change change;

  /// @param view whose panels hide "Other" together
  /// @param onSelect told what is pointed at
  RankingTable(Panel panel, ChartGroup view, Consumer<Selection> onSelect) {
    this.view = view;
    this.onSelect = onSelect;
    own = panel.sums().filter();
    nothing = panel.nothing();
    setId(panel.id());
    getStyleClass().addAll("panel", "ranking");
    message.getStyleClass().add("panel-message");
    message.setWrapText(true);
    header.title(panel.title());
    setUpTable();
    VBox.setVgrow(table, Priority.ALWAYS);
    view.onChosen(this::arrange);
    describe();
    RankingMenu menu = new RankingMenu(this, table, columns, onSelect, this::csv, view);
    Menus.on(table, menu::items);
    header.menu(() -> menu.items(Optional.empty()));
    getChildren().addAll(header, table, total);
  }

  private void setUpTable() {
    table.setPlaceholder(message);
    table.getStyleClass().addAll("dense", "ranking-table");
    table.setRowFactory(_ -> new RankingTableRow(onSelect));
    table.setSortPolicy(
        _ -> {
          arrange();
          return true;
        });
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  private void key(KeyEvent event) {
    RankingRow row = table.getSelectionModel().getSelectedItem();
    if (row == null) {
      return;
    }
    if (event.getCode() == KeyCode.ENTER && !row.other()) {
      onSelect.accept(row.selection(event.isShiftDown()));
      event.consume();
    } else if (COPY.match(event)) {
      Menus.copy(row.copied());
      event.consume();
    } else if (HOST.match(event)) {
      row.host().ifPresent(onSelect);
      event.consume();
    } else if (RECORDS.match(event) && !row.other()) {
      onSelect.accept(new Selection.Flows(row.selection(false)));
      event.consume();
    }
  }

  void show(Answer newest) {
    answer = newest;
    rank(newest);
    message.setText(nothing(newest));
    header.answered(newest.coverage());
    arrange();
  }

  /// Of what differs most as of what is largest where something is compared with.
  private void rank(Answer newest) {
    Change now = change;
    Comparison compared = now == null ? null : now.comparison();
    Answer seen = now == null || compared == null ? newest : now.now(compared);
    ranked = RankingRow.of(seen);
    columns.show(seen, ranked);
  }

  /// Compares with other flows: their rows are there too, and how much each differs.
  ///
  /// @param newest null for no comparison any more
  void change(@Nullable Change newest) {
    change = newest;
    columns.differences(
        newest == null ? "" : newest.name(), newest == null ? Map.of() : newest.differences());
    if (answer != null) {
      rank(answer);
    }
    arrange();
  }

  /// How far rows may be off, for flows were sampled.
  ///
  /// @param told an answer to [SamplingError#told]; null where that is not known
  void errors(@Nullable Answer told) {
    Map<List<IpAddress>, Double> parts = new HashMap<>();
    for (int row = 0; told != null && row < told.rows(); row++) {
      int at = row;
      if (!told.other()[row]) {
        parts.put(
            told.keys().stream().map(key -> new IpAddress(key.high(at), key.low()[at])).toList(),
            SamplingError.part(told.sums(), row));
      }
    }
    columns.errors(parts);
  }

  private String nothing(Answer newest) {
    if (newest.coverage().partial()) {
      return "No flows in what was looked at so far";
    }
    if (!nothing.isEmpty()) {
      return nothing;
    }
    return newest.query().filter().equals(own)
        ? "No flows in this range. Choose a longer one."
        : "No such flows in this range. Choose a longer one, or take away a filter.";
  }

  /// The same groups in another data set, as one more column; null takes it away.
  void over(TimeSeriesChart.@Nullable Over laid) {
    columns.over(laid);
    arrange();
  }

  @Override
  public void showMessage(String text) {
    answer = null;
    ranked = List.of();
    header.failed();
    message.setText(text);
    arrange();
  }

  @Override
  public void await(Optional<String> asking) {
    header.await(asking);
  }

  @Override
  public void again(Coverage coverage) {
    header.again(coverage);
    describe();
  }

  @Override
  public void stopped() {
    header.stop();
    describe();
  }

  /// Shows the rows in the order that is wanted.
  private void arrange() {
    RankingRow selected = table.getSelectionModel().getSelectedItem();
    columns.steps(steps, view.columns());
    replace(RankingRow.arranged(ranked, columns.order().rows(), view.otherHidden()));
    reselect(selected);
    total.show(columns.totals(ranked, isAnyHidden() ? "Total with Other" : "Total"));
    header.detail(detail());
    describe();
  }

  private boolean isAnyHidden() {
    return view.otherHidden() && ranked.stream().anyMatch(RankingRow::other);
  }

  /// What is known of the groups' steps over time.
  void showSteps(GroupSteps newest) {
    steps = newest;
    arrange();
  }

  private void describe() {
    List<String> said = new ArrayList<>(List.of(header.title(), detail(), header.note()));
    said.removeIf(String::isEmpty);
    table.setAccessibleText(String.join("; ", said));
  }

  /// "top 10, sorted by name", "all 7".
  private String detail() {
    Answer shown = answer;
    if (shown == null || ranked.isEmpty()) {
      return "";
    }
    long groups = ranked.stream().filter(row -> !row.other()).count();
    boolean others = groups < ranked.size();
    boolean more = others || (!shown.query().others() && groups == shown.query().top());
    String by = columns.order().words();
    Change now = change;
    if (now != null && now.comparison() != null) {
      return groups + (by.isEmpty() ? " by difference" : ", sorted by " + by);
    }
    if (now != null && !now.why().isEmpty()) {
      return now.why();
    }
    Rank rank = shown.query().rank();
    return told(shown.query().by())
        + (more ? "top " : "all ")
        + groups
        + (rank.ofSteps() ? " by " + rank.by().label() : "")
        + (others && view.otherHidden() ? " without Other" : "")
        + (by.isEmpty() ? "" : ", sorted by " + by)
        + (view.columns().isEmpty() || steps.width().isEmpty() ? "" : ", per " + steps.width());
  }

  /// "by GeoLite2-City of 2026-10-01 · ", where somebody says what countries there are.
  private static String told(List<Dimension> by) {
    return by.stream()
        .map(Located::told)
        .filter(words -> !words.isEmpty())
        .distinct()
        .map(words -> words + " · ")
        .collect(Collectors.joining());
  }

  /// As it is shown, with the numbers as they are.
  private String csv() {
    return sheet().map(seen -> AnswerFormat.CSV.text(seen.sheet())).orElse("");
  }

  /// The answer as it is shown: its rows in the order of the table's, without what is hidden.
  Optional<Answer> shown() {
    return Optional.ofNullable(answer)
        .filter(_ -> compared().isEmpty())
        .map(seen -> seen.only(rows.stream().mapToInt(RankingRow::row).toArray()));
  }

  /// The numbers that are shown; of a comparison all of both sides, those that differ most first.
  Optional<PanelView.Numbers> sheet() {
    return compared()
        .map(both -> new PanelView.Numbers(both.query(), Sheets.of(both)))
        .or(
            () ->
                shown()
                    .map(
                        seen ->
                            new PanelView.Numbers(
                                seen.query(),
                                Sheets.wider(
                                    Sheets.of(seen),
                                    RankingSteps.columns(steps, view.columns(), rows)))));
  }

  private Optional<Comparison> compared() {
    return Optional.ofNullable(change).flatMap(now -> Optional.ofNullable(now.comparison()));
  }

  /// Sorts as another one is sorted.
  void sortAs(RankingTable that) {
    columns.order().as(that.columns.order());
  }

  /// Row by row, so that the table neither scrolls nor flickers.
  private void replace(List<RankingRow> newest) {
    int common = Math.min(rows.size(), newest.size());
    for (int i = 0; i < common; i++) {
      if (!rows.get(i).equals(newest.get(i))) {
        rows.set(i, newest.get(i));
      }
    }
    if (rows.size() > common) {
      rows.remove(common, rows.size());
    }
    rows.addAll(newest.subList(common, newest.size()));
  }

  private void reselect(@Nullable RankingRow selected) {
    if (selected == null) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).sameGroup(selected)) {
        table.getSelectionModel().select(i);
        return;
      }
    }
    table.getSelectionModel().clearSelection();
  }
}
