package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
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

  private static Selection area(long least, long most, boolean exclude) {
    return new Selection.Area(
        Optional.empty(), Dimension.field(FlowField.TTL), new ValueSpan(least, most), exclude);
  }

  @Test
  void anAreaIsItsValuesAndItsTime() {
    assertEquals("ttl >= 50 and ttl <= 70", filter(area(50, 70, false)));
    assertEquals("ttl 64", filter(area(64, 64, false)));
    assertEquals("not (ttl >= 50 and ttl <= 70)", filter(area(50, 70, true)));
    assertEquals("not ttl 64", filter(area(64, 64, true)));
    TimeRange range = new TimeRange(1000, 2000);
    Selection both =
        new Selection.Area(
            Optional.of(range), Dimension.field(FlowField.TTL), new ValueSpan(1, 2), false);
    Scope next = DrillDown.apply(new Scope(Filter.all(), EVERYTHING), both);
    assertEquals(new RangeChoice.Between(range), next.range());
    assertEquals("ttl >= 1 and ttl <= 2", FilterText.of(next.filter()));
  }

  /// Zooming in again and again leaves one pair of bounds.
  @Test
  void aNarrowerAreaTakesThePlaceOfAWiderOne() throws FilterSyntaxException {
    Filter before = FilterParser.parse("tcp and ip_ttl >= 50 and ip_ttl <= 70 and src_port >= 3");
    assertEquals(
        "proto tcp and src port >= 3 and ttl >= 55 and ttl <= 60",
        filter(before, area(55, 60, false)));
    assertEquals(
        "proto tcp and ttl >= 50 and src port >= 3 and ttl >= 40 and ttl <= 60",
        filter(before, area(40, 60, false)));
    assertEquals("proto tcp and src port >= 3 and ttl 60", filter(before, area(60, 60, false)));
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

  private static Selection conversation(String a, String b, boolean exclude) {
    return new Selection.Group(
        Dimension.End.BOTH, List.of(IpAddress.parse(a), IpAddress.parse(b)), exclude);
  }

  @Test
  void aConversationIsWhatGoesBothWays() {
    assertEquals(
        "ip 10.0.0.1 and ip 10.0.0.2", filter(conversation("10.0.0.1", "10.0.0.2", false)));
    assertEquals(
        "not (ip 10.0.0.1 and ip 10.0.0.2)", filter(conversation("10.0.0.1", "10.0.0.2", true)));
  }

  @Test
  void aHostWithItselfIsNotAllThatItHasToDo() {
    assertEquals(
        "src ip 127.0.0.1 and dst ip 127.0.0.1",
        filter(conversation("127.0.0.1", "127.0.0.1", false)));
  }

  @Test
  void aHostsPageIsOfAllThatItSendsAndReceives() throws FilterSyntaxException {
    assertEquals("ip 10.0.0.1", filter(FilterParser.parse("tcp"), new Selection.Host(HOST)));
    assertEquals(
        List.of(HOST, IpAddress.parse("10.0.0.2")),
        Selection.Host.of((Selection.Group) conversation("10.0.0.1", "10.0.0.2", false)));
    assertEquals(List.of(HOST), Selection.Host.of((Selection.Group) group(false)));
  }

  @Test
  void oneSideOfAFilterIsOfItsAddressesAlone() throws FilterSyntaxException {
    Filter filter = FilterParser.parse("ip 10.0.0.1 and port 443 and not ip 10.0.0.9");
    assertEquals(
        "src ip 10.0.0.1 and port 443 and not ip 10.0.0.9", FilterText.of(Side.SOURCE.of(filter)));
    assertEquals(
        "dst net 10.0.0.0/8".replace("net", "ip"),
        FilterText.of(Side.DESTINATION.of(FilterParser.parse("net 10.0.0.0/8"))));
  }
}
