package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;

/// Panels that change places, come and go.
class ViewTest {
  private static Panel panel(String id, int column, int row, int columns) {
    return new Panel(
        id,
        id,
        Visual.RANKING,
        new Panel.Place(column, row, columns),
        new Panel.Sums(Dimension.of(FlowField.PROTOCOL), Filter.all(), Optional.empty(), 5, true));
  }

  private static final View VIEW =
      new View(
          "v",
          "V",
          1,
          Optional.empty(),
          "fth-hash",
          List.of(
              panel("c", 0, 1, 12), panel("b", 4, 0, 8), panel("a", 0, 0, 4), panel("d", 0, 2, 6)));

  private static String places(View view) {
    return view.inOrder().stream()
        .map(
            panel ->
                panel.id()
                    + panel.place().column()
                    + ","
                    + panel.place().row()
                    + ","
                    + panel.place().columns())
        .collect(Collectors.joining(" "));
  }

  @Test
  void panelsAreReadLineByLine() {
    assertEquals("a0,0,4 b4,0,8 c0,1,12 d0,2,6", places(VIEW));
  }

  @Test
  void twoTakeEachOthersPlace() {
    assertEquals("c0,0,4 b4,0,8 a0,1,12 d0,2,6", places(VIEW.swapped("a", "c")));
    assertThrows(IllegalArgumentException.class, () -> VIEW.swapped("a", "x"));
  }

  private static String beside(String id, int columns, int rows) {
    return VIEW.beside(VIEW.panel(id), columns, rows).map(Panel::id).orElse("none");
  }

  @Test
  void theOneBesideIsTheNextInThatDirection() {
    assertEquals("b", beside("a", 1, 0));
    assertEquals("none", beside("a", -1, 0));
    assertEquals("c", beside("b", 1, 0)); // on in the next row
    assertEquals("c", beside("a", 0, 1));
    assertEquals("a", beside("c", 0, -1));
    assertEquals("none", beside("d", 0, 1));
  }

  @Test
  void whatIsRemovedLeavesNoGap() {
    List<Panel> left = new ArrayList<>(VIEW.inOrder());
    left.removeIf(panel -> panel.id().equals("b") || panel.id().equals("c"));
    assertEquals("a0,0,12 d0,1,12", places(VIEW.arranged(left)));
  }

  @Test
  void whatIsTooWideGoesToARowOfItsOwn() {
    List<Panel> wider = new ArrayList<>(VIEW.inOrder());
    wider.set(0, panel("a", 0, 0, 6));
    assertEquals("a0,0,12 b0,1,12 c0,2,12 d0,3,12", places(VIEW.arranged(wider)));
  }

  @Test
  void aPanelIsWhatAFormSays() {
    Panel panel = Views.builtIn().named("hosts").panel("first");
    assertEquals(panel, ViewFile.panel(ViewFile.members(panel)));
    Map<String, Object> members = new LinkedHashMap<>(ViewFile.members(panel));
    members.put("visual", "pie");
    String said =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> ViewFile.panel(members))
                .getMessage());
    assertTrue(said.startsWith("'visual' is \"pie\", not one of "), said);
  }

  @Test
  void whatFilesSayOfSidesAndRecordsIsAsked() {
    View hosts = Views.builtIn().named("hosts");
    Filter host = Filter.atEitherEnd(weir.flow.IpAddress.parse("10.0.0.1"));
    Frame frame = new Frame(new TimeRange(0, 10), host, Unit.BITS, true, 0, Dimensions.BUILT_IN);
    assertEquals(
        "src ip 10.0.0.1", FilterText.of(hosts.panel("sends-to").questionFor(frame).filter()));
    assertEquals(
        "dst ip 10.0.0.1", FilterText.of(hosts.panel("hears-from").questionFor(frame).filter()));
    RecordQuery first = hosts.panel("first").recordsFor(frame);
    assertEquals(RecordQuery.Order.OLDEST_FIRST, first.order());
    assertEquals(10, first.limit());
    assertEquals(
        List.of(
            Measure.PACKETS_PER_SECOND,
            Measure.PACKETS,
            Measure.PACKETS_FORTH,
            Measure.PACKETS_BACK),
        hosts
            .panel("peers")
            .queryFor(
                new Frame(new TimeRange(0, 10), host, Unit.PACKETS, true, 0, Dimensions.BUILT_IN))
            .measures());
  }

  private static Panel tall(String id, int column, int row, int columns, int rows) {
    return panel(id, column, row, columns).at(new Panel.Place(column, row, columns, rows));
  }

  private static String high(View view) {
    return view.inOrder().stream()
        .map(
            panel ->
                panel.id()
                    + panel.place().column()
                    + ","
                    + panel.place().row()
                    + ","
                    + panel.place().columns()
                    + "x"
                    + panel.place().rows())
        .collect(Collectors.joining(" "));
  }

  private static View of(Panel... panels) {
    return VIEW.with(List.of(panels));
  }

  @Test
  void whatReachesOverTwoRowsHasOthersBesideIt() {
    View view =
        of(tall("a", 0, 0, 4, 2), panel("b", 4, 0, 8), panel("c", 4, 1, 8), panel("d", 0, 2, 12));
    assertEquals(3, view.rows());
    assertEquals(high(view), high(view.arranged(view.inOrder())), "it is arranged already");
    assertEquals("d", view.beside(view.panel("a"), 0, 1).map(Panel::id).orElse("none"));
    assertEquals("b", view.beside(view.panel("c"), 0, -1).map(Panel::id).orElse("none"));
    assertTrue(view.panel("a").place().overlaps(new Panel.Place(3, 1, 2)));
  }

  @Test
  void aRowThatNobodyIsInBesideATallOneIsNone() {
    View view = of(tall("a", 0, 0, 4, 2), panel("b", 4, 0, 8), panel("d", 0, 2, 12));
    assertEquals("a0,0,4x1 b4,0,8x1 d0,1,12x1", high(view.arranged(view.inOrder())));
    View whole = of(tall("a", 0, 0, 12, 3), panel("d", 0, 3, 12));
    assertEquals(high(whole), high(whole.arranged(whole.inOrder())), "it is only higher");
  }
}
