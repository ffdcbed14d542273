package weir.ui.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
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

  /// As much of a name as tells it apart, elided.
  private static final String LEAST_PART = "00000…0000";

  /// A line is as wide as so many letters.
  private static final double TREND_EMS = 7;

  private static final double[] NOT_KNOWN = {};

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

  private final TableColumn<RankingRow, RankingRow> over =
      column(
          "",
          () -> new RankingCell.Plain(this::overText),
          Comparator.comparingDouble(row -> overRate(row).orElse(0)));

  /// Of steps over time; those that are wanted are visible.
  private final Map<StepNumber, TableColumn<RankingRow, RankingRow>> stepColumns =
      new EnumMap<>(StepNumber.class);

  private GroupSteps steps = GroupSteps.NONE;
  private final TableColumn<RankingRow, RankingRow> difference =
      column(
          "Difference",
          () -> new RankingCell.Plain(row -> changeText(row, Difference::text)),
          Comparator.comparingDouble(row -> change(row, Difference::value)));
  private final TableColumn<RankingRow, RankingRow> part =
      column(
          "In %",
          () -> new RankingCell.Plain(row -> changeText(row, Difference::partText)),
          Comparator.comparingDouble(row -> change(row, Difference::part)));

  private final TableColumn<RankingRow, RankingRow> error =
      column(
          "±",
          () -> new RankingCell.Plain(this::errorText),
          Comparator.comparingDouble(this::error));

  /// How far sums may be off, by the groups' values.
  private Map<List<IpAddress>, Double> errors = Map.of();

  /// Against what is compared with, by the groups' values; empty where nothing is.
  private Map<List<IpAddress>, Difference> differences = Map.of();

  /// Of another data set.
  private Map<List<IpAddress>, RankingRow> overRows = Map.of();

  private Font font = Font.getDefault();
  private Measure rateMeasure = Measure.BITS_PER_SECOND;
  private Measure sumMeasure = Measure.BYTES;
  private Measure stepMeasure = Measure.BITS_PER_SECOND;
  private List<String> longest = List.of("");

  /// While the order is what is asked for, up or down.
  private boolean sorting;

  /// As the store has answered.
  private List<RankingRow> ranked = List.of();

  RankingColumns(TableView<RankingRow> table) {
    this.table = table;
    table
        .getSortOrder()
        .addListener(
            (ListChangeListener<TableColumn<RankingRow, ?>>)
                change -> {
                  while (change.next()) {
                    if (change.wasAdded()) {
                      largestFirst();
                    }
                  }
                });
    name.getStyleClass().add("name-column");
    for (TableColumn<?, ?> column :
        List.of(over, difference, part, error, ways.getFirst(), ways.getLast(), ofSpeed)) {
      column.setVisible(false);
    }
    table
        .getColumns()
        .setAll(
            List.of(
                name,
                rate,
                over,
                sum,
                ways.getFirst(),
                ways.getLast(),
                share,
                ofSpeed,
                difference,
                part,
                error));
    for (StepNumber number : StepNumber.values()) {
      TableColumn<RankingRow, RankingRow> column =
          column(
              number.label(),
              number == StepNumber.TREND
                  ? () -> new RankingCell.Trend(this::points, this::trendText)
                  : () -> new RankingCell.Plain(row -> stepText(number, points(row))),
              Comparator.comparingDouble(row -> orNone(number.of(points(row)))));
      column.setVisible(false);
      stepColumns.put(number, column);
      table.getColumns().add(column);
    }
    table.setColumnResizePolicy(this::fit);
    table.widthProperty().addListener((_, _, _) -> showThen());
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
    stepMeasure = measures.getFirst();
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
    boolean other = !newest.equals(steps);
    steps = newest;
    for (StepNumber number : StepNumber.values()) {
      TableColumn<?, ?> column = stepColumns.get(number);
      if (column != null && column.isVisible() != wanted.contains(number)) {
        column.setVisible(wanted.contains(number));
        other = true;
      }
    }
    if (other) {
      table.refresh();
      widths();
    }
  }

  private double[] points(RankingRow row) {
    return steps.of(row.other() ? List.of() : row.values()).orElse(NOT_KNOWN);
  }

  /// What is not known is less than nothing.
  private static double orNone(double value) {
    return Double.isNaN(value) ? -1 : value;
  }

  private String trendText(RankingRow row) {
    double[] points = points(row);
    return stepText(StepNumber.MINIMUM, points) + " to " + stepText(StepNumber.MAXIMUM, points);
  }

  private String stepText(StepNumber number, double[] points) {
    double value = number.of(points);
    return Double.isNaN(value) ? "–" : Quantity.text(value, stepMeasure);
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
    double[] all = steps.total();
    stepColumns.forEach(
        (number, column) ->
            totals.put(column, number == StepNumber.TREND ? "" : stepText(number, all)));
    return totals;
  }

  /// Where there is something to compare with, there is no room for it.
  private void showSum() {
    sum.setVisible(rateMeasure != sumMeasure && !over.isVisible() && differences.isEmpty());
    share.setVisible(differences.isEmpty());
  }

  /// How groups differ from others.
  ///
  /// @param others their name; empty where nothing is compared with
  void differences(String others, Map<List<IpAddress>, Difference> newest) {
    boolean before = difference.isVisible();
    differences = newest;
    if (before || !newest.isEmpty()) {
      for (TableColumn<?, ?> column : List.of(over, difference, part)) {
        column.setVisible(!newest.isEmpty() && (column != over || over.isVisible()));
      }
      over.setText(others);
      if (newest.isEmpty()) {
        table.getSortOrder().removeAll(List.of(over, difference, part));
      }
    }
    showSum();
    table.refresh();
    widths();
  }

  /// What a group was is told by what it is and the difference: it gives way first.
  private void showThen() {
    if (!differences.isEmpty()) {
      double all =
          Stream.of(name, rate, over, difference, part)
              .mapToDouble(TableColumn::getPrefWidth)
              .sum();
      over.setVisible(all + 2 * font.getSize() <= table.getWidth());
    }
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

  private double change(RankingRow row, ToDoubleFunction<Difference> value) {
    Difference found = row.other() ? null : differences.get(row.values());
    return found == null ? 0 : value.applyAsDouble(found);
  }

  private String changeText(RankingRow row, Function<Difference, String> text) {
    Difference found = row.other() ? null : differences.get(row.values());
    return found == null ? "–" : text.apply(found);
  }

  /// @param laid null for no other data set
  void over(TimeSeriesChart.@Nullable Over laid) {
    over.setVisible(laid != null);
    showSum();
    if (laid == null) {
      overRows = Map.of();
    } else {
      over.setText(laid.name());
      overRows =
          RankingRow.of(laid.answer()).stream()
              .filter(row -> !row.other())
              .collect(Collectors.toMap(RankingRow::values, row -> row, (first, _) -> first));
    }
    table.refresh();
    widths();
  }

  /// Nothing where it is not among the largest there; the rest is not the same on both sides.
  private OptionalDouble overRate(RankingRow row) {
    if (!differences.isEmpty()) {
      return OptionalDouble.of(change(row, Difference::then));
    }
    RankingRow there = row.other() ? null : overRows.get(row.values());
    return there == null ? OptionalDouble.empty() : OptionalDouble.of(there.rate());
  }

  private String overText(RankingRow row) {
    if (!differences.isEmpty()) {
      return changeText(row, Difference::thenText);
    }
    RankingRow there = row.other() ? null : overRows.get(row.values());
    return there == null ? "–" : there.rateText();
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
    double arrows = (longest.size() - 1) * width(PartsBox.ARROW);
    name.setPrefWidth(Math.max(header(name), parts + arrows + 1.5 * font.getSize()));
    rate.setPrefWidth(number(rate, rateMeasure));
    sum.setPrefWidth(number(sum, sumMeasure));
    ways.forEach(way -> way.setPrefWidth(number(way, sumMeasure)));
    ofSpeed.setPrefWidth(
        Math.max(header(ofSpeed), width("100.0 %") + PADDING_EMS * font.getSize()));
    over.setPrefWidth(number(over, rateMeasure));
    stepColumns.forEach(
        (number, column) ->
            column.setPrefWidth(
                number == StepNumber.TREND
                    ? TREND_EMS * font.getSize()
                    : number(column, stepMeasure)));
    double off =
        ranked.stream().map(this::errorText).distinct().mapToDouble(this::width).max().orElse(0);
    error.setPrefWidth(Math.max(header(error), off + PADDING_EMS * font.getSize()));
    difference.setPrefWidth(width("+") + number(difference, rateMeasure));
    double widest =
        differences.values().stream().mapToDouble(one -> width(one.partText())).max().orElse(0);
    part.setPrefWidth(Math.max(header(part), widest + PADDING_EMS * font.getSize()));
    share.setPrefWidth(Math.max(header(share), width("100.0 %") + PADDING_EMS * font.getSize()));
    showThen();
    fit(new TableView.ResizeFeatures<>(table, null, 0.0));
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
        new ArrayList<>(List.of(rate, over, difference, part, error, sum, share));
    numbers.addAll(ways);
    numbers.add(ofSpeed);
    numbers.addAll(stepColumns.values());
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

  List<TableColumn<RankingRow, ?>> shown() {
    return List.copyOf(table.getVisibleLeafColumns());
  }

  /// Names upwards, downwards, then no longer; numbers begin with the largest.
  void sort(TableColumn<RankingRow, ?> column) {
    SortType begin = column == name ? SortType.ASCENDING : SortType.DESCENDING;
    SortType end = column == name ? SortType.DESCENDING : SortType.ASCENDING;
    boolean sole = table.getSortOrder().equals(List.of(column));
    if (sole && column.getSortType() == end) {
      table.getSortOrder().clear();
    } else if (sole) {
      column.setSortType(end);
    } else {
      sortBy(List.of(column), List.of(begin));
    }
  }

  private void sortBy(List<TableColumn<RankingRow, ?>> columns, List<SortType> ways) {
    sorting = true;
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).setSortType(ways.get(i));
    }
    table.getSortOrder().setAll(columns);
    sorting = false;
  }

  /// A header sorts upwards: of numbers the largest are wanted first.
  private void largestFirst() {
    if (!sorting) {
      table.getSortOrder().stream()
          .filter(column -> column != name && column.getSortType() == SortType.ASCENDING)
          .forEach(column -> column.setSortType(SortType.DESCENDING));
    }
  }

  /// As another table's are sorted.
  void sortAs(RankingColumns that) {
    List<TableColumn<RankingRow, ?>> sorted = List.copyOf(that.table.getSortOrder());
    sortBy(
        sorted.stream()
            .<TableColumn<RankingRow, ?>>map(
                column -> table.getColumns().get(that.table.getColumns().indexOf(column)))
            .toList(),
        sorted.stream().map(TableColumn::getSortType).toList());
  }

  /// "name"; empty for the ranking.
  String sortedBy() {
    return table.getSortOrder().stream()
        .map(column -> column.getText().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" and "));
  }

  /// Null for the ranking.
  @Nullable Comparator<RankingRow> order() {
    return table.getComparator();
  }
}
