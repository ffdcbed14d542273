package weir.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoomTest {
  @TempDir private Path folder;

  @Test
  void lengthsAreMultipliedAndNothingElse() {
    String css =
        """
        .a {
          -fx-padding: 8px 2.5px 0 1px;
          -fx-font-size: 0.9em;
          -fx-spacing: 12;
          -fx-background-image: url("data:image/png;base64,A12px/3px");
        }\
        """;
    assertEquals(
        """
        .a {
          -fx-padding: 12.00px 3.75px 0 1px;
          -fx-font-size: 0.9em;
          -fx-spacing: 12;
          -fx-background-image: url("data:image/png;base64,A12px/3px");
        }\
        """,
        Zoom.scaled(css, 1.5));
  }

  @Test
  void aSheetAtOneHundredPerCentIsTheSheetItself() {
    String sheet = "file:/nowhere.css";
    assertSame(sheet, Zoom.sheet(sheet, 1));
  }

  @Test
  void aZoomedSheetCarriesItsText() throws Exception {
    Path css = Files.writeString(folder.resolve("a.css"), ".ä { -fx-padding: 10px; }");
    assertEquals(".ä { -fx-padding: 20.00px; }", decoded(Zoom.sheet(css.toUri().toString(), 2)));
  }

  @Test
  void theControlsSheetsAreFoundAmongTheResources() {
    String text =
        decoded(Zoom.sheet(new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet(), 2));
    assertTrue(text.contains(".button {"), "it is not the controls' sheet");
    assertTrue(
        text.lines().noneMatch(line -> line.matches(".*\\b8px\\b.*") && !line.contains("url")));
  }

  private static String decoded(String uri) {
    String prefix = "data:text/css;base64,";
    assertTrue(uri.startsWith(prefix), uri);
    return new String(
        Base64.getDecoder().decode(uri.substring(prefix.length())), StandardCharsets.UTF_8);
  }
}
