package weir.query;

import java.util.ArrayList;
import java.util.List;

/// Panels that are put onto the grid one after the other, as they are read.
final class Arrangement {
  private final List<Panel> placed = new ArrayList<>();

  private Arrangement() {}

  /// Row by row, those together that were in one row before.
  static List<Panel> of(List<Panel> panels) {
    Arrangement made = new Arrangement();
    int from = -1;
    int row = -1;
    for (Panel panel : panels) {
      if (panel.place().row() != from) {
        made.stretch(row++);
      }
      from = panel.place().row();
      while (!made.put(panel, row)) {
        made.stretch(row++);
      }
    }
    made.stretch(row);
    made.close();
    return List.copyOf(made.placed);
  }

  /// Puts it behind what is in the row, or beside what reaches into it from above.
  ///
  /// @return whether there is room
  private boolean put(Panel panel, int row) {
    Panel.Place size = panel.place();
    int first =
        placed.stream()
            .filter(one -> one.place().row() == row)
            .mapToInt(one -> one.place().column() + one.place().columns())
            .max()
            .orElse(0);
    for (int column = first; column + size.columns() <= View.COLUMNS; column++) {
      Panel.Place place = new Panel.Place(column, row, size.columns(), size.rows());
      if (isFree(place)) {
        placed.add(panel.at(place));
        return true;
      }
    }
    return false;
  }

  private boolean isFree(Panel.Place place) {
    return placed.stream().noneMatch(one -> one.place().overlaps(place));
  }

  /// The last one of a row reaches to the end, or to what reaches into the row from above.
  private void stretch(int row) {
    int last = placed.size() - 1;
    if (last < 0 || placed.get(last).place().row() != row) {
      return;
    }
    Panel panel = placed.remove(last);
    Panel.Place place = panel.place();
    int columns = place.columns();
    while (place.column() + columns < View.COLUMNS
        && isFree(new Panel.Place(place.column() + columns, row, 1, place.rows()))) {
      columns++;
    }
    placed.add(panel.at(new Panel.Place(place.column(), row, columns, place.rows())));
  }

  /// A row with a gap that nobody begins in is none: what reaches over it is one row lower.
  private void close() {
    int rows = placed.stream().mapToInt(one -> one.place().belowRow()).max().orElse(0);
    for (int row = rows - 1; row > 0; row--) {
      int at = row;
      boolean begun = placed.stream().anyMatch(one -> one.place().row() == at);
      int taken =
          placed.stream()
              .filter(one -> one.place().row() <= at && one.place().belowRow() > at)
              .mapToInt(one -> one.place().columns())
              .sum();
      if (!begun && taken < View.COLUMNS) {
        placed.replaceAll(one -> one.at(without(one.place(), at)));
      }
    }
  }

  private static Panel.Place without(Panel.Place place, int row) {
    return new Panel.Place(
        place.column(),
        place.row() > row ? place.row() - 1 : place.row(),
        place.columns(),
        place.row() < row && place.belowRow() > row ? place.rows() - 1 : place.rows());
  }
}
