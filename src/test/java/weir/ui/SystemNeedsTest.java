package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemNeedsTest {
  private static final String PICTURE =
      "sudo apt install libpangoft2-1.0-0 (Fedora: sudo dnf install pango)";
  private static final String WINDOW =
      "sudo apt install libgtk-3-0 libxtst6 (Fedora: sudo dnf install gtk3 libXtst)";

  /// A Linux system that lacks these libraries.
  private static SystemNeeds without(boolean font, String... libraries) {
    return new SystemNeeds(
        "Linux", file -> !Set.copyOf(Arrays.asList(libraries)).contains(file), () -> font);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "libfreetype.so.6 | FreeType",
        "libpangoft2-1.0.so.0 | Pango",
        "libfontconfig.so.1 libfreetype.so.6 | fontconfig and FreeType",
        "libpangoft2-1.0.so.0 libfontconfig.so.1 libfreetype.so.6 | Pango, fontconfig and FreeType",
      })
  void whatAPictureLacksIsNamedWithThePackageThatHasIt(String libraries, String names) {
    SystemNeeds needs = without(true, libraries.split(" "));
    assertEquals("no picture can be drawn without " + names + ": " + PICTURE, needs.forPicture());
    assertEquals("no window can be opened without " + names + ": " + WINDOW, needs.forWindow());
  }

  @Test
  void aWindowNeedsMoreThanAPicture() {
    SystemNeeds needs = without(true, "libgtk-3.so.0", "libXtst.so.6");
    assertEquals("", needs.forPicture());
    assertEquals("no window can be opened without GTK 3 and Xtst: " + WINDOW, needs.forWindow());
  }

  @Test
  void aFontIsNeededAndAskedForOnlyWhereTheLibraryThatKnowsIsThere() {
    assertEquals(
        "no picture can be drawn without a font: sudo apt install fonts-dejavu-core"
            + " (Fedora: sudo dnf install dejavu-sans-fonts)",
        without(false).forPicture());
    SystemNeeds bare =
        new SystemNeeds(
            "Linux",
            file -> false,
            () -> {
              throw new AssertionError("fontconfig is not there");
            });
    assertTrue(bare.forPicture().contains("Pango, fontconfig and FreeType"), bare.forPicture());
  }

  @Test
  void withoutOpenGlTheProcessorDraws() {
    assertTrue(without(true).hasOpenGl());
    assertFalse(without(true, "libGL.so.1").hasOpenGl());
    assertEquals("", without(true, "libGL.so.1", "libXxf86vm.so.1").forWindow());
  }

  @Test
  void otherSystemsBringEverything() {
    for (String system : new String[] {"Mac OS X", "Windows 11"}) {
      SystemNeeds needs = new SystemNeeds(system, file -> false, () -> false);
      assertEquals("", needs.forPicture() + needs.forWindow());
      assertTrue(needs.hasOpenGl());
    }
  }
}
