package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x09, 0x0a, 0x0d, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x200b,
        0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff, 0xd800, 0xdfff,
        0xe0041
      })
  void whatIsNotSeenIsReplaced(int character) {
    String text = "a" + Character.toString(character) + "b";
    assertEquals("a\ufffdb", ForeignText.clean(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Gi0/7", "Überträger 1/1", "上联", "🛰 up", "=cmd|' /C calc'!A0", "a b"})
  void whatIsSeenStays(String text) {
    assertEquals(text, ForeignText.clean(text));
  }

  @Test
  void whiteSpaceAroundItGoes() {
    assertEquals("ge-0/0/1", ForeignText.clean("\u2003 ge-0/0/1 \n"));
  }

  @Test
  void lengthCountsCharactersAndCutsNoneInTwo() {
    String cut = ForeignText.clean("🛰".repeat(200));
    assertEquals(128, cut.codePointCount(0, cut.length()));
    assertFalse(cut.codePoints().anyMatch(ForeignText::isHarmful));
    assertEquals("x".repeat(128), ForeignText.clean("x".repeat(129)));
  }

  @Test
  void aSentenceStaysWholeOnOneLine() {
    assertEquals(
        "x: \ufffd[2J is no file of  ours " + "y".repeat(200),
        ForeignText.oneLine("x: \u001b[2J is no file of\n\tours " + "y".repeat(200)));
    assertEquals("weir: größer", ForeignText.oneLine("weir: größer"));
  }
}
