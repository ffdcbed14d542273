package weir.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.IpAddress;

class CryptoPanTest {
  /// Of the authors' own program, with its sample trace.
  private static final byte[] AUTHORS = {
    21,
    34,
    23,
    (byte) 141,
    51,
    (byte) 164,
    (byte) 207,
    (byte) 128,
    19,
    10,
    91,
    22,
    73,
    (byte) 144,
    125,
    16,
    (byte) 216,
    (byte) 152,
    (byte) 143,
    (byte) 131,
    121,
    121,
    101,
    39,
    98,
    87,
    76,
    45,
    42,
    (byte) 132,
    34,
    2
  };

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/crypto-pan-sample-trace.csv")
  void addressesBecomeThoseOfTheAuthorsSampleTrace(String original, String other) {
    assertEquals(IpAddress.parse(other), new CryptoPan(AUTHORS).address(IpAddress.parse(original)));
  }

  /// The paper has no vectors for IPv6; other programs have these, with the authors' key.
  @ParameterizedTest
  @CsvSource({
    "::1, 78ff:f001:9fc0:20df:8380:b1f1:704:ed",
    "::2, 78ff:f001:9fc0:20df:8380:b1f1:704:ef",
    "::ffff, 78ff:f001:9fc0:20df:8380:b1f1:704:f838",
    "2001:db8::1, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
    "2001:db8::2, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c",
  })
  void addressesOfIpv6BecomeThoseOfOtherPrograms(String original, String other) {
    assertEquals(IpAddress.parse(other), new CryptoPan(AUTHORS).address(IpAddress.parse(original)));
  }

  @Test
  void keysOfLettersAreKeysToo() {
    byte[] key = "32-char-str-for-AES-key-and-pad.".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        IpAddress.parse("192.0.125.244"), new CryptoPan(key).address(IpAddress.parse("192.0.2.1")));
  }

  private static int common(IpAddress a, IpAddress b) {
    int high = Long.numberOfLeadingZeros(a.high() ^ b.high());
    return high < 64 ? high : 64 + Long.numberOfLeadingZeros(a.low() ^ b.low());
  }

  @Property(tries = 300)
  void prefixesOfIpv4Stay(@ForAll int one, @ForAll int bit, @ForAll int other) {
    CryptoPan pan = new CryptoPan(AUTHORS);
    int second = one ^ (1 << (bit & 31)) ^ (other & ((1 << (bit & 31)) - 1));
    IpAddress a = new IpAddress(0, (0xffffL << 32) | (one & 0xffff_ffffL));
    IpAddress b = new IpAddress(0, (0xffffL << 32) | (second & 0xffff_ffffL));
    assertEquals(common(a, b), common(pan.address(a), pan.address(b)));
    assertTrue(pan.address(a).isV4());
  }

  @Property(tries = 300)
  void prefixesOfIpv6Stay(@ForAll long high, @ForAll long low, @ForAll int bit) {
    CryptoPan pan = new CryptoPan(AUTHORS);
    IpAddress a = new IpAddress(high | 1L << 61, low);
    long flip = 1L << (bit & 63);
    IpAddress b =
        bit < 0 && (bit & 63) != 61
            ? new IpAddress(a.high() ^ flip, a.low())
            : new IpAddress(a.high(), a.low() ^ flip);
    assertEquals(common(a, b), common(pan.address(a), pan.address(b)));
  }

  @Test
  void noAddressStaysNone() {
    assertEquals(IpAddress.NONE, new CryptoPan(AUTHORS).address(IpAddress.NONE));
  }

  @Test
  void pseudonymsDifferByKindAndByValue() {
    CryptoPan pan = new CryptoPan(AUTHORS);
    Set<Long> all = new HashSet<>();
    for (int kind = 0; kind < 3; kind++) {
      for (long value = 0; value < 3; value++) {
        all.add(pan.pseudonym(kind, value, 0));
        all.add(pan.pseudonym(kind, 7, value + 1));
      }
    }
    assertEquals(18, all.size());
    assertEquals(pan.pseudonym(1, 2, 3), new CryptoPan(AUTHORS).pseudonym(1, 2, 3));
  }

  @Test
  void keysHave32Octets() {
    var e = assertThrows(IllegalArgumentException.class, () -> new CryptoPan(new byte[31]));
    assertEquals("a key of Crypto-PAn has 32 octets, not 31", e.getMessage());
  }
}
