package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
  private static ListenAddress parse(String text) {
    return ListenAddress.parse(text, ListenAddress.EVERYWHERE);
  }

  @ParameterizedTest
  @CsvSource({
    "2055, 2055",
    "' 2055 ', 2055",
    "127.0.0.1:2055, 127.0.0.1:2055",
    "[::1]:2055, [::1]:2055",
    "[2001:DB8:0:0::7]:0, [2001:db8::7]:0",
    "0.0.0.0:2055, 0.0.0.0:2055",
    "[::]:2055, 2055",
    "[::ffff:192.0.2.1]:2055, 192.0.2.1:2055"
  })
  void isReadAndTold(String text, String told) {
    assertEquals(told, parse(text).toString());
    assertEquals(parse(text), parse(told));
  }

  @Test
  void aPortAloneIsWhereItIsSaidToBe() {
    assertEquals("127.0.0.1:2057", ListenAddress.parse("2057", ListenAddress.LOOPBACK).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "70000 | '70000': a port is 0 to 65535",
        "-1 | a port is 0 to 65535",
        "\"\" | a port is 0 to 65535",
        "abc | a port is 0 to 65535",
        "127.0.0.1:99999 | a port is 0 to 65535",
        "localhost:2055 | names are not looked up; write 2055, 127.0.0.1:2055 or [::1]:2055",
        "example.org | names are not looked up",
        "1.2.3.400:2055 | has no address",
        ":2055 | has no address",
        "::1:2055 | in brackets, with a port behind: [::1]:2055",
        "[::1] | in brackets, with a port behind: [::1]:2055",
        "[127.0.0.1]:2055 | in brackets",
        "127.0.0.1 | lacks a port; write 127.0.0.1:2055",
        "127.0.0.1: | lacks a port; write 127.0.0.1:2055"
      })
  void whatIsNoneIsASentence(String text, String words) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> parse(text)).getMessage());
    assertTrue(message.contains(words), message);
  }

  @Test
  void whatIsGivenTwiceIsTakenOnceButForFreePorts() {
    assertEquals(
        List.of(parse("2055"), parse("0"), parse("0")),
        ListenAddress.parse(List.of("2055", "0", "2055", "0"), ListenAddress.EVERYWHERE));
  }
}
