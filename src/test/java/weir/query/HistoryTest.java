package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Where a click leads to, and the way back.
class HistoryTest {
  private static final Scope ALL = new Scope(Filter.all(), new RangeChoice.Everything());

  private static Selection.Group tcp443(boolean exclude) {
    return new Selection.Group(
        Dimension.of(FlowField.PROTOCOL, FlowField.DST_PORT),
        List.of(new IpAddress(0, 6), new IpAddress(0, 443)),
        exclude);
  }

  private static String text(Scope scope) {
    return FilterText.of(scope.filter());
  }

  @Test
  void aGroupJoinsTheFilter() {
    Scope once = DrillDown.apply(ALL, tcp443(false));
    assertEquals("proto tcp and dst port 443", text(once));
    assertEquals(ALL.range(), once.range());
    IpAddress host = IpAddress.parse("10.0.0.1");
    var source = new Selection.Group(Dimension.of(FlowField.SRC_ADDRESS), List.of(host), false);
    assertEquals(
        "proto tcp and dst port 443 and src ip 10.0.0.1", text(DrillDown.apply(once, source)));
  }

  @Test
  void whatIsKeptOutIsKeptOutAsAGroup() {
    assertEquals("not (proto tcp and dst port 443)", text(DrillDown.apply(ALL, tcp443(true))));
    IpAddress host = IpAddress.parse("10.0.0.1");
    var source = new Selection.Group(Dimension.of(FlowField.SRC_ADDRESS), List.of(host), true);
    assertEquals("not src ip 10.0.0.1", text(DrillDown.apply(ALL, source)));
  }

  @Test
  void aSpanBecomesTheRange() {
    TimeRange range = new TimeRange(3, 17);
    Scope filtered = DrillDown.apply(ALL, tcp443(false));
    Scope spanned = DrillDown.apply(filtered, new Selection.Span(range));
    assertEquals(new RangeChoice.Between(range), spanned.range());
    assertEquals(filtered.filter(), spanned.filter());
  }

  private static Scope scope(long until) {
    return new Scope(Filter.all(), new RangeChoice.Between(new TimeRange(0, until)));
  }

  @Test
  void backAndForwardGoOverWhatWasLookedAt() {
    History history = History.of(scope(1)).go(scope(2)).go(scope(3));
    assertTrue(history.canBack());
    assertFalse(history.canForward());
    assertEquals(scope(2), history.back().current());
    assertEquals(scope(1), history.back().back().current());
    assertFalse(history.back().back().canBack());
    assertTrue(history.back().back().canForward());
    assertEquals(scope(2), history.back().back().forward().current());
    assertSame(history, history.forward());
    History first = History.of(scope(1));
    assertSame(first, first.back());
    assertFalse(first.canForward());
  }

  @Test
  void aNewScopeForgetsWhatWasAhead() {
    History history = History.of(scope(1)).go(scope(2)).go(scope(3)).back().go(scope(4));
    assertEquals(List.of(scope(1), scope(2), scope(4)), history.scopes());
    assertEquals(scope(4), history.current());
    assertFalse(history.canForward());
  }

  @Test
  void crumbsLeadToTheirScopeAndKeepWhatIsAhead() {
    History history = History.of(scope(1)).go(scope(2)).go(scope(3));
    History at = history.at(1);
    assertEquals(scope(2), at.current());
    assertEquals(List.of(scope(1), scope(2)), at.trail());
    assertEquals(scope(3), at.forward().current());
    assertEquals(history.scopes(), history.trail());
  }
}
