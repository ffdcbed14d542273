package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.flow.IpAddress;

class DrillDownTest {
  private static final RangeChoice EVERYTHING = new RangeChoice.Everything();
  private static final IpAddress HOST = IpAddress.parse("10.0.0.1");
  private static final IpAddress PORT = new IpAddress(0, 443);

  private static String filter(Filter before, Selection selection) {
    Scope next = DrillDown.apply(new Scope(before, EVERYTHING), selection);
    assertEquals(EVERYTHING, next.range());
    return FilterText.of(next.filter());
  }

  private static String filter(Selection selection) {
    return filter(Filter.all(), selection);
  }

  private static Selection group(boolean exclude) {
    return new Selection.Group(
        Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_PORT), List.of(HOST, PORT), exclude);
  }

  @Test
  void aGroupIsKeptByAllOfItsValues() {
    assertEquals("src ip 10.0.0.1 and dst port 443", filter(group(false)));
  }

  @Test
  void aGroupIsKeptOutAsAWhole() {
    assertEquals("not (src ip 10.0.0.1 and dst port 443)", filter(group(true)));
  }

  @Test
  void whatWasFilteredBeforeStays() throws FilterSyntaxException {
    assertEquals(
        "tcp and not dst port 443".replace("tcp", "proto tcp"),
        filter(
            FilterParser.parse("tcp"),
            new Selection.Group(Dimension.of(FlowField.DST_PORT), List.of(PORT), true)));
  }

  @Test
  void eitherEndIsWhatOneWritesByHand() throws FilterSyntaxException {
    for (FlowField end : List.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)) {
      Selection either = new Selection.EitherEnd(Dimension.field(end), HOST);
      assertEquals("ip 10.0.0.1", filter(either));
      assertEquals(
          FilterParser.parse("ip 10.0.0.1"),
          DrillDown.apply(new Scope(Filter.all(), EVERYTHING), either).filter());
    }
    assertEquals(
        "port 443", filter(new Selection.EitherEnd(Dimension.field(FlowField.DST_PORT), PORT)));
    assertEquals(
        "ip 10.0.0.0/24",
        filter(
            new Selection.EitherEnd(
                new Dimension.Prefix(FlowField.DST_ADDRESS, 24, 48), IpAddress.parse("10.0.0.0"))));
  }

  @Test
  void aSpanBecomesTheRangeAndLeavesTheFilter() throws FilterSyntaxException {
    Filter tcp = FilterParser.parse("tcp");
    TimeRange range = new TimeRange(5, 9);
    assertEquals(
        new Scope(tcp, new RangeChoice.Between(range)),
        DrillDown.apply(new Scope(tcp, EVERYTHING), new Selection.Span(range)));
  }
}
