package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks hold what is between their first and their last address, and nothing beside it.
class PrefixesTest {
  private static boolean contains(String prefix, String address) {
    IpAddress parsed = IpAddress.parse(address);
    return Prefixes.of(List.of(prefix)).contains(parsed.high(), parsed.low());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
    "192.0.2.128/25, 192.0.2.128, 192.0.2.255, 192.0.2.127, 192.0.3.0",
    "192.0.2.1/32, 192.0.2.1, 192.0.2.1, 192.0.2.0, 192.0.2.2",
    "192.0.2.1, 192.0.2.1, 192.0.2.1, 192.0.2.0, 192.0.2.2",
    "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db7:ffff::,"
        + " 2001:db9::",
    "2001:db8::/63, 2001:db8::, 2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db7:ffff::, 2001:db8:0:2::",
    "2001:db8::/64, 2001:db8::, 2001:db8::ffff:ffff:ffff:ffff, 2001:db7:ffff::, 2001:db8:0:1::",
    "2001:db8::/65, 2001:db8::, 2001:db8::7fff:ffff:ffff:ffff, 2001:db7:ffff::,"
        + " 2001:db8::8000:0:0:0",
    "2001:db8::1/128, 2001:db8::1, 2001:db8::1, 2001:db8::, 2001:db8::2",
    "::1/128, ::1, ::1, ::2, 2001:db8::1",
    "fe80::/10, fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fe7f:ffff::, fec0::"
  })
  void holdTheirFirstAndLastAddress(
      String prefix, String first, String last, String before, String behind) {
    assertEquals(
        List.of(true, true, false, false),
        List.of(
            contains(prefix, first),
            contains(prefix, last),
            contains(prefix, before),
            contains(prefix, behind)));
  }

  @Test
  void hostBitsOfAPrefixDoNotCount() {
    assertEquals(true, contains("192.0.2.77/24", "192.0.2.1"));
    assertEquals(true, contains("2001:db8::77/64", "2001:db8::1"));
  }

  @Test
  void slashZeroIsAllOfItsFamily() {
    assertEquals(true, contains("0.0.0.0/0", "255.255.255.255"));
    assertEquals(false, contains("0.0.0.0/0", "2001:db8::1"));
    assertEquals(true, contains("::/0", "2001:db8::1"));
    assertEquals(true, contains("::/0", "192.0.2.1"));
    IpAddress any = IpAddress.parse("192.0.2.1");
    assertEquals(true, Prefixes.ALL.contains(any.high(), any.low()));
  }

  @Test
  void areToldAsTheyWereGiven() {
    List<String> seven =
        List.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6", "10.0.0.7");
    assertEquals(
        "10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, 10.0.0.6 and 1 more",
        Prefixes.of(seven).summary());
    assertEquals(
        "10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, 10.0.0.6",
        Prefixes.of(seven.subList(0, 6)).summary());
    assertEquals("10.0.0.1", Prefixes.of(List.of(" 10.0.0.1", "10.0.0.1 ")).toString());
  }

  @Test
  void theSameNetworksAreEqualHoweverTheyAreWritten() {
    Prefixes some = Prefixes.of(List.of("192.0.2.7/24", "2001:DB8::/32"));
    Prefixes same = Prefixes.of(List.of("2001:db8:0::/32", "192.0.2.0/24", "192.0.2.0/24"));
    assertEquals(some, same);
    assertEquals(some.hashCode(), same.hashCode());
    assertNotEquals(some, Prefixes.of(List.of("192.0.2.0/25", "2001:db8::/32")));
    assertNotEquals(Prefixes.ALL, Prefixes.of(List.of("0.0.0.0/0")));
  }
}
