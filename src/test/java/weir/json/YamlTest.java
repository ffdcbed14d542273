package weir.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {
  private static JsonValue read(String text) {
    return Yaml.read("f.yaml", text.getBytes(UTF_8));
  }

  private static String wrong(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage());
  }

  @Test
  void valuesAreThoseOfTheCoreSchema() {
    JsonValue root =
        read(
            """
            # a comment
            text: words of it
            quoted: "5"
            octal: 010
            hex: 0x1f
            below: -3
            part: 1.5
            large: 99999999999999999999
            yes: yes
            truth: true
            nothing:
            lines: |
              one
              two
            list: [1, {a: b}]
            """);
    assertEquals("words of it", root.get("text").text());
    assertEquals("5", root.get("quoted").text());
    assertEquals(10, root.get("octal").number(0, 99));
    assertEquals(31, root.get("hex").number(0, 99));
    assertEquals(-3, root.get("below").number(-9, 0));
    assertTrue(root.get("truth").flag());
    assertEquals("yes", root.get("yes").text(), "as YAML 1.2 has it");
    assertEquals("one\ntwo\n", root.get("lines").text());
    assertEquals("b", root.get("list").list().get(1).get("a").text());
    for (String number : List.of("part", "large", "nothing")) {
      assertThrows(IllegalArgumentException.class, () -> root.get(number).text(), number);
      assertThrows(IllegalArgumentException.class, () -> root.get(number).number(0, 9), number);
    }
    assertEquals(
        "f.yaml, line 7, column 7: 'part' is 1.5, not a whole number from 0 to 9",
        assertThrows(IllegalArgumentException.class, () -> root.get("part").number(0, 9))
            .getMessage());
  }

  @Test
  void jsonIsYaml() {
    JsonValue root = read("{\n\t\"a\": [1, \"\\u00e9\\/\"],\r\n\t\"b\": null\n}\n");
    assertEquals(List.of(1L, "é/"), root.get("a").plain());
  }

  @Test
  void anAliasStandsForItsAnchor() {
    JsonValue root = read("one: &x\n  - 7\ntwo: *x\n");
    assertEquals(7, root.get("two").list().getFirst().number(0, 9));
    assertEquals("line 3, column 6", root.get("two").place());
  }

  /// Nine lists of nine aliases each would be 400 million values.
  @Test
  void aliasesDoNotMakeAShortFileLarge() {
    StringBuilder text = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for (int i = 1; i < 9; i++) {
      text.append(
          "a%d: &a%d [%s*a%d]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(8), i - 1));
    }
    assertEquals(
        "f.yaml, line 6, column 15: there are more than 200000 values, with those of aliases",
        wrong(text.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: [1, 2 | line 1, column 9: this is no YAML: expected ',' or ']', but got <stream end>",
        "a: 1~a: 2 | line 2, column 1: 'a' is there twice",
        "a: *b | line 1, column 4: nothing is named b before",
        "a: &b [*b] | line 1, column 8: nothing is named b before",
        "a: !!java.net.URL [x] | line 1, column 4: tags are not read:"
            + " 'tag:yaml.org,2002:java.net.URL'",
        "!x a: 1 | line 1, column 1: tags are not read: '!x'",
        "a: 1~---~b: 2 | line 2, column 1: there is a second document; one is read",
        "<<: {a: 1} | line 1, column 1: mappings are not merged (<<) here",
        "? [a]~: b | line 1, column 3: the name of a member is a text"
      })
  void whatIsWrongIsSaidWithItsPlace(String text, String sentence) {
    assertEquals("f.yaml, " + sentence, wrong(text.replace('~', '\n')));
  }

  @Test
  void depthIsBounded() {
    assertEquals(
        "f.yaml, line 1, column 66: values are nested more than 64 deep",
        wrong("[".repeat(65) + "1" + "]".repeat(65)));
    assertTrue(read("[".repeat(64) + "1" + "]".repeat(64)).isList());
    assertTrue(wrong("[".repeat(1_000_000)).endsWith("deep"));
    String half = "a: &a " + "[".repeat(40) + "1" + "]".repeat(40) + "\nb: ";
    assertTrue(wrong(half + "[".repeat(30) + "*a" + "]".repeat(30)).endsWith("deep"));
    assertTrue(read(half + "[".repeat(20) + "*a" + "]".repeat(20)).isObject());
    assertTrue(wrong("a: \u0007").startsWith("f.yaml: this is no YAML: "), wrong("a: \u0007"));
    assertEquals("f.yaml, line 1, column 6: this is no YAML from here on", wrong("a: [1, \"x\\u"));
    byte[] bytes = {(byte) 0xff};
    Exception e = assertThrows(IllegalArgumentException.class, () -> Yaml.read("f.yaml", bytes));
    assertEquals("f.yaml is no text in UTF-8", e.getMessage());
  }

  @Test
  void anEmptyFileHasNoValue() {
    assertEquals(
        "f.yaml, line 1, column 1: it is nothing, not an object in braces",
        assertThrows(IllegalArgumentException.class, () -> read("# none\n").members())
            .getMessage());
  }
}
