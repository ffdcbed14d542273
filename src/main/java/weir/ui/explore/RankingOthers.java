package weir.ui.explore;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;
import weir.ui.chart.Difference;
import weir.ui.chart.TimeSeriesChart;

/// The columns of a ranking that say what its groups have elsewhere: in other flows, and how that
/// differs, or in another data set.
final class RankingOthers {
  private final TableColumn<RankingRow, RankingRow> there;
  private final TableColumn<RankingRow, RankingRow> difference;
  private final TableColumn<RankingRow, RankingRow> part;

  /// Against what is compared with, by the groups' values; empty where nothing is.
  private Map<List<IpAddress>, Difference> differences = Map.of();

  /// Of another data set.
  private Map<List<IpAddress>, RankingRow> rows = Map.of();

  RankingOthers(RankingColumns.Maker maker) {
    there =
        maker.column(
            "",
            () -> new RankingCell.Plain(this::thereText),
            Comparator.comparingDouble(row -> thereRate(row).orElse(0)));
    difference =
        maker.column(
            "Difference",
            () -> new RankingCell.Plain(row -> text(row, Difference::text)),
            Comparator.comparingDouble(row -> value(row, Difference::value)));
    part =
        maker.column(
            "In %",
            () -> new RankingCell.Plain(row -> text(row, Difference::partText)),
            Comparator.comparingDouble(row -> value(row, Difference::part)));
    columns().forEach(column -> column.setVisible(false));
  }

  /// What they have there.
  TableColumn<RankingRow, RankingRow> there() {
    return there;
  }

  /// How that differs: as an amount, and as a part.
  TableColumn<RankingRow, RankingRow> difference() {
    return difference;
  }

  TableColumn<RankingRow, RankingRow> part() {
    return part;
  }

  List<TableColumn<RankingRow, RankingRow>> columns() {
    return List.of(there, difference, part);
  }

  /// Whether other flows are compared with.
  boolean differ() {
    return !differences.isEmpty();
  }

  /// What the last column says.
  List<String> parts() {
    return differences.values().stream().map(Difference::partText).toList();
  }

  /// How groups differ from those of other flows.
  ///
  /// @param others their name; empty where nothing is compared with
  /// @return whether these columns came or went
  boolean differences(String others, Map<List<IpAddress>, Difference> newest) {
    boolean turned = difference.isVisible() || !newest.isEmpty();
    differences = newest;
    if (turned) {
      difference.setVisible(!newest.isEmpty());
      part.setVisible(!newest.isEmpty());
      there.setVisible(!newest.isEmpty() && there.isVisible());
      there.setText(others);
    }
    return turned;
  }

  /// What a group was is told by what it is and the difference: it gives way where there is no
  /// room.
  void fit(boolean room) {
    if (differ()) {
      there.setVisible(room);
    }
  }

  /// @param laid null for no other data set
  void over(TimeSeriesChart.@Nullable Over laid) {
    there.setVisible(laid != null);
    rows = Map.of();
    if (laid != null) {
      there.setText(laid.name());
      rows =
          RankingRow.of(laid.answer()).stream()
              .filter(row -> !row.other())
              .collect(Collectors.toMap(RankingRow::values, row -> row, (first, _) -> first));
    }
  }

  private double value(RankingRow row, ToDoubleFunction<Difference> of) {
    Difference found = row.other() ? null : differences.get(row.values());
    return found == null ? 0 : of.applyAsDouble(found);
  }

  private String text(RankingRow row, Function<Difference, String> of) {
    Difference found = row.other() ? null : differences.get(row.values());
    return found == null ? "–" : of.apply(found);
  }

  /// Nothing where it is not among the largest there; the rest is not the same on both sides.
  private OptionalDouble thereRate(RankingRow row) {
    if (differ()) {
      return OptionalDouble.of(value(row, Difference::then));
    }
    RankingRow found = row.other() ? null : rows.get(row.values());
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.rate());
  }

  private String thereText(RankingRow row) {
    if (differ()) {
      return text(row, Difference::thenText);
    }
    RankingRow found = row.other() ? null : rows.get(row.values());
    return found == null ? "–" : found.rateText();
  }
}
