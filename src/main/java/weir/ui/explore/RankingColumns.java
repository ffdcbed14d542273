package weir.ui.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Measure;
import weir.ui.chart.Difference;
import weir.ui.chart.ErrorBand;
import weir.ui.chart.GroupSteps;
import weir.ui.chart.Quantity;
import weir.ui.chart.StepNumber;
import weir.ui.chart.TimeSeriesChart;

/// The columns of a ranking: what they show and are sorted by. Numbers are as wide as their widest
/// text in the font that they have, so none is cut at any zoom; the name takes what is left, bars
/// their part of what it does not need, and where that is too little for a name, the table scrolls.
final class RankingColumns {
  /// Around a text, and the arrow in a header; parts of the font's size.
  private static final double PADDING_EMS = 1;

  private static final double ARROW_EMS = 1.2;

  /// What each part of a name has before bars grow, and by how many times they do.
  private static final double ENOUGH_EMS = 14;

  /// A smaller part is not worth a column.
  private static final double WORTH_SAYING = 0.05;

  private static final double LONGEST_BAR = 4;

  /// No column gives way for more of a name.
  private static final double WHOLE_EMS = 16;

  /// As much of a name as tells it apart, elided.
  private static final String LEAST_PART = "00000…0000";

  /// A line is as wide as so many letters.
  private static final double TREND_EMS = 7;

  /// Makes a column of them.
  @FunctionalInterface
  interface Maker {
    TableColumn<RankingRow, RankingRow> column(
        String title, Supplier<RankingCell> cell, Comparator<RankingRow> order);
  }

  private final TableView<RankingRow> table;
  private final TableColumn<RankingRow, RankingRow> name =
      column("Name", RankingCell.Name::new, RankingColumns::byName);
  private final TableColumn<RankingRow, RankingRow> rate =
      column("Rate", RankingCell.Rate::new, Comparator.comparingDouble(RankingRow::rate));
  private final TableColumn<RankingRow, RankingRow> sum =
      column(
          "Sum",
          () -> new RankingCell.Plain(RankingRow::sumText),
          Comparator.comparingDouble(RankingRow::sum));
  private final List<TableColumn<RankingRow, RankingRow>> ways = List.of(way(0), way(1));
  private final TableColumn<RankingRow, RankingRow> ofSpeed =
      column(
          "Of speed",
          () -> new RankingCell.Plain(RankingRow::ofSpeedText),
          Comparator.comparingDouble(RankingRow::ofSpeed));
  private final TableColumn<RankingRow, RankingRow> share =
      column(
          "Share",
          () -> new RankingCell.Plain(RankingRow::shareText),
          Comparator.comparingDouble(RankingRow::share));

  private final RankingOthers others = new RankingOthers(this::column);
  private final RankingTrends trends = new RankingTrends(this::column);
  private final RankingOrder order;

  private final TableColumn<RankingRow, RankingRow> error =
      column(
          "±",
          () -> new RankingCell.Plain(this::errorText),
          Comparator.comparingDouble(this::error));

  /// How far sums may be off, by the groups' values.
  private Map<List<IpAddress>, Double> errors = Map.of();

  private Font font = Font.getDefault();
  private Measure rateMeasure = Measure.BITS_PER_SECOND;
  private Measure sumMeasure = Measure.BYTES;
  private List<String> longest = List.of("");

  /// As the store has answered.
  private List<RankingRow> ranked = List.of();

  RankingColumns(TableView<RankingRow> table) {
    this.table = table;
    order = new RankingOrder(table, name);
    name.getStyleClass().add("name-column");
    for (TableColumn<?, ?> column : List.of(error, ways.getFirst(), ways.getLast(), ofSpeed)) {
      column.setVisible(false);
    }
    table
        .getColumns()
        .setAll(
            List.of(
                name,
                rate,
                others.there(),
                sum,
                ways.getFirst(),
                ways.getLast(),
                share,
                ofSpeed,
                others.difference(),
                others.part(),
                error));
    table.getColumns().addAll(trends.columns());
    table.setColumnResizePolicy(this::fit);
    table
        .widthProperty()
        .addListener(
            (_, _, _) -> {
              showThen();
              showSum();
            });
  }

  private TableColumn<RankingRow, RankingRow> way(int place) {
    return column(
        place == 0 ? "A → B" : "B → A",
        () -> new RankingCell.Plain(row -> row.wayText(place)),
        Comparator.comparingDouble(row -> row.ways().isEmpty() ? 0 : row.ways().get(place)));
  }

  private TableColumn<RankingRow, RankingRow> column(
      String title, Supplier<RankingCell> cell, Comparator<RankingRow> order) {
    TableColumn<RankingRow, RankingRow> column = new TableColumn<>(title);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(
        _ -> {
          RankingCell made = cell.get();
          made.fontProperty().addListener((_, _, now) -> font(now));
          return made;
        });
    column.setComparator(order);
    column.setReorderable(false);
    column.setResizable(false);
    column.setMinWidth(0);
    return column;
  }

  /// Part by part: destinations of one source stand together.
  private static int byName(RankingRow one, RankingRow other) {
    for (int i = 0; i < Math.min(one.parts().size(), other.parts().size()); i++) {
      int order = NaturalOrder.BY_SIZE.compare(one.parts().get(i), other.parts().get(i));
      if (order != 0) {
        return order;
      }
    }
    return one.parts().size() - other.parts().size();
  }

  void show(Answer answer, List<RankingRow> rows) {
    List<Measure> measures = answer.query().measures();
    boolean partial = answer.coverage().partial();
    sumMeasure = measures.getFirst().base();
    boolean both = measures.stream().anyMatch(Measure::isOneWay);
    ways.forEach(way -> way.setVisible(both));
    ofSpeed.setVisible(rows.stream().anyMatch(row -> row.ofSpeed() > 0));
    rateMeasure = partial ? sumMeasure : measures.getFirst();
    trends.measure(measures.getFirst());
    rate.setText(partial ? sumMeasure.label() + " so far" : rateMeasure.label());
    sum.setText(sumMeasure.label());
    showSum();
    ranked = rows;
    var _ = showErrors();
    longest = longest(rows);
    widths();
  }

  /// What is known of the groups' steps, and what of that is wanted.
  void steps(GroupSteps newest, Set<StepNumber> wanted) {
    if (trends.show(newest, wanted)) {
      table.refresh();
      widths();
    }
  }

  /// By which of them the table is sorted.
  RankingOrder order() {
    return order;
  }

  /// What the line of totals says.
  ///
  /// @param rows all of them, "Other" too
  /// @param label in the column of names
  Map<TableColumn<RankingRow, ?>, String> totals(List<RankingRow> rows, String label) {
    Map<TableColumn<RankingRow, ?>, String> totals = new HashMap<>();
    if (rows.isEmpty()) {
      return totals;
    }
    totals.put(name, label);
    double rates = rows.stream().mapToDouble(RankingRow::rate).sum();
    double sums = rows.stream().mapToDouble(RankingRow::sum).sum();
    totals.put(rate, rateMeasure.isRatio() ? "" : Quantity.text(rates, rateMeasure));
    totals.put(sum, Quantity.text(sums, sumMeasure));
    totals.put(share, sums > 0 ? "100 %" : "");
    trends.total(totals);
    return totals;
  }

  /// It gives way where there is something to compare with, and where names would be cut for it: a
  /// rate tells the same.
  private void showSum() {
    sum.setVisible(
        rateMeasure != sumMeasure
            && !others.there().isVisible()
            && !others.differ()
            && hasRoomFor(sum));
    share.setVisible(!others.differ());
  }

  /// Whether names are whole beside it, or nearly. What the table is sorted by stays.
  private boolean hasRoomFor(TableColumn<RankingRow, RankingRow> one) {
    if (table.getWidth() <= 0 || table.getSortOrder().contains(one)) {
      return true;
    }
    double names = longest.stream().mapToDouble(this::width).sum() + nameFrame();
    double rest =
        table.getColumns().stream()
            .filter(column -> column != name && column != one && column.isVisible())
            .mapToDouble(TableColumn::getPrefWidth)
            .sum();
    double all = Math.min(names, WHOLE_EMS * font.getSize()) + rest + one.getPrefWidth();
    return all + 2 * font.getSize() <= table.getWidth();
  }

  /// How groups differ from others.
  ///
  /// @param name of the others; empty where nothing is compared with
  void differences(String name, Map<List<IpAddress>, Difference> newest) {
    if (others.differences(name, newest) && newest.isEmpty()) {
      table.getSortOrder().removeAll(others.columns());
    }
    shown();
  }

  /// @param laid null for no other data set
  void over(TimeSeriesChart.@Nullable Over laid) {
    others.over(laid);
    shown();
  }

  private void shown() {
    showSum();
    table.refresh();
    widths();
  }

  private void showThen() {
    others.fit(hasRoomFor(others.there()));
  }

  /// How far rows may be off, for flows were sampled; seen where any is off by a part that counts.
  void errors(Map<List<IpAddress>, Double> parts) {
    boolean other = !parts.equals(errors);
    errors = parts;
    if (showErrors() || other) {
      table.refresh();
      widths();
    }
  }

  /// Where no row that is there has one, there is no column.
  ///
  /// @return whether that changes anything
  private boolean showErrors() {
    boolean any = ranked.stream().anyMatch(row -> error(row) >= WORTH_SAYING);
    boolean other = error.isVisible() != any;
    error.setVisible(any);
    return other;
  }

  private double error(RankingRow row) {
    return row.other() ? 0 : errors.getOrDefault(row.values(), 0.0);
  }

  private String errorText(RankingRow row) {
    double part = error(row);
    return part < WORTH_SAYING ? "" : ErrorBand.text(part);
  }

  /// The longest text of each part of a name.
  private static List<String> longest(List<RankingRow> rows) {
    List<String> longest = new ArrayList<>();
    for (RankingRow row : rows) {
      for (int part = 0; part < row.parts().size(); part++) {
        String text = row.parts().get(part);
        if (part == longest.size()) {
          longest.add(text);
        } else if (text.length() > longest.get(part).length()) {
          longest.set(part, text);
        }
      }
    }
    return longest.isEmpty() ? List.of("") : longest;
  }

  private void font(Font now) {
    if (!now.equals(font)) {
      font = now;
      widths();
    }
  }

  private void widths() {
    double least = width(LEAST_PART);
    double parts = longest.stream().mapToDouble(text -> Math.min(least, width(text))).sum();
    name.setPrefWidth(Math.max(header(name), parts + nameFrame()));
    rate.setPrefWidth(number(rate, rateMeasure));
    sum.setPrefWidth(number(sum, sumMeasure));
    ways.forEach(way -> way.setPrefWidth(number(way, sumMeasure)));
    ofSpeed.setPrefWidth(
        Math.max(header(ofSpeed), width("100.0 %") + PADDING_EMS * font.getSize()));
    others.there().setPrefWidth(number(others.there(), rateMeasure));
    for (TableColumn<RankingRow, RankingRow> column : trends.columns()) {
      column.setPrefWidth(
          trends.isLine(column) ? TREND_EMS * font.getSize() : number(column, trends.measure()));
    }
    double off =
        ranked.stream().map(this::errorText).distinct().mapToDouble(this::width).max().orElse(0);
    error.setPrefWidth(Math.max(header(error), off + PADDING_EMS * font.getSize()));
    others.difference().setPrefWidth(width("+") + number(others.difference(), rateMeasure));
    double widest = others.parts().stream().mapToDouble(this::width).max().orElse(0);
    others
        .part()
        .setPrefWidth(Math.max(header(others.part()), widest + PADDING_EMS * font.getSize()));
    share.setPrefWidth(Math.max(header(share), width("100.0 %") + PADDING_EMS * font.getSize()));
    showThen();
    showSum();
    fit(new TableView.ResizeFeatures<>(table, null, 0.0));
  }

  /// What a name has beside its parts: arrows between them, and room around.
  private double nameFrame() {
    return (longest.size() - 1) * width(PartsBox.ARROW) + 1.5 * font.getSize();
  }

  /// "8.88 Mbit/s" is as long as any.
  private double number(TableColumn<?, ?> column, Measure measure) {
    double text = width(Quantity.text(8.88e6, measure)) + PADDING_EMS * font.getSize();
    return Math.max(header(column), text);
  }

  private double header(TableColumn<?, ?> column) {
    return width(column.getText()) + (PADDING_EMS + ARROW_EMS) * font.getSize();
  }

  private double width(String text) {
    Text drawn = new Text(text);
    drawn.setFont(font);
    return Math.ceil(drawn.getLayoutBounds().getWidth());
  }

  @SuppressWarnings("rawtypes") // as JavaFX has it
  private boolean fit(TableView.ResizeFeatures features) {
    double left = features.getContentWidth();
    List<TableColumn<RankingRow, RankingRow>> numbers =
        new ArrayList<>(List.of(rate, error, sum, share));
    numbers.addAll(ways);
    numbers.add(ofSpeed);
    numbers.addAll(others.columns());
    numbers.addAll(trends.columns());
    for (TableColumn<RankingRow, RankingRow> column : numbers) {
      set(features, column, column.getPrefWidth());
      left -= column.isVisible() ? column.getPrefWidth() : 0;
    }
    double spare = Math.max(0, left - ENOUGH_EMS * longest.size() * font.getSize());
    double bar = Math.floor(Math.min(spare / 2, rate.getPrefWidth() * LONGEST_BAR));
    set(features, rate, rate.getPrefWidth() + bar);
    set(features, name, Math.max(name.getPrefWidth(), left - bar));
    return true;
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void set(
      TableView.ResizeFeatures features, TableColumn<?, ?> column, double width) {
    features.setColumnWidth(column, width);
  }

  List<TableColumn<RankingRow, ?>> visible() {
    return List.copyOf(table.getVisibleLeafColumns());
  }
}
