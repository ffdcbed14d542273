package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// What people group and filter by, told by name.
class DimensionsTest {
  private static final Dimensions DIMENSIONS = Dimensions.BUILT_IN;

  @ParameterizedTest
  @CsvSource({
    "src_addr, src_addr",
    "SRC_ADDR, src_addr",
    "src_addr/24, src_addr/24",
    "Dst_Addr/24/56, dst_addr/24/56",
    "dst_addr/24/48, dst_addr/24",
    "src_addr/0/0, src_addr/0/0",
    "src_addr/32/128, src_addr/32/128",
    "packet_size, packet_size",
    "handshake_time, handshake_time"
  })
  void areFoundByName(String name, String canonical) {
    assertEquals(canonical, DIMENSIONS.require(name).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "colour", "src_addr/", "src_addr/33", "src_addr/-1", "src_addr/24/129",
        "src_addr/24/-1", "src_addr/24/56/7", "src_addr/x", "src_port/8", "bytes", "as_path"
      })
  void whatIsNoneIsRefusedWithThoseThereAre(String name) {
    assertEquals(Optional.empty(), DIMENSIONS.named(name));
    var refused = assertThrows(IllegalArgumentException.class, () -> DIMENSIONS.require(name));
    String said = String.valueOf(refused.getMessage());
    assertTrue(said.startsWith("there is no field '" + name + "'; there are "), said);
    assertTrue(said.contains("src_addr, dst_addr"), said);
    assertTrue(
        said.contains(
            "packet_size, octets_per_packet, handshake_time, tcp_step, addr_a, addr_b,"
                + " src_addr/24"),
        said);
  }

  @Test
  void recordsCanBeSortedByTimesAndCountsTooAndNotByLists() {
    assertEquals(FlowField.BYTES, DIMENSIONS.requireOrdered("Bytes").whole().orElseThrow());
    assertEquals("src_addr/24", DIMENSIONS.requireOrdered("src_addr/24").name());
    assertThrows(IllegalArgumentException.class, () -> DIMENSIONS.requireOrdered("as_path"));
  }

  @Test
  void aPrefixIsANetworkOfItsFamilysLength() {
    Dimension prefix = DIMENSIONS.require("src_addr/24/56");
    IpAddress v4 = IpAddress.parse("10.1.2.0");
    IpAddress v6 = IpAddress.parse("2001:db8:0:100::");
    assertEquals("10.1.2.0/24", prefix.text(v4.high(), v4.low()));
    assertEquals("2001:db8:0:100::/56", prefix.text(v6.high(), v6.low()));
    assertEquals(
        new Filter.Within(FlowField.SRC_ADDRESS, v4, 120), prefix.equal(v4.high(), v4.low()));
    assertEquals(
        new Filter.Within(FlowField.SRC_ADDRESS, v6, 56), prefix.equal(v6.high(), v6.low()));
    assertTrue(prefix.isAddress());
    assertTrue(prefix.groupable());
    assertEquals(Set.of(FlowField.SRC_ADDRESS), prefix.fields());
    assertEquals(FlowField.SRC_ADDRESS.label() + " /24", prefix.label());
    assertFalse(prefix.is(FlowField.SRC_ADDRESS));
    assertEquals(Optional.empty(), prefix.whole());
  }

  @Test
  void aPrefixOfWhatIsNoAddressIsNone() {
    assertThrows(
        IllegalArgumentException.class, () -> new Dimension.Prefix(FlowField.SRC_PORT, 8, 8));
  }

  @Test
  void aFieldIsItself() {
    Dimension port = Dimension.field(FlowField.DST_PORT);
    assertTrue(port.is(FlowField.DST_PORT));
    assertFalse(port.is(FlowField.SRC_PORT));
    assertEquals(FlowField.DST_PORT.label(), port.label());
    assertEquals(Set.of(FlowField.DST_PORT), port.fields());
    assertEquals(FlowField.DST_PORT.text(0, 443), port.text(0, 443));
    assertEquals(Filter.equal(FlowField.DST_PORT, 0, 443), port.equal(0, 443));
    assertFalse(port.isAddress());
    assertTrue(Dimension.field(FlowField.SRC_ADDRESS).isAddress());
    assertFalse(Dimension.field(FlowField.BYTES).groupable());
    assertEquals(
        List.of(port, Dimension.field(FlowField.PROTOCOL)),
        Dimension.of(FlowField.DST_PORT, FlowField.PROTOCOL));
  }

  /// RFC 2819, etherStatsPkts64Octets and those behind it.
  @Test
  void sizesOfPacketsAreTheClassesOfRmon() {
    Dimension.Named sizes =
        assertInstanceOf(Dimension.Named.class, DIMENSIONS.require("packet_size"));
    assertEquals(
        List.of("0-64", "65-127", "128-255", "256-511", "512-1023", "1024-1518", "1519+"),
        sizes.table().names());
    assertTrue(sizes.isQuotient());
    assertEquals(Set.of(FlowField.BYTES, FlowField.PACKETS), sizes.fields());
    assertEquals("1024-1518", sizes.text(0, 5));
    assertEquals(new Filter.Is(sizes, List.of(5L)), sizes.equal(0, 5));
    NameTable.Span span = sizes.table().entries().get(1).spans().getFirst();
    assertEquals(List.of(65L, 127L), List.of(span.first().low(), span.last().low()));
  }

  @Test
  void timesOfHandshakesAreInClassesOfMilliseconds() {
    Dimension.Named times =
        assertInstanceOf(Dimension.Named.class, DIMENSIONS.require("handshake_time"));
    assertEquals("none", times.text(0, 0));
    assertEquals("0-1ms", times.text(0, 1));
    assertEquals("5-20ms", times.text(0, 3));
    assertEquals("1000ms+", times.text(0, times.table().entries().size()));
    NameTable.Span first = times.table().entries().get(1).spans().getFirst();
    assertEquals(List.of(1L, 999L), List.of(first.first().low(), first.last().low()));
    NameTable.Span next = times.table().entries().get(2).spans().getFirst();
    assertEquals(List.of(1_000L, 4_999L), List.of(next.first().low(), next.last().low()));
  }

  @Test
  void aTableNamesPlacesAndTheRestBehindThem() {
    NameTable table =
        new NameTable(
            List.of(
                new NameTable.Entry("One", List.of(NameTable.Span.of(1))),
                new NameTable.Entry("Few", List.of(NameTable.Span.of(2, 5)))),
            "many");
    assertEquals(List.of("One", "Few", "many"), table.names());
    assertEquals(
        List.of("One", "Few", "many", "many", "many"),
        List.of(table.name(0), table.name(1), table.name(2), table.name(3), table.name(-1)));
    assertEquals(
        List.of(0, 1, 2, -1),
        List.of(table.place("one"), table.place("FEW"), table.place("Many"), table.place("some")));
  }

  @Test
  void ofTheSameTablesTheyAreEqual() {
    Dimensions same = Dimensions.of(weir.exporter.Overrides.NONE);
    assertEquals(DIMENSIONS, same);
    assertEquals(DIMENSIONS.hashCode(), same.hashCode());
    assertFalse(DIMENSIONS.equals((Object) "site"));
    assertEquals(DIMENSIONS.require("site"), same.now(DIMENSIONS.require("site")));
    Dimension foreign =
        new Dimension.Named("x", "X", FlowField.SRC_PORT, new NameTable(List.of(), "r"));
    assertEquals(foreign, same.now(foreign));
  }
}
