package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.SampleRanking;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;
import weir.ui.control.Menus;

final class RankingMenuTest extends RankingStage {
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
            "-",
            "Sort by",
            "Columns",
            "Hide Other",
            "-",
            "Copy numbers"),
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
            "-",
            "Sort by",
            "Columns",
            "-",
            "Copy numbers"),
        texts(items));
    choose(items, "Filter out destination 10.0.0.2");
    assertEquals("not dst ip 10.0.0.2", filter());
  }

  @Test
  void otherHasNoFiltersAndBesideTheRowsThereIsTheTablesMenu() {
    show(hosts());
    assertEquals(
        List.of(
            "Copy name", "Copy row", "-", "Sort by", "Columns", "Hide Other", "-", "Copy numbers"),
        texts(menu(nameCell(3), false)));
    List<String> tables = List.of("Sort by", "Columns", "Hide Other", "-", "Copy numbers");
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
    ContextMenu menu = onFx(RankingMenuTest::openMenu);
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
    choose(menu(nameCell(0), false), "Copy numbers");
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
    choose(menu(nameCell(0), false), "Copy numbers");
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
    onFx(model.travel()::back);
    onFx(model.travel()::back);
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
}
