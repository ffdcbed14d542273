package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;

final class ValueSpanTest {
  private static ValueSpan of(FlowField field, String filter) throws FilterSyntaxException {
    return of(field, FilterParser.parse(filter));
  }

  private static ValueSpan of(FlowField field, Filter filter) {
    return ValueSpan.of(Dimension.field(field), filter);
  }

  @Test
  void isAllThatAFieldCanHave() {
    assertEquals(new ValueSpan(0, 255), of(FlowField.TTL, Filter.all()));
    assertEquals(new ValueSpan(0, 65_535), of(FlowField.DST_PORT, Filter.all()));
    assertEquals(new ValueSpan(0, 4095), of(FlowField.VLAN, Filter.all()));
    assertEquals(new ValueSpan(0, 0xffff_ffffL), of(FlowField.SRC_AS, Filter.all()));
    assertEquals(new ValueSpan(0, Long.MAX_VALUE), of(FlowField.TUNNEL_ID, Filter.all()));
  }

  @Test
  void isWhatTheFilterLetsThrough() throws FilterSyntaxException {
    assertEquals(new ValueSpan(50, 70), of(FlowField.TTL, "ip_ttl >= 50 and ip_ttl <= 70"));
    assertEquals(new ValueSpan(51, 69), of(FlowField.TTL, "ip_ttl > 50 and ip_ttl < 70"));
    assertEquals(new ValueSpan(64, 64), of(FlowField.TTL, "tcp and ip_ttl = 64"));
    assertEquals(new ValueSpan(0, 255), of(FlowField.TTL, "ip_ttl != 64"));
    Filter beyond = new Filter.Compare(FlowField.TTL, Filter.Op.LE, 300);
    assertEquals(new ValueSpan(0, 255), of(FlowField.TTL, beyond));
  }

  /// A filter that lets nothing through, or of which one part is enough, says nothing of it.
  @Test
  void isAllWhereTheFilterDoesNotSay() throws FilterSyntaxException {
    assertEquals(new ValueSpan(0, 255), of(FlowField.TTL, "ip_ttl > 70 and ip_ttl < 50"));
    assertEquals(new ValueSpan(0, 255), of(FlowField.TTL, "ip_ttl > 70 or tcp"));
    assertEquals(new ValueSpan(0, 255), of(FlowField.TTL, "src_port > 70"));
  }

  @Test
  void ofPacketsIsWhatEthernetCarriesUnlessTheFilterSaysMore() throws FilterSyntaxException {
    Dimension octets = Dimensions.BUILT_IN.require("octets_per_packet");
    for (String[] one :
        new String[][] {
          {"tcp", "0", "1500"},
          {"octets_per_packet 64-127", "64", "127"},
          {"octets_per_packet 64+", "64", "1500"},
          {"octets_per_packet 2000+", "2000", "3500"},
          {"octets_per_packet 64-9000", "64", "9000"}
        }) {
      assertEquals(
          new ValueSpan(Long.parseLong(one[1]), Long.parseLong(one[2])),
          ValueSpan.of(octets, FilterParser.parse(one[0])),
          one[0]);
    }
  }

  @Test
  void binsAreRoundAndFit() {
    ValueSpan ports = new ValueSpan(0, 65_535);
    assertEquals(250, ports.binWidth(300));
    assertEquals(500, ports.binWidth(200));
    assertEquals(1, new ValueSpan(0, 255).binWidth(256));
    assertEquals(2, new ValueSpan(0, 255).binWidth(255));
    assertEquals(1, new ValueSpan(50, 70).binWidth(100));
    assertEquals(Long.MAX_VALUE, new ValueSpan(0, Long.MAX_VALUE).binWidth(0));
  }

  @Property(tries = 200)
  void thereAreNoMoreBinsThanRows(
      @ForAll @LongRange(min = 0, max = 1L << 40) long most,
      @ForAll @IntRange(min = 1, max = 2000) int rows) {
    long width = new ValueSpan(0, most).binWidth(rows);
    assertEquals(true, most / width + 1 <= rows);
    assertEquals(true, width == 1 || (most + 1.0) / rows > width / 2.6, "nor far less");
  }

  @Test
  void isWithinAnother() {
    assertEquals(new ValueSpan(5, 8), new ValueSpan(0, 8).within(new ValueSpan(5, 9)));
    assertEquals(new ValueSpan(0, 3), new ValueSpan(0, 3).within(new ValueSpan(5, 9)));
    assertThrows(IllegalArgumentException.class, () -> new ValueSpan(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new ValueSpan(-1, 1));
  }
}
