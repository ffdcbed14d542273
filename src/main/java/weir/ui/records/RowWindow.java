package weir.ui.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import weir.query.Records;

/// A table that scrolls over any number of records. It has only as many rows as are seen, and a
/// scroll bar of its own: JavaFX's would go through all rows to find out where one lies.
public final class RowWindow extends HBox {
  /// Before the style is known.
  private static final double LEAST_HEIGHT = 16;

  private final ObservableList<Row> seen = FXCollections.observableArrayList();
  private final TableView<Row> table = new TableView<>(seen);
  private final ScrollBar bar = new ScrollBar();
  private final RecordPages pages;
  private Consumer<Optional<Row>> onSelected = _ -> {};
  private Runnable onScrolled = () -> {};
  private long top;
  private long selected = -1;
  private boolean filling;

  /// @param delivery runs tasks on the JavaFX thread
  /// @param failed gets why records could not be read, in a sentence
  public RowWindow(Executor delivery, Consumer<String> failed) {
    pages = new RecordPages(delivery, this::arrived, failed);
    bar.setOrientation(Orientation.VERTICAL);
    bar.getStyleClass().add("record-bar");
    bar.setMinWidth(USE_PREF_SIZE);
    bar.setFocusTraversable(false);
    bar.valueProperty().addListener((_, _, now) -> barMoved(now.doubleValue()));
    table.fixedCellSizeProperty().addListener((_, _, _) -> fill());
    table.addEventFilter(ScrollEvent.SCROLL, this::wheel);
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    table.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    table
        .getSelectionModel()
        .selectedIndexProperty()
        .addListener((_, _, now) -> picked(now.intValue()));
    table.heightProperty().addListener((_, _, _) -> fill());
    HBox.setHgrow(table, Priority.ALWAYS);
    getStyleClass().add("row-window");
    getChildren().addAll(table, bar);
    showBar();
  }

  /// The room for rows is known once the table has its place.
  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (visible() != seen.size() && seen.size() < pages.records().rows()) {
      fill();
    }
  }

  private double rowHeight() {
    return Math.max(LEAST_HEIGHT, table.getFixedCellSize());
  }

  public TableView<Row> table() {
    return table;
  }

  /// Called with the record that is chosen, once it is read, and with none.
  public void onSelected(Consumer<Optional<Row>> listener) {
    onSelected = listener;
  }

  /// Called when somebody has moved away from what was seen.
  public void onScrolled(Runnable listener) {
    onScrolled = listener;
  }

  /// Other records, from the first one on.
  ///
  /// @param stay whether the same places stay in sight
  public void show(Records records, boolean stay) {
    pages.show(records);
    if (!stay) {
      top = 0;
      selected = -1;
    }
    scrollTo(top);
    onSelected.accept(selected());
  }

  /// As another one shows it.
  public void like(RowWindow other) {
    pages.like(other.pages);
    top = other.top;
    selected = other.selected;
    fill();
  }

  public Records records() {
    return pages.records();
  }

  public long top() {
    return top;
  }

  public Optional<Row> selected() {
    return selected < 0 || selected >= pages.records().rows()
        ? Optional.empty()
        : Optional.of(pages.row(selected)).filter(row -> row.flows() != null);
  }

  /// The rows that are seen.
  public List<Row> seen() {
    return List.copyOf(seen);
  }

  /// How many whole rows there is room for.
  int visible() {
    double header = headerHeight();
    double room = table.getHeight() - header - horizontalBar() - 2;
    return (int) Math.max(1, Math.floor(room / rowHeight()));
  }

  private double headerHeight() {
    return table.lookup(".column-header-background") instanceof Region header
        ? header.getHeight()
        : rowHeight();
  }

  private double horizontalBar() {
    return table.lookupAll(".scroll-bar").stream()
        .filter(
            node ->
                node instanceof ScrollBar one
                    && one.getOrientation() == Orientation.HORIZONTAL
                    && one.isVisible())
        .mapToDouble(node -> ((ScrollBar) node).getHeight())
        .max()
        .orElse(0);
  }

  /// Brings a record to the top of what is seen, as far as there are enough below it.
  public void scrollTo(long number) {
    top = Math.clamp(number, 0, Math.max(0, pages.records().rows() - visible()));
    fill();
  }

  /// Chooses a record and brings it into sight.
  public void select(long number) {
    long rows = pages.records().rows();
    if (rows == 0) {
      return;
    }
    selected = Math.clamp(number, 0, rows - 1);
    int room = visible();
    if (selected < top) {
      top = selected;
    } else if (selected >= top + room) {
      top = selected - room + 1;
    }
    fill();
    onScrolled.run();
    onSelected.accept(selected());
  }

  private void arrived() {
    fill();
    if (selected >= 0) {
      onSelected.accept(selected());
    }
  }

  private void fill() {
    filling = true;
    int room = visible();
    long end = Math.min(pages.records().rows(), top + room);
    List<Row> rows = new ArrayList<>();
    for (long number = top; number < end; number++) {
      rows.add(pages.row(number));
    }
    if (!rows.equals(seen)) {
      seen.setAll(rows);
    }
    if (selected >= top && selected < end) {
      table.getSelectionModel().clearAndSelect((int) (selected - top));
      table.getFocusModel().focus((int) (selected - top));
    } else {
      table.getSelectionModel().clearSelection();
    }
    showBar();
    filling = false;
    pages.want(top, end);
  }

  private void showBar() {
    long rows = pages.records().rows();
    int room = visible();
    double most = Math.max(0, rows - room);
    bar.setVisible(most > 0);
    bar.setManaged(most > 0);
    bar.setMax(most);
    bar.setVisibleAmount(Math.max(room, most / 40));
    bar.setUnitIncrement(1);
    bar.setBlockIncrement(room);
    bar.setValue((double) top);
  }

  private void barMoved(double value) {
    if (!filling && Math.round(value) != top) {
      top = Math.round(value);
      fill();
      onScrolled.run();
    }
  }

  private void wheel(ScrollEvent event) {
    if (event.getDeltaY() == 0 || event.isShiftDown() || event.isShortcutDown()) {
      return;
    }
    long lines = Math.round(event.getDeltaY() / rowHeight());
    scrollTo(top - (lines == 0 ? (long) Math.signum(event.getDeltaY()) : lines));
    onScrolled.run();
    event.consume();
  }

  private void key(KeyEvent event) {
    if (event.isAltDown() || (event.isShortcutDown() && event.isShiftDown())) {
      return;
    }
    long at = selected < 0 ? top - 1 : selected;
    long rows = pages.records().rows();
    switch (event.getCode()) {
      case UP -> select(at - 1);
      case DOWN -> select(at + 1);
      case PAGE_UP -> select(at - visible());
      case PAGE_DOWN -> select(at + visible());
      case HOME -> select(0);
      case END -> select(rows - 1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY) {
      int index = table.getSelectionModel().getSelectedIndex();
      if (index >= 0 && index < seen.size()) {
        picked(index);
      }
    }
  }

  private void picked(int index) {
    if (!filling && index >= 0 && index < seen.size() && seen.get(index).number() != selected) {
      selected = seen.get(index).number();
      onScrolled.run();
      onSelected.accept(selected());
    }
  }

  /// Nothing is chosen any more.
  public void unselect() {
    selected = -1;
    fill();
    onSelected.accept(Optional.empty());
  }
}
