package weir.ui.explore;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// By which columns a ranking is sorted: names upwards first, numbers with the largest first, and
/// by none as the store ranks.
final class RankingOrder {
  private final TableView<RankingRow> table;
  private final TableColumn<RankingRow, RankingRow> name;

  /// While the order is what is asked for, up or down.
  private boolean sorting;

  /// @param name the column of names
  RankingOrder(TableView<RankingRow> table, TableColumn<RankingRow, RankingRow> name) {
    this.table = table;
    this.name = name;
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
  }

  /// Names upwards, downwards, then no longer; numbers begin with the largest.
  void by(TableColumn<RankingRow, ?> column) {
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
  void as(RankingOrder that) {
    List<TableColumn<RankingRow, ?>> sorted = List.copyOf(that.table.getSortOrder());
    sortBy(
        sorted.stream()
            .<TableColumn<RankingRow, ?>>map(
                column -> table.getColumns().get(that.table.getColumns().indexOf(column)))
            .toList(),
        sorted.stream().map(TableColumn::getSortType).toList());
  }

  /// "name"; empty for the ranking.
  String words() {
    return table.getSortOrder().stream()
        .map(column -> column.getText().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" and "));
  }

  /// Null for the ranking.
  @Nullable Comparator<RankingRow> rows() {
    return table.getComparator();
  }
}
