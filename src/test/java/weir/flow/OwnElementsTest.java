package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnElementsTest {
  private static OwnElements parse(String... lines) {
    return OwnElements.parse("elements.txt", List.of(lines));
  }

  @Test
  void aLineIsAnEnterpriseAnElementAndAField() {
    OwnElements own =
        parse("# mine", "", "9 12235 application_name", "4294967295,65535;src_addr # the last");
    assertEquals(Optional.of(FlowField.APPLICATION_NAME), own.of(9, 12_235));
    assertEquals(Optional.of(FlowField.SRC_ADDRESS), own.of(-1, 65_535));
    assertEquals(Optional.empty(), own.of(0, 12_235));
    assertEquals(2, own.fields().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "9 1 | a line has an enterprise number, an element and a field, such as '9 12235"
            + " application_name'",
        "9 1 bytes x | a line has an enterprise number, an element and a field, such as '9 12235"
            + " application_name'",
        "-1 1 bytes | '-1' is not an enterprise number, 0 to 4294967295",
        "4294967296 1 bytes | '4294967296' is not an enterprise number, 0 to 4294967295",
        "9 65536 bytes | '65536' is not an element, 0 to 65535",
        "9 one bytes | 'one' is not an element, 0 to 65535",
        "9 1 octets | there is no field 'octets'; docs/fields.md lists them",
        "9 1 time_flow_start_ns | 'time_flow_start_ns' is no field that an element fills as it is",
        "9 1 as_path | 'as_path' is no field that an element fills as it is",
        "9 1 sampler_address | 'sampler_address' is no field that an element fills as it is",
        "7 8 packets | element 8 of enterprise 7 has a line already"
      })
  void aBadLineIsASentenceWithItsNumber(String line, String sentence) {
    var e = assertThrows(IllegalArgumentException.class, () -> parse("7 8 bytes", line));
    assertEquals("elements.txt, line 2: " + sentence, e.getMessage());
  }
}
