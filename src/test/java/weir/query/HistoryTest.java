package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The way back, and forward again.
class HistoryTest {
  private static final View VIEW =
      new View("one", "One", 1, Optional.empty(), "fth-activity", List.of());

  private static Scope scope(long until) {
    return new Scope(Filter.all(), new RangeChoice.Between(new TimeRange(0, until)));
  }

  @Test
  void aViewIsAStepToo() {
    View other = new View("two", "Two", 2, Optional.empty(), "fth-activity", List.of());
    History history = History.of(scope(1), VIEW).turn(other).go(scope(2));
    assertEquals(other, history.view());
    assertEquals(scope(1), history.back().current());
    assertEquals(other, history.back().view());
    assertEquals(VIEW, history.back().back().view());
  }

  @Test
  void backAndForwardGoOverWhatWasLookedAt() {
    History history = History.of(scope(1), VIEW).go(scope(2)).go(scope(3));
    assertTrue(history.canBack());
    assertFalse(history.canForward());
    assertEquals(scope(2), history.back().current());
    assertEquals(scope(1), history.back().back().current());
    assertFalse(history.back().back().canBack());
    assertTrue(history.back().back().canForward());
    assertEquals(scope(2), history.back().back().forward().current());
    assertSame(history, history.forward());
    History first = History.of(scope(1), VIEW);
    assertSame(first, first.back());
    assertFalse(first.canForward());
  }

  @Test
  void aNewScopeForgetsWhatWasAhead() {
    History history = History.of(scope(1), VIEW).go(scope(2)).go(scope(3)).back().go(scope(4));
    assertEquals(List.of(scope(1), scope(2), scope(4)), history.scopes());
    assertEquals(scope(4), history.current());
    assertFalse(history.canForward());
  }

  @Test
  void crumbsLeadToTheirScopeAndKeepWhatIsAhead() {
    History history = History.of(scope(1), VIEW).go(scope(2)).go(scope(3));
    History at = history.at(1);
    assertEquals(scope(2), at.current());
    assertEquals(List.of(scope(1), scope(2)), at.trail());
    assertEquals(scope(3), at.forward().current());
    assertEquals(history.scopes(), history.trail());
  }
}
