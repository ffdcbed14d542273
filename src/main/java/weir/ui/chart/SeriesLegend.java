package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import weir.ui.control.Hints;

/// Below a plot: which number is shown, then an entry a series in columns of one width. Where there
/// is no room for all, the first stay, and "Other"; the rest is in a menu. Entries are reused, so a
/// refresh changes texts only.
final class SeriesLegend extends Region {
  /// What entries are told to.
  interface Listener {
    /// The mouse or the keyboard is at an entry; -1 when it no longer is.
    void hovered(int series);

    /// An entry was clicked, with Alt or without.
    void choose(int series, boolean exclude);

    List<MenuItem> menu(int series);

    void number(LegendNumber number);
  }

  /// What a legend shows.
  ///
  /// @param paints a look a series
  record Content(
      SeriesTable table, StackedSeries bands, SeriesPaint[] paints, LegendNumber number) {
    String value(int series) {
      return Reading.value(table, number.of(table.series().get(series)));
    }

    String label(int series) {
      return table.series().get(series).label();
    }
  }

  /// Names are cut in the middle, down to this part of the longest, where that saves a row.
  private static final double LEAST_NAME = 0.5;

  /// No names shorter than this, as a multiple of an entry's height.
  private static final double SHORT_NAME = 3.6;

  private final Listener listener;
  private final Button number = new Button();
  private final Button more = new Button();
  private final List<LegendEntry> entries = new ArrayList<>();
  private @Nullable Content content;
  private LegendNumber shownNumber = LegendNumber.AVERAGE;
  private double gutter;
  private int shown;

  SeriesLegend(Listener listener) {
    this.listener = listener;
    getStyleClass().add("series-legend");
    number.getStyleClass().add("legend-number");
    number.setOnAction(_ -> listener.number(shownNumber.next()));
    more.getStyleClass().add("legend-more");
    more.setOnAction(_ -> showMore());
    more.setVisible(false);
    getChildren().addAll(number, more);
    setNumber(LegendNumber.AVERAGE);
  }

  void show(Content newContent) {
    content = newContent;
    if (newContent.number() != shownNumber) {
      setNumber(newContent.number());
    }
    List<Series> series = newContent.table().series();
    while (entries.size() < series.size()) {
      add();
    }
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      boolean clickable = one.other() || one.selection(false).isPresent();
      boolean hidden = newContent.bands().hidden(i);
      entries
          .get(i)
          .show(one.label(), newContent.value(i), newContent.paints()[i], clickable, hidden);
    }
    number.setVisible(!series.isEmpty());
    requestLayout();
  }

  private void setNumber(LegendNumber newNumber) {
    shownNumber = newNumber;
    number.setText(newNumber.label());
    String meaning = newNumber.label() + " " + newNumber.meaning();
    String text =
        Character.toUpperCase(meaning.charAt(0))
            + meaning.substring(1)
            + "; a click changes it to "
            + newNumber.next().label();
    number.setTooltip(Hints.of(text));
    number.setAccessibleText(text);
  }

  void clear() {
    content = null;
    number.setVisible(false);
    requestLayout();
  }

  /// How far from the left the entries begin: where the plot does.
  void setGutter(double newGutter) {
    if (newGutter != gutter) {
      gutter = newGutter;
      requestLayout();
    }
  }

  void highlight(int series) {
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).highlight(i == series);
    }
  }

  List<LegendEntry> entries() {
    return entries.subList(0, count());
  }

  private int count() {
    return content == null ? 0 : content.table().series().size();
  }

  double rowHeight() {
    return entries.isEmpty() ? 0 : snapSizeY(entries.getFirst().prefHeight(-1));
  }

  @Override
  protected double computePrefHeight(double width) {
    return count() == 0
        ? 0
        : snappedTopInset() + grid(width).rows(count()) * rowHeight() + snappedBottomInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return count() == 0 ? 0 : snappedTopInset() + rowHeight() + snappedBottomInset();
  }

  /// How entries lie.
  ///
  /// @param left where the first column begins
  /// @param taken cells before the first entry
  private record Grid(double left, int taken, int columns, double column) {
    int rows(int count) {
      return Math.ceilDiv(taken + count, columns);
    }
  }

  /// Below the plot; where that is too narrow, from the left on, behind the number's name.
  private Grid grid(double width) {
    double widest = widest();
    double name = longestName();
    double least = Math.min(name, Math.max(LEAST_NAME * name, SHORT_NAME * rowHeight()));
    double narrowest = widest - name + least;
    Grid below = grid(gutter, 0, width, widest, narrowest);
    if (below.columns > 1) {
      return below;
    }
    Grid wide = grid(0, 1, width, widest, narrowest);
    boolean better = wide.rows(count()) < below.rows(count()) || below.column < narrowest;
    return better ? wide : below;
  }

  private Grid grid(double left, int taken, double width, double widest, double narrowest) {
    double room = Math.max(1, width - left - snappedRightInset());
    int cells = taken + count();
    int whole = Math.clamp((long) (room / Math.max(1, widest)), 1, Math.max(1, cells));
    int cut = Math.clamp((long) (room / Math.max(1, narrowest)), 1, Math.max(1, cells));
    int columns = Math.ceilDiv(cells, cut) < Math.ceilDiv(cells, whole) ? cut : whole;
    return new Grid(left, taken, columns, Math.floor(Math.min(widest, room / columns)));
  }

  private double widest() {
    return entries().stream().mapToDouble(entry -> entry.prefWidth(-1)).max().orElse(0);
  }

  private double longestName() {
    return entries().stream().mapToDouble(LegendEntry::nameWidth).max().orElse(0);
  }

  @Override
  protected void layoutChildren() {
    double row = rowHeight();
    int count = count();
    Grid grid = grid(getWidth());
    int rows = row == 0 ? 0 : (int) ((getHeight() - snappedTopInset() + 0.5) / row);
    int cells = Math.max(1, rows * grid.columns - grid.taken);
    shown = count <= cells ? count : Math.max(0, cells - 1);
    int cell = grid.taken;
    for (int i = 0; i < entries.size(); i++) {
      boolean visible = i < count && isShown(i);
      entries.get(i).setVisible(visible);
      if (visible) {
        place(entries.get(i), cell++, grid, row);
      }
    }
    more.setVisible(shown < count);
    if (shown < count) {
      more.setText("+ " + (count - shown) + " more");
      place(more, cell, grid, row);
    }
    double room = grid.taken > 0 ? grid.column : Math.max(0, gutter - 2);
    double width = Math.min(snapSizeX(number.prefWidth(-1)), room);
    number.resizeRelocate(snappedLeftInset(), snappedTopInset(), width, row);
  }

  /// The first ones, and "Other" instead of the last of them.
  private boolean isShown(int series) {
    int count = count();
    boolean other = content != null && content.table().series().get(count - 1).other();
    if (shown < count && other && shown > 1) {
      return series < shown - 1 || series == count - 1;
    }
    return series < shown;
  }

  private void place(Node node, int cell, Grid grid, double height) {
    double x = grid.left + cell % grid.columns * grid.column;
    int row = cell / grid.columns;
    double y = snappedTopInset() + row * height;
    node.resizeRelocate(snapPositionX(x), snapPositionY(y), grid.column, height);
  }

  private void showMore() {
    Content now = content;
    if (now == null) {
      return;
    }
    ContextMenu menu = new ContextMenu();
    for (int i = 0; i < count(); i++) {
      if (!isShown(i)) {
        int series = i;
        MenuItem item = new MenuItem(now.label(i) + "   " + now.value(i), swatch(now.paints()[i]));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> listener.choose(series, false));
        menu.getItems().add(item);
      }
    }
    menu.show(more, Side.TOP, 0, 0);
  }

  static Node swatch(SeriesPaint paint) {
    Rectangle swatch = new Rectangle(10, 10, paint.fill());
    swatch.setArcWidth(4);
    swatch.setArcHeight(4);
    return swatch;
  }

  private void add() {
    int index = entries.size();
    LegendEntry entry =
        new LegendEntry((_, exclude) -> listener.choose(index, exclude), _ -> listener.menu(index));
    entry.hoverProperty().addListener((_, _, over) -> listener.hovered(over ? index : -1));
    entry.focusedProperty().addListener((_, _, on) -> listener.hovered(on ? index : -1));
    entries.add(entry);
    getChildren().add(entry);
  }
}
