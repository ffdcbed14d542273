package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.Measure;
import weir.query.SampleRanking;
import weir.ui.Theme;

final class RankingTableTest extends RankingStage {
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
        boolean summed = shown("Bytes");
        assertEquals(width / zoom > 400, summed, "sums give way to names " + at);
        int[] seen = summed ? new int[] {0, 1, 2} : new int[] {0, 2};
        for (int column = 0; column < seen.length; column++) {
          int there = column + 1;
          act(() -> table().scrollToColumnIndex(there));
          for (int i = 0; i < rows.size(); i++) {
            assertEquals(numbers.get(i).get(seen[column]), drawn(rows.get(i), there), at);
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

  private boolean shown(String title) {
    return onFx(
        () ->
            table().getVisibleLeafColumns().stream()
                .anyMatch(column -> column.getText().equals(title)));
  }

  @Test
  void letNamesElideThenScrollsWhereThereIsNoRoom() {
    show(hosts());
    size(700, 1);
    assertFalse(scrolls());
    size(200, 1); // enough for numbers, not for a name beside them
    assertTrue(scrolls());
    assertTrue(drawn(rows().getFirst(), 0).startsWith("10.0"));
    act(() -> table().scrollToColumnIndex(2));
    assertEquals("60.0 %", drawn(rows().getFirst(), 2));
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

  @Test
  void aHeaderSortsNamesUpwardsThenDownwardsAndNumbersDownwards() {
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
      click("Name");
      click(number);
      assertNames(ranked);
      assertTrue(detail().startsWith("top 3, sorted by "), detail());
      click(number);
      assertSoon("top 3", this::detail);
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
