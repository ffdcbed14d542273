package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortTextTest {
  @Test
  void namesComeBackAsTheyWere() {
    for (String name : List.of("", "x", "firefox", "Web Content", "sixteen-letters!", "größer")) {
      ShortText text = ShortText.of(name);
      assertEquals(name, text.toString());
      byte[] octets = ShortText.octets(text.high(), text.low());
      assertEquals(name, new String(octets, StandardCharsets.UTF_8));
      assertEquals(text, ShortText.ofOctets(octets, octets.length));
    }
    assertEquals(ShortText.NONE, ShortText.of(""));
  }

  @Test
  void whatIsTooLongIsCutBetweenCharacters() {
    assertEquals("a-very-long-name", ShortText.of("a-very-long-name-of-it").toString());
    assertEquals("日本語日本", ShortText.of("日本語日本語").toString());
    assertEquals("fifteen-octets:", ShortText.of("fifteen-octets:ü").toString());
  }

  @Test
  void theyAreOneVisibleLineThatFiltersCanQuote() {
    assertEquals("say 'hi'", ShortText.of(" say \"hi\" ").toString());
    assertEquals("a\ufffdb", ShortText.of("a\nb").toString());
    assertEquals(ShortText.NONE, ShortText.of("Unknown"));
  }

  @Test
  void theyAreSortedByTheirLetters() {
    ShortText curl = ShortText.of("curl");
    ShortText firefox = ShortText.of("firefox-browser");
    ShortText longer = ShortText.of("firefox-browsers");
    assertTrue(Long.compareUnsigned(curl.high(), firefox.high()) < 0);
    assertEquals(firefox.high(), longer.high());
    assertTrue(Long.compareUnsigned(firefox.low(), longer.low()) < 0);
  }

  @Test
  void aFieldTellsAndABatchKeepsThem() {
    FlowBatch batch = new FlowBatch();
    batch.endRow();
    batch.setText(FlowField.PROGRAM, 0, ShortText.of("curl"));
    assertTrue(FlowField.PROGRAM.isWide() && FlowField.SRC_ADDRESS.isWide());
    assertTrue(!FlowField.PROGRAM.isAddress() && !FlowField.BYTES.isWide());
    assertEquals("curl", FlowField.PROGRAM.words(batch.high(FlowField.PROGRAM, 0), 0));
    assertEquals("unknown", FlowField.PROGRAM.words(0, 0));
    assertEquals("", FlowField.PROGRAM.text(0, 0));
    FlowBatch copied = new FlowBatch();
    copied.addRow(batch, 0);
    StringBuilder json = new StringBuilder();
    FlowJson.append(copied, 0, json);
    assertEquals("{\"program\":\"curl\"}", json.toString());
  }

  @Test
  void jsonEscapesWhatIsInAName() {
    FlowBatch batch = new FlowBatch();
    batch.endRow();
    batch.setHalves(FlowField.PROGRAM, 0, 0x225c_0000_0000_0000L, 0);
    StringBuilder json = new StringBuilder();
    FlowJson.append(batch, 0, json);
    assertEquals("{\"program\":\"\\\"\\\\\"}", json.toString());
  }
}
