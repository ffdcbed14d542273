package weir.export;

import java.util.List;

/// Some rows of a sheet, in an order of their own.
///
/// @param at which rows of it
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record SomeRows(Sheet of, int[] at) implements Sheet {
  @Override
  public List<Column> columns() {
    return of.columns();
  }

  @Override
  public int keys() {
    return of.keys();
  }

  @Override
  public int rows() {
    return at.length;
  }

  @Override
  public boolean other(int row) {
    return of.other(at[row]);
  }

  @Override
  public boolean left(int row, int column) {
    return of.left(at[row], column);
  }

  @Override
  public boolean none(int row, int column) {
    return of.none(at[row], column);
  }

  @Override
  public String text(int row, int column) {
    return of.text(at[row], column);
  }

  @Override
  public long whole(int row, int column) {
    return of.whole(at[row], column);
  }

  @Override
  public double fraction(int row, int column) {
    return of.fraction(at[row], column);
  }

  @Override
  public String shown(int row, int column) {
    return of.shown(at[row], column);
  }
}
