package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import weir.flow.IpAddress;
import weir.flow.Prefixes;

/// Names of networks and of stretches of values: which one a value has.
class NameTableTest {
  /// Networks that are in each other more often than not, of both families, and addresses at and
  /// beside their ends.
  @Property(tries = 300)
  void anAddressHasTheNameOfTheLongestPrefixThatItIsIn(@ForAll long seed) {
    Random random = new Random(seed);
    List<NameTable.Network> networks = new ArrayList<>();
    List<IpAddress> addresses = new ArrayList<>();
    for (int i = 0; i < random.nextInt(1, 40); i++) {
      boolean v4 = random.nextBoolean();
      long high = v4 ? 0 : 0x2001_0db8_0000_0000L | random.nextInt(4);
      long low = v4 ? 0xffffL << 32 | 0x0a00_0000 | random.nextInt(1 << 10) : random.nextLong();
      int bits = v4 ? 96 + random.nextInt(33) : random.nextInt(129);
      if (!v4 && bits < 20 && random.nextBoolean()) {
        bits += 64;
      }
      NameTable.Span span = NameTable.Span.of(new Prefixes.Network(new IpAddress(high, low), bits));
      networks.add(
          new NameTable.Network(
              new Prefixes.Network(span.first(), bits), "n" + random.nextInt(12)));
      addresses.add(new IpAddress(high, low));
      addresses.addAll(List.of(span.first(), span.last(), beside(span.first(), -1)));
      addresses.add(beside(span.last(), 1));
    }
    NameTable table = NameTable.ofNetworks(networks, "none");
    for (IpAddress address : addresses) {
      String expected = "none";
      int longest = -1;
      for (NameTable.Network network : networks) {
        if (network.range().bits() > longest && isIn(address, network.range())) {
          longest = network.range().bits();
          expected = network.name();
        }
      }
      int place = table.stretches().place(address.high(), address.low());
      assertEquals(expected, table.name(place), () -> address + " in " + networks);
      assertEquals(place, table.place(table.name(place)));
    }
    for (int i = 1; i < table.stretches().count(); i++) { // in order, and none in another
      BigInteger last = number(table.stretches().get(i - 1).span().last());
      assertEquals(-1, last.compareTo(number(table.stretches().get(i).span().first())));
    }
  }

  private static boolean isIn(IpAddress address, Prefixes.Network network) {
    int shift = 128 - network.bits();
    return number(address).shiftRight(shift).equals(number(network.address()).shiftRight(shift));
  }

  private static BigInteger number(IpAddress address) {
    return new BigInteger(Long.toUnsignedString(address.high()))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(address.low())));
  }

  private static IpAddress beside(IpAddress address, int by) {
    BigInteger number = number(address).add(BigInteger.valueOf(by)).mod(BigInteger.TWO.pow(128));
    return new IpAddress(number.shiftRight(64).longValue(), number.longValue());
  }

  @Test
  void theFirstOfSeveralEntriesThatFitHolds() {
    NameTable table =
        new NameTable(
            List.of(
                new NameTable.Entry("four", List.of(NameTable.Span.of(4))),
                new NameTable.Entry("few", List.of(NameTable.Span.of(2, 6))),
                new NameTable.Entry("all", List.of(NameTable.Span.of(0, -1)))),
            "none");
    assertEquals(
        List.of("all", "few", "four", "few", "all", "all"),
        List.of(0L, 2L, 4L, 6L, 7L, -1L).stream()
            .map(value -> table.name(table.stretches().place(0, value)))
            .toList());
    assertEquals("none", table.name(table.stretches().place(1, 4)));
  }

  @Test
  void aNameIsFoundInAnyCaseAndTablesAreToldApart() {
    NameTable one = NameTable.ofNetworks(List.of(network("10.0.0.0/8", "Office")), "none");
    assertEquals(0, one.place("oFFICE"));
    assertEquals(1, one.place("NONE"));
    assertEquals(-1, one.place("Home"));
    NameTable same = NameTable.ofNetworks(List.of(network("10.0.0.0/8", "Office")), "none");
    assertEquals(one, same);
    assertEquals(one.fingerprint(), same.fingerprint());
    NameTable other = NameTable.ofNetworks(List.of(network("10.0.0.0/9", "Office")), "none");
    assertNotEquals(one, other);
    assertNotEquals(one.fingerprint(), other.fingerprint());
  }

  private static NameTable.Network network(String prefix, String name) {
    return new NameTable.Network(Prefixes.of(List.of(prefix)).networks().getFirst(), name);
  }
}
