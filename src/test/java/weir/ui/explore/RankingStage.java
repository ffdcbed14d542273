package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxToolkit;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.FlowQuery;
import weir.query.Panel;
import weir.query.SampleRanking;
import weir.query.Views;
import weir.query.Visual;
import weir.ui.Theme;
import weir.ui.chart.ChartGroup;
import weir.ui.control.Zoom;

/// A ranking in a window, the mouse and keys at it, and what is drawn in it. Events are fired at
/// nodes, so that no window manager and no real pointer takes part.
abstract class RankingStage {
  static final long NOW = 1_700_000_000L * FlowQuery.SECOND;

  final ExploreModel model = new ExploreModel(() -> NOW, Views.builtIn().first());
  final ChartGroup view = new ChartGroup(model.charts(), model::setCharts);
  final List<AutoCloseable> open = new ArrayList<>();

  final RankingTable ranking =
      onFx(() -> new RankingTable(panel(Filter.all()), view, model::select));
  final StackPane root = onFx(() -> new StackPane(ranking));
  final Stage stage = onFx(() -> new Stage());

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  static Panel panel(Filter filter) {
    return new Panel(
        "sources",
        "Top sources",
        Visual.RANKING,
        new Panel.Place(0, 0, 12),
        new Panel.Sums(
            weir.query.Dimension.of(FlowField.SRC_ADDRESS), filter, Optional.empty(), 100, true));
  }

  @BeforeEach
  void show() {
    onFx(
        () -> {
          root.getStyleClass().add("shell");
          Scene scene = new Scene(root, 700, 320);
          String sheet =
              Objects.requireNonNull(getClass().getResource("/weir/css/shell.css"))
                  .toExternalForm();
          Zoom.style(scene, sheet);
          Theme.DARK.apply(scene);
          stage.setScene(scene);
          stage.show();
        });
  }

  @AfterEach
  void close() throws Exception {
    closeMenus();
    onFx(stage::hide);
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  static void closeMenus() {
    onFx(
        () ->
            List.copyOf(Window.getWindows()).stream()
                .filter(ContextMenu.class::isInstance)
                .forEach(Window::hide));
  }

  static <T> T onFx(Callable<T> task) {
    FutureTask<T> done = new FutureTask<>(task);
    if (Platform.isFxApplicationThread()) {
      done.run();
    } else {
      Platform.runLater(done);
    }
    try {
      return done.get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static void onFx(Runnable task) {
    onFx(
        () -> {
          task.run();
          return true;
        });
  }

  /// Does it, and what a pulse would do then.
  void act(Runnable task) {
    onFx(task);
    for (int i = 0; i < 2; i++) {
      onFx(() -> {}); // what it has put off
      onFx(
          () -> {
            root.applyCss();
            root.layout();
          });
    }
  }

  static SampleRanking hosts() {
    return SampleRanking.by(FlowField.SRC_ADDRESS)
        .row(600_000, "10.0.0.10")
        .row(300_000, "10.0.0.9")
        .row(60_000, "10.0.0.1")
        .other(40_000);
  }

  static SampleRanking pairs() {
    return SampleRanking.by(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)
        .row(600_000, "2001:db8:1234:5678::1", "2001:db8:8765:4321::2")
        .row(300_000, "10.0.0.1", "10.0.0.2");
  }

  void show(SampleRanking sample) {
    Answer answer = sample.answer();
    act(() -> ranking.show(answer));
  }

  void size(double width, double zoom) {
    act(
        () -> {
          Zoom.set(root.getScene(), zoom);
          ranking.setMaxWidth(width);
        });
  }

  List<TableRow<?>> rows() {
    return onFx(
        () ->
            ranking.lookupAll(".table-row-cell").stream()
                .<TableRow<?>>mapMulti(
                    (node, next) -> {
                      if (node instanceof TableRow<?> row && row.isVisible() && !row.isEmpty()) {
                        next.accept(row);
                      }
                    })
                .sorted(Comparator.comparing(TableRow::getIndex))
                .toList());
  }

  static List<TableCell<?, ?>> cells(Node row) {
    return onFx(
        () ->
            row.lookupAll(".table-cell").stream()
                .<TableCell<?, ?>>mapMulti(
                    (node, next) -> {
                      if (node instanceof TableCell<?, ?> cell) {
                        next.accept(cell);
                      }
                    })
                .sorted(Comparator.comparing(Node::getLayoutX))
                .toList());
  }

  /// What is drawn in a row, from left to right.
  static List<String> drawn(Node row) {
    return cells(row).stream().map(RankingStage::text).toList();
  }

  /// What is drawn in a column of a row that may have been scrolled.
  static String drawn(Node row, int column) {
    return cells(row).stream()
        .filter(cell -> cell.getTableColumn().getText().equals(column(cell, column)))
        .map(RankingStage::text)
        .findFirst()
        .orElse("not there");
  }

  static String column(TableCell<?, ?> cell, int index) {
    return cell.getTableView().getVisibleLeafColumn(index).getText();
  }

  static String text(Node cell) {
    return onFx(
        () ->
            cell.lookupAll(".text").stream()
                .map(Text.class::cast)
                .filter(text -> !text.getText().isEmpty())
                .sorted(Comparator.comparing(RankingStage::left))
                .map(Text::getText)
                .collect(Collectors.joining()));
  }

  static double left(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMinX();
  }

  List<String> names() {
    return rows().stream().map(row -> drawn(row).getFirst()).toList();
  }

  /// A table puts some things off for more than one pulse.
  <T> void assertSoon(T expected, Supplier<T> actual) {
    for (int pulse = 0; pulse < 100 && !expected.equals(actual.get()); pulse++) {
      act(() -> {});
    }
    assertEquals(expected, actual.get());
  }

  void assertNames(List<String> expected) {
    assertSoon(expected, this::names);
  }

  String text(String query) {
    return onFx(() -> ((Labeled) ranking.lookup(query)).getText());
  }

  String detail() {
    return text(".panel-detail");
  }

  TableView<?> table() {
    return (TableView<?>) ranking.lookup(".table-view");
  }

  List<String> headers() {
    return onFx(
        () ->
            table().getVisibleLeafColumns().stream()
                .map(javafx.scene.control.TableColumn::getText)
                .toList());
  }

  String filter() {
    return onFx(() -> FilterText.of(model.scope().filter()));
  }

  /// Fired at the node, so that no pointer takes part.
  static void fire(EventType<MouseEvent> type, Node at, MouseButton button, boolean alt) {
    onFx(
        () -> {
          Point2D place = at.localToScene(3, 3);
          boolean primary = button == MouseButton.PRIMARY;
          boolean middle = button == MouseButton.MIDDLE;
          Event.fireEvent(
              at,
              new MouseEvent(
                  type,
                  place.getX(),
                  place.getY(),
                  0,
                  0,
                  button,
                  1,
                  false,
                  false,
                  alt,
                  false,
                  primary,
                  middle,
                  !primary && !middle,
                  true,
                  false,
                  true,
                  null));
        });
  }

  void click(Node at, MouseButton button, boolean alt) {
    fire(MouseEvent.MOUSE_PRESSED, at, button, alt);
    fire(MouseEvent.MOUSE_RELEASED, at, button, alt);
    fire(MouseEvent.MOUSE_CLICKED, at, button, alt);
  }

  void key(KeyCode code, boolean shift, boolean control) {
    act(
        () ->
            Event.fireEvent(
                table(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false)));
  }

  void click(String header) {
    Node label =
        onFx(
            () ->
                table().lookupAll(".column-header > .label").stream()
                    .filter(node -> header.equals(((Labeled) node).getText()))
                    .findFirst()
                    .orElseThrow());
    click(label.getParent(), MouseButton.PRIMARY, false);
  }

  /// Asks for the menu where a pointer is, or by key.
  List<MenuItem> menu(Node at, boolean byKey) {
    closeMenus();
    onFx(
        () -> {
          Point2D place = at.localToScreen(2, 2);
          Event.fireEvent(
              at,
              new ContextMenuEvent(
                  ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                  2,
                  2,
                  place.getX(),
                  place.getY(),
                  byKey,
                  null));
        });
    return onFx(
        () ->
            Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(window -> List.copyOf(((ContextMenu) window).getItems()))
                .reduce((_, last) -> last)
                .orElse(List.of()));
  }

  static List<String> texts(List<MenuItem> items) {
    return items.stream()
        .map(item -> item instanceof SeparatorMenuItem ? "-" : item.getText())
        .toList();
  }

  static MenuItem item(List<MenuItem> items, String text) {
    return items.stream().filter(item -> text.equals(item.getText())).findFirst().orElseThrow();
  }

  void choose(List<MenuItem> items, String text) {
    act(item(items, text)::fire);
    closeMenus();
  }

  TableCell<?, ?> nameCell(int row) {
    return cells(rows().get(row)).getFirst();
  }
}
