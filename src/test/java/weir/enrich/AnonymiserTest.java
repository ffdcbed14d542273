package weir.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.ShortText;

class AnonymiserTest {
  private static final byte[] KEY = new byte[Anonymiser.KEY_OCTETS];

  private static Anonymiser of(Anonymiser.Method method) {
    return method == Anonymiser.Method.CRYPTO_PAN
        ? Anonymiser.cryptoPan(KEY)
        : Anonymiser.truncating(KEY, Anonymiser.IPV4_BITS, Anonymiser.IPV6_BITS);
  }

  /// A row with a value in every field of the catalogue.
  private static FlowBatch full() {
    FlowBatch batch = new FlowBatch();
    for (FlowField field : FlowField.all()) {
      switch (field.kind()) {
        case ADDRESS -> batch.setAddress(field, 0, (0xffffL << 32) | 0x0a01_0203L);
        case ADDRESSES -> {
          batch.addAddress(field, 0, 0x2001_0db8_0001_0002L, 3);
          batch.addAddress(field, 0, 0x2001_0db8_0001_0002L, 4);
        }
        case NUMBERS -> batch.add(field, 7);
        case TEXT -> batch.setText(field, 0, ShortText.of("firefox"));
        case MAC -> batch.set(field, 0x0011_2233_4455L);
        default -> batch.set(field, 5);
      }
    }
    batch.set(FlowField.VPN_ROUTE_DISTINGUISHER, (1L << 48) | (0x0a01_0203L << 16) | 9);
    batch.endRow();
    return batch;
  }

  @ParameterizedTest
  @EnumSource
  void everyAddressMacAndTextBecomesAnother(Anonymiser.Method method) {
    FlowBatch before = full();
    FlowBatch after = full();
    of(method).apply(after);
    for (FlowField field : FlowField.all()) {
      boolean same =
          field.isList()
              ? java.util.stream.IntStream.range(0, before.listLength(field, 0))
                  .allMatch(i -> before.item(field, 0, i) == after.item(field, 0, i))
              : before.get(field, 0) == after.get(field, 0)
                  && before.high(field, 0) == after.high(field, 0);
      assertEquals(!Anonymiser.changes(field), same, field.toString());
    }
    assertTrue(Anonymiser.changes(FlowField.SEGMENTS));
    assertEquals(before.listLength(FlowField.SEGMENTS, 0), after.listLength(FlowField.SEGMENTS, 0));
  }

  @Test
  void truncationKeepsNetworksAndMakers() {
    Anonymiser cut = of(Anonymiser.Method.TRUNCATE);
    assertEquals(IpAddress.parse("10.1.2.0"), cut.address(IpAddress.parse("10.1.2.3")));
    assertEquals(
        IpAddress.parse("2001:db8:1::"), cut.address(IpAddress.parse("2001:db8:1:2:3:4:5:6")));
    assertEquals(0x0011_2200_0000L, cut.mac(0x0011_2233_4455L));
    assertEquals("truncate /24 /48", cut.words());
    Anonymiser little = Anonymiser.truncating(KEY, 0, 0);
    assertEquals("0.0.0.0", little.address(IpAddress.parse("10.1.2.3")).toString());
    assertEquals(IpAddress.NONE, little.address(IpAddress.parse("2001:db8::1")));
    Anonymiser all = Anonymiser.truncating(KEY, 32, 128);
    assertEquals(IpAddress.parse("10.1.2.3"), all.address(IpAddress.parse("10.1.2.3")));
    assertEquals(IpAddress.parse("2001:db8::1"), all.address(IpAddress.parse("2001:db8::1")));
    assertThrows(IllegalArgumentException.class, () -> Anonymiser.truncating(KEY, 33, 48));
  }

  @ParameterizedTest
  @EnumSource
  void exportersStayApart(Anonymiser.Method method) {
    Anonymiser anonymiser = of(method);
    IpAddress one = anonymiser.exporter(IpAddress.parse("192.0.2.1"));
    IpAddress two = anonymiser.exporter(IpAddress.parse("192.0.2.2"));
    assertNotEquals(one, two);
    assertNotEquals(IpAddress.parse("192.0.2.0"), one);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNobodysStays(Anonymiser.Method method) {
    Anonymiser anonymiser = of(method);
    assertEquals(IpAddress.NONE, anonymiser.address(IpAddress.NONE));
    assertEquals(0, anonymiser.mac(0));
    assertEquals(0xffff_ffff_ffffL, anonymiser.mac(0xffff_ffff_ffffL));
    assertEquals(ShortText.NONE, anonymiser.text(FlowField.PROGRAM, ShortText.NONE));
  }

  @ParameterizedTest
  @EnumSource
  void groupsOfMacAddressesStayGroupsOfNobody(Anonymiser.Method method) {
    // 224.0.0.251 and the end of an address of IPv6 are in them
    for (long group : new long[] {0x0100_5e00_00fbL, 0x3333_ff12_3456L}) {
      long other = of(method).mac(group);
      assertEquals(0x0300_0000_0000L, other & 0x0300_0000_0000L);
      assertNotEquals(group & 0xff_ffffL, other & 0xff_ffffL);
    }
  }

  @Test
  void namesBecomeOthersThatSayOfWhat() {
    Anonymiser anonymiser = of(Anonymiser.Method.CRYPTO_PAN);
    String firefox = anonymiser.text(FlowField.PROGRAM, ShortText.of("firefox")).toString();
    assertTrue(firefox.matches("program-[0-9a-f]{6}"), firefox);
    assertNotEquals(firefox, anonymiser.text(FlowField.PROGRAM, ShortText.of("chrome")).toString());
    assertTrue(
        anonymiser
            .text(FlowField.CONTAINER, ShortText.of("db"))
            .toString()
            .matches("container-[0-9a-f]{6}"));
    assertEquals(Kind.TEXT, FlowField.CONTAINER.kind());
  }

  @Test
  void ratesStayAndNamesGo() {
    Overrides said =
        new Overrides(
            Map.of(
                IpAddress.parse("192.0.2.1"),
                new Overrides.Exporter(
                    "edge", 10, Map.of(3L, new Overrides.Interface("uplink", 20)), "Berlin"),
                IpAddress.parse("192.0.2.2"),
                new Overrides.Exporter("core", 0, Map.of(), "Berlin"),
                IpAddress.parse("192.0.2.3"),
                new Overrides.Exporter("", 0, Map.of(), "Rome")));
    Anonymiser anonymiser = of(Anonymiser.Method.CRYPTO_PAN);
    Overrides other = anonymiser.names(said);
    assertEquals(
        new Overrides.Exporter("", 10, Map.of(3L, new Overrides.Interface("", 20)), "site 1"),
        other.of(anonymiser.exporter(IpAddress.parse("192.0.2.1"))));
    assertEquals("site 1", other.of(anonymiser.exporter(IpAddress.parse("192.0.2.2"))).site());
    assertEquals("site 2", other.of(anonymiser.exporter(IpAddress.parse("192.0.2.3"))).site());
    assertFalse(other.toString().contains("Berlin"));
  }

  @Test
  void otherKeysMakeOthers() {
    IpAddress address = IpAddress.parse("10.1.2.3");
    assertNotEquals(
        Anonymiser.cryptoPan(Anonymiser.randomKey()).address(address),
        Anonymiser.cryptoPan(Anonymiser.randomKey()).address(address));
  }
}
