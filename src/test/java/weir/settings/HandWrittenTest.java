package weir.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.settings.HandWritten.Kind;
import weir.settings.HandWritten.Member;
import weir.settings.HandWritten.Place;
import weir.settings.HandWritten.Unreadable;
import weir.settings.HandWritten.Value;

class HandWrittenTest {
  private static HandWritten parse(String text) throws Unreadable {
    return HandWritten.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everythingKnowsWhereItStands() throws Exception {
    List<Member> members =
        parse(
                """
                // of me
                {
                  "a": [1, "zwei"], /* why */ "b": true,
                  "ü": {"deep": [1]}, "c": null,
                }
                """)
            .members();
    assertEquals(
        List.of("a 3:3 LIST", "b 3:31 FLAG", "ü 4:3 OBJECT", "c 4:23 NULL"),
        members.stream()
            .map(
                one ->
                    "%s %d:%d %s"
                        .formatted(
                            one.name(),
                            one.place().line(),
                            one.place().column(),
                            one.value().kind()))
            .toList());
    assertEquals(
        List.of(
            new Value(Kind.NUMBER, "1", List.of(), new Place(3, 9)),
            new Value(Kind.TEXT, "zwei", List.of(), new Place(3, 12))),
        members.getFirst().value().elements());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|1|1|found nothing",
        "' [2055]'|1|2|found a list",
        "'{\"a\": 1} {'|1|10|more behind the brace",
        "'{\"a\": 1;'|1|8|no JSON",
        "'{\"a\": '|1|7|no JSON",
      })
  void whatCannotBeReadSaysWhere(String text, int line, int column, String words) {
    Unreadable why = assertThrows(Unreadable.class, () -> parse(text));
    assertEquals(new Place(line, column), why.place(), why.getMessage());
    assertTrue(String.valueOf(why.getMessage()).contains(words), why.getMessage());
  }

  @Test
  void deepNestingIsNoEndOfTheProcess() {
    assertThrows(Unreadable.class, () -> parse("{\"a\":" + "[".repeat(100_000)));
  }
}
