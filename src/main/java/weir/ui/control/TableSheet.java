package weir.ui.control;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import weir.export.Sheet;

/// What a table of a page has, as it was when it was asked for.
///
/// @param cells row by row; null for nothing
record TableSheet(List<Column> columns, List<@Nullable Object[]> cells) implements Sheet {

  static TableSheet of(TableView<?> table) {
    List<? extends TableColumn<?, ?>> shown = table.getVisibleLeafColumns();
    List<@Nullable Object[]> cells =
        IntStream.range(0, table.getItems().size())
            .<@Nullable Object[]>mapToObj(
                row -> shown.stream().map(column -> column.getCellData(row)).toArray())
            .toList();
    List<Column> columns =
        IntStream.range(0, shown.size())
            .mapToObj(
                at -> {
                  String label = shown.get(at).getText();
                  return new Column(label, label, kind(cells, at));
                })
            .toList();
    return new TableSheet(columns, cells);
  }

  /// Numbers only where all of a column are.
  private static Kind kind(List<@Nullable Object[]> cells, int column) {
    boolean whole = !cells.isEmpty();
    boolean numbers = !cells.isEmpty();
    for (Object[] row : cells) {
      Object cell = row[column];
      whole &= cell == null || (cell instanceof Number number && isWhole(number.doubleValue()));
      numbers &= cell == null || cell instanceof Number;
    }
    return whole ? Kind.CHANGE : numbers ? Kind.FRACTION : Kind.TEXT;
  }

  /// Columns hold counts as fractions, too.
  private static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1L << 53;
  }

  @Override
  public int keys() {
    return (int) columns.stream().takeWhile(Column::isText).count();
  }

  @Override
  public int rows() {
    return cells.size();
  }

  @Override
  public boolean other(int row) {
    return false;
  }

  @Override
  public boolean left(int row, int column) {
    return false;
  }

  @Override
  public boolean none(int row, int column) {
    return cells.get(row)[column] == null;
  }

  @Override
  public String text(int row, int column) {
    return columns.get(column).kind() == Kind.CHANGE
        ? String.valueOf(whole(row, column))
        : String.valueOf(cells.get(row)[column]);
  }

  @Override
  public long whole(int row, int column) {
    return cells.get(row)[column] instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double fraction(int row, int column) {
    return cells.get(row)[column] instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public String shown(int row, int column) {
    return text(row, column);
  }
}
