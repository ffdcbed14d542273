package weir.enrich.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import weir.flow.IpAddress;

class PrefixTableTest {
  /// A prefix as its text says it: octets, compared bit by bit.
  private record Plain(byte[] octets, int bits, int value) {
    boolean contains(byte[] address) {
      if (address.length != octets.length) {
        return false;
      }
      return bits == 0
          || new BigInteger(1, address)
              .xor(new BigInteger(1, octets))
              .shiftRight(8 * octets.length - bits)
              .equals(BigInteger.ZERO);
    }
  }

  @Property(tries = 60)
  void answersAsOneWhoComparesEveryPrefix(@ForAll long seed) {
    Random random = new Random(seed);
    List<Plain> plain = new ArrayList<>();
    PrefixTable.Builder builder = new PrefixTable.Builder();
    int count = random.nextInt(200);
    for (int i = 0; i < count; i++) {
      boolean four = random.nextBoolean();
      byte[] octets = near(random, four ? 4 : 16);
      int bits = random.nextInt(octets.length * 8 + 1);
      int value = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(4);
      plain.add(new Plain(octets, bits, value));
      IpAddress address = mapped(octets);
      builder.add(address.high(), address.low(), bits + (four ? 96 : 0), value);
    }
    PrefixTable table = builder.build();
    for (int i = 0; i < 300; i++) {
      byte[] octets =
          i < plain.size() && random.nextBoolean()
              ? plain.get(i).octets().clone()
              : near(random, random.nextBoolean() ? 4 : 16);
      if (random.nextInt(4) == 0) {
        octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
      }
      int longest = -1;
      int expected = 0;
      for (Plain prefix : plain) {
        if (prefix.contains(octets) && prefix.bits() >= longest) {
          longest = prefix.bits();
          expected = prefix.value();
        }
      }
      IpAddress address = mapped(octets);
      if (octets.length == 16 && address.isV4()) {
        continue;
      }
      assertEquals(expected, table.value(address.high(), address.low()), address::toString);
    }
  }

  /// Addresses that share their first bits, so that prefixes nest.
  private static byte[] near(Random random, int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    int shared = random.nextInt(length);
    for (int i = 0; i < shared; i++) {
      octets[i] = (byte) (i == 0 ? 32 : i % 3);
    }
    return octets;
  }

  private static IpAddress mapped(byte[] octets) {
    IpAddress address = IpAddress.of(octets);
    return octets.length == 4 ? new IpAddress(0, address.low() | 0xffffL << 32) : address;
  }

  private static int value(PrefixTable table, String address) {
    IpAddress parsed = IpAddress.parse(address);
    return table.value(parsed.high(), parsed.low());
  }

  @Test
  void withoutPrefixesNothingIsKnown() {
    assertEquals(0, value(PrefixTable.EMPTY, "192.0.2.1"));
    assertEquals(0, value(PrefixTable.EMPTY, "2001:db8::1"));
    assertEquals(0, PrefixTable.EMPTY.prefixes());
  }

  @Test
  void aRangeIsEveryAddressOfItAndNoOther() throws Exception {
    PrefixTable table =
        new PrefixTable.Builder()
            .addRange(IpAddress.parse("192.0.2.3"), IpAddress.parse("192.0.2.130"), 7)
            .addRange(
                IpAddress.parse("2001:db8::ffff:ffff:ffff:fffe"),
                IpAddress.parse("2001:db8:0:1::"),
                8)
            .addRange(IpAddress.parse("::"), IpAddress.parse("::1"), 9)
            .build();
    for (int last = 0; last < 256; last++) {
      byte[] octets = {(byte) 192, 0, 2, (byte) last};
      String address = InetAddress.getByAddress(octets).getHostAddress();
      assertEquals(last >= 3 && last <= 130 ? 7 : 0, value(table, address), address);
    }
    assertEquals(0, value(table, "2001:db8::ffff:ffff:ffff:fffd"));
    assertEquals(8, value(table, "2001:db8::ffff:ffff:ffff:fffe"));
    assertEquals(8, value(table, "2001:db8::ffff:ffff:ffff:ffff"));
    assertEquals(8, value(table, "2001:db8:0:1::"));
    assertEquals(0, value(table, "2001:db8:0:1::1"));
    assertEquals(9, value(table, "::1"));
    assertEquals(0, value(table, "::2"));
    PrefixTable.Builder builder = new PrefixTable.Builder();
    assertThrows(
        IllegalArgumentException.class,
        () -> builder.addRange(IpAddress.parse("192.0.2.3"), IpAddress.parse("192.0.2.2"), 1));
  }
}
