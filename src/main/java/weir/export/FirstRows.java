package weir.export;

import java.util.List;

/// The first rows of a table.
record FirstRows(Sheet of, int rows) implements Sheet {
  @Override
  public List<Column> columns() {
    return of.columns();
  }

  @Override
  public int keys() {
    return of.keys();
  }

  @Override
  public boolean other(int row) {
    return of.other(row);
  }

  @Override
  public boolean left(int row, int column) {
    return of.left(row, column);
  }

  @Override
  public boolean none(int row, int column) {
    return of.none(row, column);
  }

  @Override
  public String text(int row, int column) {
    return of.text(row, column);
  }

  @Override
  public long whole(int row, int column) {
    return of.whole(row, column);
  }

  @Override
  public double fraction(int row, int column) {
    return of.fraction(row, column);
  }

  @Override
  public String shown(int row, int column) {
    return of.shown(row, column);
  }
}
