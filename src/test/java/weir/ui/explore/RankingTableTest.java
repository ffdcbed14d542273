package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterText;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Panel;
import weir.query.SampleRanking;
import weir.query.Views;
import weir.query.Visual;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;
import weir.ui.Theme;
import weir.ui.chart.ChartGroup;
import weir.ui.control.Menus;
import weir.ui.control.Zoom;

class RankingTableTest {
  private static final long NOW = 1_700_000_000L * FlowQuery.SECOND;

  private final ExploreModel model = new ExploreModel(() -> NOW, Views.builtIn().first());
  private final ChartGroup view = new ChartGroup(model.charts(), model::setCharts);
  private final List<AutoCloseable> open = new ArrayList<>();

  private final RankingTable ranking =
      onFx(() -> new RankingTable(panel(Filter.all()), view, model::select));
  private final StackPane root = onFx(() -> new StackPane(ranking));
  private final Stage stage = onFx(() -> new Stage());

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private static Panel panel(Filter filter) {
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

  private static void closeMenus() {
    onFx(
        () ->
            List.copyOf(Window.getWindows()).stream()
                .filter(ContextMenu.class::isInstance)
                .forEach(Window::hide));
  }

  private static <T> T onFx(Callable<T> task) {
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

  private static void onFx(Runnable task) {
    onFx(
        () -> {
          task.run();
          return true;
        });
  }

  /// Does it, and what a pulse would do then.
  private void act(Runnable task) {
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

  private static SampleRanking hosts() {
    return SampleRanking.by(FlowField.SRC_ADDRESS)
        .row(600_000, "10.0.0.10")
        .row(300_000, "10.0.0.9")
        .row(60_000, "10.0.0.1")
        .other(40_000);
  }

  private static SampleRanking pairs() {
    return SampleRanking.by(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)
        .row(600_000, "2001:db8:1234:5678::1", "2001:db8:8765:4321::2")
        .row(300_000, "10.0.0.1", "10.0.0.2");
  }

  private void show(SampleRanking sample) {
    Answer answer = sample.answer();
    act(() -> ranking.show(answer));
  }

  private void size(double width, double zoom) {
    act(
        () -> {
          Zoom.set(root.getScene(), zoom);
          ranking.setMaxWidth(width);
        });
  }

  private List<TableRow<?>> rows() {
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

  private static List<TableCell<?, ?>> cells(Node row) {
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
  private static List<String> drawn(Node row) {
    return cells(row).stream().map(RankingTableTest::text).toList();
  }

  /// What is drawn in a column of a row that may have been scrolled.
  private static String drawn(Node row, int column) {
    return cells(row).stream()
        .filter(cell -> cell.getTableColumn().getText().equals(column(cell, column)))
        .map(RankingTableTest::text)
        .findFirst()
        .orElse("not there");
  }

  private static String column(TableCell<?, ?> cell, int index) {
    return cell.getTableView().getVisibleLeafColumn(index).getText();
  }

  private static String text(Node cell) {
    return onFx(
        () ->
            cell.lookupAll(".text").stream()
                .map(Text.class::cast)
                .filter(text -> !text.getText().isEmpty())
                .sorted(Comparator.comparing(RankingTableTest::left))
                .map(Text::getText)
                .collect(Collectors.joining()));
  }

  private static double left(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMinX();
  }

  private List<String> names() {
    return rows().stream().map(row -> drawn(row).getFirst()).toList();
  }

  /// A table puts some things off for more than one pulse.
  private <T> void assertSoon(T expected, Supplier<T> actual) {
    for (int pulse = 0; pulse < 100 && !expected.equals(actual.get()); pulse++) {
      act(() -> {});
    }
    assertEquals(expected, actual.get());
  }

  private void assertNames(List<String> expected) {
    assertSoon(expected, this::names);
  }

  private String text(String query) {
    return onFx(() -> ((Labeled) ranking.lookup(query)).getText());
  }

  private String detail() {
    return text(".panel-detail");
  }

  private TableView<?> table() {
    return (TableView<?>) ranking.lookup(".table-view");
  }

  private List<String> headers() {
    return onFx(
        () ->
            table().getVisibleLeafColumns().stream()
                .map(javafx.scene.control.TableColumn::getText)
                .toList());
  }

  private String filter() {
    return onFx(() -> FilterText.of(model.scope().filter()));
  }

  @Test
  void theLargestComesFirstWithAllItsNumbers() {
    show(hosts());
    assertEquals(List.of("Name", "Bits/s", "Bytes", "Share"), headers());
    assertEquals(
        List.of(
            List.of("10.0.0.10", "480 kbit/s", "600 kB", "60.0 %"),
            List.of("10.0.0.9", "240 kbit/s", "300 kB", "30.0 %"),
            List.of("10.0.0.1", "48.0 kbit/s", "60.0 kB", "6.0 %"),
            List.of("Other", "32.0 kbit/s", "40.0 kB", "4.0 %")),
        rows().stream().map(RankingTableTest::drawn).toList());
    assertSoon("top 3", this::detail);
    show(SampleRanking.by(FlowField.SRC_ADDRESS).row(2, "10.0.0.1").row(1, "10.0.0.2"));
    assertSoon("all 2", this::detail);
    show(SampleRanking.by(FlowField.SRC_ADDRESS).row(2, "10.0.0.1").row(1, "10.0.0.2").top(2));
    assertSoon("top 2", this::detail);
  }

  @Test
  void oneMeasureHasOneColumn() {
    show(hosts().of(Measure.PACKETS));
    assertEquals(List.of("Name", "Packets", "Share"), headers());
    assertEquals(List.of("10.0.0.10", "600 kpkt", "60.0 %"), drawn(rows().getFirst()));
  }

  private static double width(Node row, String part) {
    return onFx(() -> ((javafx.scene.layout.Region) row.lookup(part)).getWidth());
  }

  @Test
  void barsAreAsLongAsTheirPartOfTheLargest() {
    show(hosts());
    List<TableRow<?>> rows = rows();
    double whole = width(rows.getFirst(), ".track");
    assertTrue(whole > 50, "a bar of " + whole);
    assertEquals(whole, width(rows.get(0), ".bar"), 1);
    assertEquals(whole / 2, width(rows.get(1), ".bar"), 1);
    assertEquals(whole / 10, width(rows.get(2), ".bar"), 1);
    assertTrue(onFx(() -> rows.get(2).lookup(".bar").isVisible()));
    assertFalse(onFx(() -> rows.get(3).lookup(".bar").isVisible()));
    assertFalse(onFx(() -> rows.get(3).lookup(".track").isVisible()));
  }

  private static Bounds bounds(Node node) {
    return onFx(() -> node.localToScene(node.getLayoutBounds()));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void numbersAreWholeAndBesideTheirBarsAtAnyWidthAndZoom(Theme theme) {
    act(() -> theme.apply(root.getScene()));
    show(
        SampleRanking.by(FlowField.SRC_ADDRESS)
            .row(8_888_888_888L, "203.203.203.203")
            .row(8_880_000, "2001:db8:1234:5678:9abc:def0:1234:5678")
            .row(1_110_000_000, "10.0.0.1"));
    List<List<String>> numbers =
        List.of(
            List.of("7.11 Gbit/s", "8.89 GB", "88.8 %"),
            List.of("7.10 Mbit/s", "8.88 MB", "< 0.1 %"),
            List.of("888 Mbit/s", "1.11 GB", "11.1 %"));
    for (double zoom : new double[] {0.8, 1, 2}) {
      for (double width : new double[] {240, 350, 700}) {
        size(width, zoom);
        String at = "at " + width + " and " + zoom;
        List<TableRow<?>> rows = rows();
        for (int column = 1; column < 4; column++) {
          int there = column;
          act(() -> table().scrollToColumnIndex(there));
          for (int i = 0; i < rows.size(); i++) {
            assertEquals(numbers.get(i).get(column - 1), drawn(rows.get(i), column), at);
          }
        }
        act(() -> table().scrollToColumnIndex(1));
        for (int i = 0; i < rows.size(); i++) {
          Bounds number = bounds(rows.get(i).lookup(".gauge > .number"));
          Bounds bar = bounds(rows.get(i).lookup(".gauge > .track"));
          Bounds letters = bounds(rows.get(i).lookup(".gauge > .number > .text"));
          assertTrue(letters.getMaxY() - letters.getHeight() / 5 <= bar.getMinY(), at);
          assertTrue(bar.getMaxY() <= bounds(rows.get(i)).getMaxY(), at);
          assertTrue(number.getMinX() >= bar.getMinX() - 1, at);
        }
      }
    }
  }

  @Test
  void letNamesElideThenScrollsWhereThereIsNoRoom() {
    show(hosts());
    size(700, 1);
    assertFalse(scrolls());
    size(170, 1);
    assertTrue(scrolls());
    act(() -> table().scrollToColumnIndex(3));
    assertEquals("60.0 %", drawn(rows().getFirst(), 3));
  }

  private boolean scrolls() {
    return onFx(
        () ->
            ranking.lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .anyMatch(
                    bar ->
                        bar.getOrientation() == javafx.geometry.Orientation.HORIZONTAL
                            && bar.isVisible()));
  }

  @Test
  void bothEndsOfAConversationAreWhole() {
    show(pairs());
    assertNames(List.of("2001:db8:1234:5678::1 → 2001:db8:8765:4321::2", "10.0.0.1 → 10.0.0.2"));
    assertNull(cells(rows().getFirst()).getFirst().getTooltip());
    assertTrue(
        onFx(() -> rows().getFirst().lookupAll(".part")).stream()
            .allMatch(part -> part.getStyleClass().contains("address")));
  }

  @Test
  void whereThereIsNoRoomEachEndIsCutInTheMiddleAndAHintHasTheWhole() {
    show(pairs());
    size(380, 1);
    TableCell<?, ?> cell = cells(rows().getFirst()).getFirst();
    List<String> ends =
        onFx(
            () ->
                cell.lookupAll(".part > .text").stream()
                    .map(Text.class::cast)
                    .sorted(Comparator.comparing(RankingTableTest::left))
                    .map(Text::getText)
                    .toList());
    assertEquals(2, ends.size());
    assertTrue(ends.get(0).matches("2001:.*….*::1"), ends.toString());
    assertTrue(ends.get(1).matches("2001:.*….*::2"), ends.toString());
    assertEquals(
        "2001:db8:1234:5678::1 → 2001:db8:8765:4321::2", onFx(() -> cell.getTooltip().getText()));
    size(700, 1);
    assertNull(onFx(cell::getTooltip));
  }

  /// Fired at the node, so that no pointer takes part.
  private static void fire(EventType<MouseEvent> type, Node at, MouseButton button, boolean alt) {
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

  private void click(Node at, MouseButton button, boolean alt) {
    fire(MouseEvent.MOUSE_PRESSED, at, button, alt);
    fire(MouseEvent.MOUSE_RELEASED, at, button, alt);
    fire(MouseEvent.MOUSE_CLICKED, at, button, alt);
  }

  private void key(KeyCode code, boolean shift, boolean control) {
    act(
        () ->
            Event.fireEvent(
                table(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false)));
  }

  private void click(String header) {
    Node label =
        onFx(
            () ->
                table().lookupAll(".column-header > .label").stream()
                    .filter(node -> header.equals(((Labeled) node).getText()))
                    .findFirst()
                    .orElseThrow());
    click(label.getParent(), MouseButton.PRIMARY, false);
  }

  @Test
  void aHeaderSortsUpwardsThenDownwardsThenNoLonger() {
    List<String> ranked = List.of("10.0.0.10", "10.0.0.9", "10.0.0.1", "Other");
    show(hosts());
    click("Name");
    assertNames(List.of("10.0.0.1", "10.0.0.9", "10.0.0.10", "Other"));
    assertSoon("top 3, sorted by name", this::detail);
    click("Name");
    assertNames(ranked);
    click("Name");
    assertNames(ranked);
    assertSoon("top 3", this::detail);
    for (String number : List.of("Bits/s", "Bytes", "Share")) {
      click(number);
      assertNames(List.of("10.0.0.1", "10.0.0.9", "10.0.0.10", "Other"));
      click(number);
      assertNames(ranked);
      assertTrue(detail().startsWith("top 3, sorted by "), detail());
      click(number);
    }
  }

  @Test
  void sortedRowsStaySortedAndSelectedWhenTheyAreRefreshed() {
    show(hosts());
    click("Name");
    act(() -> table().getSelectionModel().select(1)); // 10.0.0.9
    show(
        SampleRanking.by(FlowField.SRC_ADDRESS)
            .row(700_000, "10.0.0.9")
            .row(600_000, "10.0.0.10")
            .row(70_000, "10.0.0.2")
            .row(60_000, "10.0.0.1")
            .other(40_000));
    assertNames(List.of("10.0.0.1", "10.0.0.2", "10.0.0.9", "10.0.0.10", "Other"));
    assertEquals(2, onFx(() -> table().getSelectionModel().getSelectedIndex()));
    click("Name");
    assertEquals(1, onFx(() -> table().getSelectionModel().getSelectedIndex()));
    click("Name");
    assertEquals(0, onFx(() -> table().getSelectionModel().getSelectedIndex()));
    show(hosts());
    assertEquals(1, onFx(() -> table().getSelectionModel().getSelectedIndex()));
    show(SampleRanking.by(FlowField.SRC_ADDRESS).row(1, "10.0.0.77"));
    assertEquals(-1, onFx(() -> table().getSelectionModel().getSelectedIndex()));
  }

  /// Asks for the menu where a pointer is, or by key.
  private List<MenuItem> menu(Node at, boolean byKey) {
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

  private static List<String> texts(List<MenuItem> items) {
    return items.stream()
        .map(item -> item instanceof SeparatorMenuItem ? "-" : item.getText())
        .toList();
  }

  private static MenuItem item(List<MenuItem> items, String text) {
    return items.stream().filter(item -> text.equals(item.getText())).findFirst().orElseThrow();
  }

  private void choose(List<MenuItem> items, String text) {
    act(item(items, text)::fire);
    closeMenus();
  }

  private TableCell<?, ?> nameCell(int row) {
    return cells(rows().get(row)).getFirst();
  }

  @Test
  void theMenuOfARowOffersWhatCanBeDoneWithIt() {
    show(hosts());
    assertEquals(
        List.of(
            "Filter for this",
            "Filter out",
            "-",
            "Filter for 10.0.0.9 at either end",
            "-",
            "Copy name",
            "Copy row",
            "Copy table as CSV",
            "-",
            "Sort by",
            "Hide Other"),
        texts(menu(nameCell(1), false)));
    assertEquals("", filter());
  }

  @Test
  void theMenuOfAConversationHasEachEnd() {
    show(pairs());
    List<MenuItem> items = menu(nameCell(1), false);
    assertEquals(
        List.of(
            "Filter for this",
            "Filter out",
            "-",
            "Filter for source 10.0.0.1",
            "Filter out source 10.0.0.1",
            "Filter for 10.0.0.1 at either end",
            "Filter for destination 10.0.0.2",
            "Filter out destination 10.0.0.2",
            "Filter for 10.0.0.2 at either end",
            "-",
            "Copy name",
            "Copy row",
            "Copy table as CSV",
            "-",
            "Sort by"),
        texts(items));
    choose(items, "Filter out destination 10.0.0.2");
    assertEquals("not dst ip 10.0.0.2", filter());
  }

  @Test
  void otherHasNoFiltersAndBesideTheRowsThereIsTheTablesMenu() {
    show(hosts());
    assertEquals(
        List.of("Copy name", "Copy row", "Copy table as CSV", "-", "Sort by", "Hide Other"),
        texts(menu(nameCell(3), false)));
    List<String> tables = List.of("Copy table as CSV", "-", "Sort by", "Hide Other");
    assertEquals(tables, texts(menu(ranking.lookup(".panel-header"), false)));
    assertEquals(tables, texts(menu(ranking.lookup(".column-header-background"), false)));
  }

  @ParameterizedTest
  @EnumSource(names = {"F10", "CONTEXT_MENU"})
  void theMenuKeyAsksForTheSelectedRow(KeyCode code) {
    show(hosts());
    act(
        () -> {
          Menus.byKey(root.getScene());
          table().requestFocus();
          table().getSelectionModel().select(2);
        });
    key(code, code == KeyCode.F10, false);
    ContextMenu menu = onFx(RankingTableTest::openMenu);
    Bounds row = onFx(() -> rows().get(2).localToScreen(rows().get(2).getLayoutBounds()));
    assertEquals(row.getMaxY(), menu.getAnchorY(), 2);
    choose(menu.getItems(), "Filter for this");
    assertEquals("src ip 10.0.0.1", filter());
  }

  private static ContextMenu openMenu() {
    return Window.getWindows().stream()
        .filter(ContextMenu.class::isInstance)
        .map(ContextMenu.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /// The menu is of the row that it was asked for, whatever stands there by now.
  @Test
  void aRefreshDoesNotChangeWhatAnOpenMenuIsOf() {
    show(hosts());
    List<MenuItem> items = menu(nameCell(0), false);
    show(SampleRanking.by(FlowField.SRC_ADDRESS).row(700_000, "10.0.0.77"));
    choose(items, "Filter out");
    assertEquals("not src ip 10.0.0.10", filter());
  }

  @Test
  void sortsFromTheMenuToo() {
    show(hosts());
    List<MenuItem> sorts = ((Menu) item(menu(nameCell(0), false), "Sort by")).getItems();
    assertEquals(List.of("Ranking", "Name", "Bits/s", "Bytes", "Share"), texts(sorts));
    assertEquals("Ranking", chosen(sorts));
    choose(sorts, "Name");
    assertSoon("10.0.0.1", () -> names().getFirst());
    sorts = ((Menu) item(menu(nameCell(0), false), "Sort by")).getItems();
    assertEquals("Name ↑", chosen(sorts));
    choose(sorts, "Name ↑");
    assertSoon("10.0.0.10", () -> names().getFirst());
    sorts = ((Menu) item(menu(nameCell(0), false), "Sort by")).getItems();
    assertEquals("Name ↓", chosen(sorts));
    choose(sorts, "Bytes");
    assertSoon("top 3, sorted by bytes", this::detail);
    sorts = ((Menu) item(menu(nameCell(0), false), "Sort by")).getItems();
    choose(sorts, "Ranking");
    assertSoon("top 3", this::detail);
  }

  private static String chosen(List<MenuItem> items) {
    return String.join(
        ", ",
        items.stream()
            .filter(item -> ((RadioMenuItem) item).isSelected())
            .map(MenuItem::getText)
            .toList());
  }

  @Test
  void otherIsHiddenHereAndInEveryPanel() {
    show(hosts());
    choose(menu(nameCell(0), false), "Hide Other");
    assertTrue(model.charts().otherHidden());
    assertNames(List.of("10.0.0.10", "10.0.0.9", "10.0.0.1"));
    assertSoon("top 3 without Other", this::detail);
    assertEquals("60.0 %", drawn(rows().getFirst()).getLast()); // of everything still
    show(hosts());
    assertEquals(3, rows().size());
    choose(menu(nameCell(0), false), "Show Other");
    assertEquals(4, rows().size());
    act(() -> view.hideOther(true));
    assertEquals(3, rows().size());
  }

  @Test
  void otherIsToldApart() {
    show(hosts());
    Labeled other = (Labeled) rows().getLast().lookup(".part");
    Labeled first = (Labeled) rows().getFirst().lookup(".part");
    assertTrue(slanted(other), other.getFont().toString());
    assertFalse(slanted(first), first.getFont().toString());
    assertFalse(other.getTextFill().equals(first.getTextFill()));
  }

  private static boolean slanted(Labeled text) {
    return text.getFont().getStyle().matches(".*(Italic|Oblique).*");
  }

  private static String clipboard() {
    return onFx(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
  }

  @Test
  void copiesAsItIsShown() {
    show(hosts());
    click("Name");
    assertNames(List.of("10.0.0.1", "10.0.0.9", "10.0.0.10", "Other"));
    choose(menu(nameCell(0), false), "Copy name");
    assertEquals("10.0.0.1", clipboard());
    choose(menu(nameCell(0), false), "Copy row");
    assertEquals("10.0.0.1\t48.0 kbit/s\t60.0 kB\t6.0 %", clipboard());
    choose(menu(nameCell(0), false), "Copy table as CSV");
    assertEquals(
        List.of(
            "src_addr,bps,bytes",
            "10.0.0.1,48000.000,60000",
            "10.0.0.9,240000.000,300000",
            "10.0.0.10,480000.000,600000",
            "other,32000.000,40000"),
        clipboard().lines().toList());
    choose(menu(nameCell(0), false), "Hide Other");
    assertNames(List.of("10.0.0.1", "10.0.0.9", "10.0.0.10"));
    choose(menu(nameCell(0), false), "Copy table as CSV");
    assertEquals(4, clipboard().lines().count());
  }

  @Test
  void copiesTheSelectedRowByKey() {
    show(hosts());
    act(() -> table().getSelectionModel().select(2));
    key(KeyCode.C, false, true);
    assertEquals("10.0.0.1\t48.0 kbit/s\t60.0 kB\t6.0 %", clipboard());
  }

  @Test
  void onlyThePrimaryButtonDrills() {
    show(hosts());
    click(nameCell(1), MouseButton.SECONDARY, false);
    click(nameCell(1), MouseButton.MIDDLE, false);
    assertEquals("", filter());
    click(nameCell(3), MouseButton.PRIMARY, false); // Other
    assertEquals("", filter());
    click(nameCell(1), MouseButton.PRIMARY, false);
    assertEquals("src ip 10.0.0.9", filter());
  }

  @Test
  void altAndClickFiltersOut() {
    show(hosts());
    click(nameCell(1), MouseButton.PRIMARY, true);
    assertEquals("not src ip 10.0.0.9", filter());
  }

  @Test
  void aClickIsOnWhatStoodThereWhenTheButtonWentDown() {
    show(hosts());
    Node cell = nameCell(1);
    fire(MouseEvent.MOUSE_PRESSED, cell, MouseButton.PRIMARY, false);
    show(
        SampleRanking.by(FlowField.SRC_ADDRESS).row(700_000, "10.0.0.9").row(600_000, "10.0.0.10"));
    fire(MouseEvent.MOUSE_RELEASED, cell, MouseButton.PRIMARY, false);
    fire(MouseEvent.MOUSE_CLICKED, cell, MouseButton.PRIMARY, false);
    assertEquals("src ip 10.0.0.9", filter());
  }

  @Test
  void enterKeepsAndShiftEnterLeavesOut() {
    show(hosts());
    act(() -> table().getSelectionModel().select(0));
    key(KeyCode.ENTER, true, false);
    assertEquals("not src ip 10.0.0.10", filter());
    act(() -> table().getSelectionModel().select(1));
    key(KeyCode.ENTER, false, false);
    assertEquals("not src ip 10.0.0.10 and src ip 10.0.0.9", filter());
    act(() -> table().getSelectionModel().select(3)); // Other
    key(KeyCode.ENTER, false, false);
    assertEquals("not src ip 10.0.0.10 and src ip 10.0.0.9", filter());
  }

  @Test
  void sumsSoFarSaySo() {
    show(hosts().covering(new Coverage(12, 100, false, 0)));
    assertEquals(List.of("Name", "Bytes so far", "Share"), headers());
    assertEquals(List.of("10.0.0.10", "600 kB", "60.0 %"), drawn(rows().getFirst()));
    assertTrue(
        onFx(() -> table().getAccessibleText()).endsWith("; newest 12 % so far"),
        table().getAccessibleText());
    show(SampleRanking.by(FlowField.SRC_ADDRESS).covering(new Coverage(12, 100, false, 0)));
    assertEquals("No flows in what was looked at so far", text(".panel-message"));
  }

  @Test
  void whereThereIsNothingTheNextStepIsSaid() throws Exception {
    show(SampleRanking.by(FlowField.SRC_ADDRESS));
    assertEquals("No flows in this range. Choose a longer one.", text(".panel-message"));
    assertSoon("", this::detail);
    show(SampleRanking.by(FlowField.SRC_ADDRESS).filter(FilterParser.parse("tcp")));
    assertEquals(
        "No such flows in this range. Choose a longer one, or take away a filter.",
        text(".panel-message"));
    assertTrue(menu(table(), true).isEmpty());
  }

  @Test
  void aPanelsOwnFilterCannotBeTakenAway() throws Exception {
    Filter tcp = FilterParser.parse("tcp");
    Answer nothing = SampleRanking.by(FlowField.SRC_ADDRESS).filter(tcp).answer();
    String said =
        onFx(
            () -> {
              RankingTable own = new RankingTable(panel(tcp), view, _ -> {});
              root.getChildren().setAll(own);
              own.show(nothing);
              root.applyCss();
              root.layout();
              return ((Labeled) own.lookup(".panel-message")).getText();
            });
    assertEquals("No flows in this range. Choose a longer one.", said);
  }

  @Test
  void aFailureTakesThePlaceOfTheRows() {
    show(hosts());
    act(() -> ranking.showMessage("The store is gone. F5 asks again."));
    assertTrue(rows().isEmpty());
    assertEquals("The store is gone. F5 asks again.", text(".panel-message"));
    assertSoon("", this::detail);
    show(hosts());
    assertEquals(4, rows().size());
  }

  @Test
  void isReadAloud() {
    show(pairs());
    TableRow<?> row = rows().get(1);
    String said = "10.0.0.1 to 10.0.0.2, 240 kbit/s, 33.3 %";
    assertEquals(said, onFx(row::getAccessibleText));
    assertEquals(said, onFx(() -> cells(row).getFirst().getAccessibleText()));
    assertEquals("240 kbit/s", onFx(() -> cells(row).get(1).getText()));
    assertEquals("Top sources; all 2", onFx(() -> table().getAccessibleText()));
    click("Name");
    assertEquals("Top sources; all 2, sorted by name", onFx(() -> table().getAccessibleText()));
  }

  /// Through the model and a store: what is kept, and what is really left out.
  @Test
  void filtersOutWhatItSays() throws Exception {
    FlowArchive store = DuckDbStore.temporary();
    open.add(store);
    FlowBatch batch = new FlowBatch();
    flow(batch, "10.0.0.1", 100);
    flow(batch, "10.0.0.2", 900);
    flow(batch, "10.0.0.3", 500);
    try (FlowWriter writer = store.writer()) {
      writer.append(batch);
    }
    onFx(
        () -> {
          model.open(Optional.of(new DataSet("three hosts", store, false)));
          model.bounds(store.status());
        });
    ask(store);
    assertNames(List.of("10.0.0.2", "10.0.0.3", "10.0.0.1"));
    choose(menu(nameCell(0), false), "Filter out");
    ask(store);
    assertNames(List.of("10.0.0.3", "10.0.0.1"));
    choose(menu(nameCell(1), false), "Filter for 10.0.0.1 at either end");
    ask(store);
    assertNames(List.of("10.0.0.1"));
    onFx(model::back);
    onFx(model::back);
    ask(store);
    choose(menu(nameCell(1), false), "Filter for this");
    ask(store);
    assertNames(List.of("10.0.0.3"));
  }

  private void ask(FlowArchive store) throws Exception {
    FlowQuery query = panel(Filter.all()).queryFor(onFx(() -> model.frame(500)));
    Answer answer = store.run(query, new Cancel());
    act(() -> ranking.show(answer));
  }

  private static void flow(FlowBatch batch, String source, int bytes) {
    batch.set(FlowField.TIME_RECEIVED, NOW);
    batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.parse(source).low());
    batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.parse("10.0.0.255").low());
    batch.set(FlowField.BYTES, bytes);
    batch.set(FlowField.PACKETS, 1);
    batch.endRow();
  }

  @Test
  void roomIsSharedByWhatNeedsIt() {
    assertEquals(List.of(30.0, 50.0), split(100, 30, 50));
    assertEquals(List.of(30.0, 70.0), split(100, 30, 90));
    assertEquals(List.of(50.0, 50.0), split(100, 80, 90));
    assertEquals(List.of(60.0, 20.0, 20.0), split(100, 90, 20, 20));
    assertEquals(List.of(0.0), split(0, 20));
  }

  private static List<Double> split(double room, double... wanted) {
    return Stream.of(PartsBox.split(room, wanted))
        .flatMapToDouble(java.util.Arrays::stream)
        .boxed()
        .toList();
  }
}
