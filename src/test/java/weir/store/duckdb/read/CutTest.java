package weir.store.duckdb.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.query.TimeRange;
import weir.sql.Dialect;
import weir.sql.Mapping;
import weir.store.duckdb.read.QueryPlan.Piece;
import weir.store.duckdb.rollup.Rollup;
import weir.store.duckdb.rollup.SliceTable;

class CutTest {
  private static final SliceTable ONE = table("one");
  private static final SliceTable OTHER = table("other");

  private static SliceTable table(String name) {
    return new SliceTable(
        new Mapping(Dialect.DUCKDB, name, Set.of(), List.of()), 0, 0, 0, Optional.empty(), 0);
  }

  private static Piece flows(SliceTable table, long from, long until, long rows) {
    return new Piece(table, Optional.empty(), new TimeRange(from, until), rows, rows);
  }

  private static long rows(List<Piece> pieces) {
    return pieces.stream().mapToLong(Piece::rows).sum();
  }

  @Test
  void theNewestPartIsOfAllSlicesThatHaveFlowsOfThatTime() {
    List<Piece> pieces = List.of(flows(ONE, 0, 1000, 1000), flows(OTHER, 500, 900, 400));
    Cut cut = Cut.of(pieces, 300);
    assertEquals(List.of(flows(ONE, 800, 1000, 200), flows(OTHER, 800, 900, 100)), cut.newest());
    assertEquals(List.of(flows(ONE, 0, 800, 800), flows(OTHER, 500, 800, 300)), cut.rest());
  }

  @Test
  void theRestIsInTheOrderOfItsEnds() {
    List<Piece> pieces = List.of(flows(ONE, 0, 1000, 1000), flows(OTHER, 100, 950, 0));
    Cut cut = Cut.of(pieces, 40);
    assertEquals(List.of(flows(ONE, 960, 1000, 40)), cut.newest());
    assertEquals(
        List.of(960L, 950L), cut.rest().stream().map(p -> p.range().untilNanos()).toList());
  }

  @Test
  void allOfItWhereThatIsNotMore() {
    List<Piece> pieces = List.of(flows(ONE, 0, 1000, 1000), flows(OTHER, 0, 1000, 1000));
    assertEquals(new Cut(pieces, List.of()), Cut.of(pieces, 2000));
  }

  /// The sums of a roll-up cannot be told apart by time everywhere.
  @Test
  void rollUpsStayWhole() {
    Piece summed =
        new Piece(OTHER, Optional.of(Rollup.FLAGS), new TimeRange(0, 1000), 500, 100_000);
    Cut cut = Cut.of(List.of(flows(ONE, 0, 1000, 1000), summed), 150);
    assertEquals(List.of(flows(ONE, 900, 1000, 100), summed), cut.newest());
    assertEquals(List.of(flows(ONE, 0, 900, 900)), cut.rest());
  }

  @Test
  void everyCutGetsOnAndNothingIsLost() {
    List<Piece> left =
        List.of(flows(ONE, 10, 11, 5_000), flows(OTHER, 0, 11, 7), flows(ONE, 0, 3, 9_999));
    long taken = 0;
    for (int cuts = 0; !left.isEmpty(); cuts++) {
      assertTrue(cuts < 20, "no end");
      Cut cut = Cut.of(left, 1);
      assertFalse(cut.newest().isEmpty());
      taken += rows(cut.newest());
      left = cut.rest();
    }
    assertTrue(Math.abs(taken - 15_006) <= 20, "rows are rounded: " + taken);
  }
}
