package weir.export;

import java.util.ArrayList;
import java.util.List;

/// A table with more columns at its end.
final class WiderSheet implements Sheet {
  private final Sheet of;
  private final List<More> more;
  private final int first;

  WiderSheet(Sheet of, List<More> more) {
    this.of = of;
    this.more = List.copyOf(more);
    first = of.columns().size();
  }

  private boolean isMore(int column) {
    return column >= first;
  }

  private More more(int column) {
    return more.get(column - first);
  }

  @Override
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>(of.columns());
    more.forEach(one -> columns.add(one.column()));
    return columns;
  }

  @Override
  public int keys() {
    return of.keys();
  }

  @Override
  public int rows() {
    return of.rows();
  }

  @Override
  public boolean other(int row) {
    return of.other(row);
  }

  @Override
  public boolean left(int row, int column) {
    return !isMore(column) && of.left(row, column);
  }

  @Override
  public boolean none(int row, int column) {
    return isMore(column) ? more(column).isNone(row) : of.none(row, column);
  }

  @Override
  public String text(int row, int column) {
    return isMore(column) ? more(column).texts().get(row) : of.text(row, column);
  }

  @Override
  public long whole(int row, int column) {
    return of.whole(row, column);
  }

  @Override
  public double fraction(int row, int column) {
    return isMore(column) ? more(column).numbers()[row] : of.fraction(row, column);
  }

  @Override
  public String shown(int row, int column) {
    if (!isMore(column)) {
      return of.shown(row, column);
    }
    More one = more(column);
    return one.column().isText()
        ? one.texts().get(row)
        : one.isNone(row) ? "" : AnswerSheet.grouped(one.numbers()[row]);
  }
}
