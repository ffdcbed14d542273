package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://viewer@ch1.example/netmeta | https://viewer@ch1.example:8443/netmeta",
        "http://ch1.example | http://default@ch1.example:8123/",
        "http://me@ch1.example:9,ch2.example/a?table=b |"
            + " http://me@ch1.example:9,ch2.example:8123/a?table=b",
        "http://me@[2001:db8::1],[::1]:9/a | http://me@[2001:db8::1]:8123,[::1]:9/a",
        "http://me@192.0.2.1/?table=b | http://me@192.0.2.1:8123/?table=b"
      })
  void itsTextIsReadAgain(String written, String text) {
    ServerAddress address = ServerAddress.parse(written);
    assertEquals(text, address.text());
    assertEquals(address, ServerAddress.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ch1.example",
        "ftp://ch1.example/a",
        "http://",
        "http://me@/a",
        "http://me@ch1:0/a",
        "http://me@ch1:65536/a",
        "http://me@ch1,/a",
        "http://me@ch1/a/b",
        "http://me@ch1/a?database=b"
      })
  void whatIsNoneIsRefusedWithWhatIsExpected(String text) {
    String said =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(text))
                .getMessage());
    assertTrue(said.contains("expected http[s]://USER@HOST[:PORT]"), said);
  }

  @Test
  void aPasswordIsRefusedAndNotTold() {
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ServerAddress.parse("http://me:sesame@ch1.example/a"))
                .getMessage());
    assertTrue(said.startsWith("a password does not belong into the address"), said);
    assertFalse(said.contains("sesame"), said);
  }
}
