package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  /// RFC 5952 §4: shortest form, longest run of zeros, the first of equal runs, never a single
  /// group.
  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3",
    "255.255.255.255, 255.255.255.255",
    "::ffff:10.1.2.3, 10.1.2.3",
    "2001:0db8:0000:0000:0000:0000:0002:0001, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "::1, ::1",
    "fe80::, fe80::",
    "2001:DB8::A, 2001:db8::a",
    "::, ::"
  })
  void textIsCanonical(String input, String canonical) {
    assertEquals(canonical, IpAddress.parse(input).toString());
  }

  @Test
  void ipv4IsMapped() {
    IpAddress address = IpAddress.parse("192.0.2.1");
    assertTrue(address.isV4());
    assertEquals(new IpAddress(0, 0xffff_c000_0201L), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0",
        "10.0.0.256",
        "1:2",
        "::g",
        "example.org",
        "10.0.0.1/8",
        "010.1.1.1.1"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> IpAddress.parse(text));
  }
}
