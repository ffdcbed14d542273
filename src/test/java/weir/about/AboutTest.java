package weir.about;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the build has written down is what is there.
class AboutTest {
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

  /// A jar with native code for one system, or none, beside that of the same part.
  private static final Pattern SYSTEM = Pattern.compile("-(linux|win|mac|osx).*$");

  /// What Maven lays beside Weir for a start: nothing of tests.
  private static Set<String> shipped() throws Exception {
    try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
      return jars.map(jar -> JAR.matcher(jar.getFileName().toString()))
          .filter(Matcher::matches)
          .map(jar -> jar.group(1) + " " + SYSTEM.matcher(jar.group(2)).replaceFirst(""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> listed() {
    return About.parts().stream()
        .skip(2) // Weir and Java
        .map(part -> part.name() + " " + part.version())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void thePartsAreThoseThatShip() throws Exception {
    assertEquals(String.join("\n", shipped()), String.join("\n", listed()));
  }

  /// Each of them is on the class path, too.
  @Test
  void thePartsAreOnTheClassPath() {
    String classPath = System.getProperty("java.class.path");
    List<String> missing =
        listed().stream()
            .map(part -> part.replace(' ', '-'))
            .filter(
                part ->
                    Stream.of(classPath.split(File.pathSeparator))
                        .noneMatch(
                            entry -> Path.of(entry).getFileName().toString().startsWith(part)))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void everyPartHasALicenceAndItsText() {
    List<Part> parts = About.parts();
    assertEquals("Weir", parts.getFirst().name());
    assertTrue(parts.get(1).name().startsWith("Java ("), parts.get(1).name());
    for (Part part : parts) {
      assertFalse(part.licence().isBlank() || part.licence().contains("?"), part.toString());
      assertFalse(part.texts().isEmpty(), part.toString());
      for (String text : part.texts()) {
        assertTrue(About.text(text).length() > 40, part + ": " + text);
      }
    }
  }

  /// Apache-2.0 cannot be shipped with code under the GPL, or the AGPL, without an exception.
  @Test
  void noPartIsUnderALicenceThatWeirCannotUse() {
    for (Part part : About.parts()) {
      String licence = part.licence();
      boolean gpl = licence.matches("(?i).*(^|[^L])A?GPL.*");
      assertTrue(
          !gpl || licence.contains("classpath-exception") || licence.contains(" or "),
          part.toString());
    }
  }

  @Test
  void detailsNameVersionsAndNoUser() {
    Path home = Path.of(System.getProperty("user.home"));
    String details =
        String.join(
            "\n",
            About.details(
                Optional.of(home.resolve("flows")), Optional.of(Path.of("/etc/weir-settings"))));
    assertTrue(details.matches("(?s)Weir .*, commit .*\nJava 25.*"), details);
    assertTrue(details.contains("\nDuckDB " + version("duckdb_jdbc") + "\n"), details);
    assertTrue(details.contains("\nJavaFX " + version("javafx-base") + "\n"), details);
    assertTrue(details.contains("\nData ~/flows\nSettings /etc/weir-settings"), details);
    assertFalse(details.contains(home.toString()), details);
    assertTrue(
        About.details(Optional.empty(), Optional.empty()).contains("Settings not kept"), details);
  }

  private static String version(String part) {
    return About.parts().stream()
        .filter(one -> one.name().equals(part))
        .map(Part::version)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aHomeIsCutFromTheFrontOfAPlaceOnly() {
    assertEquals("~/a/b", About.withoutHome(Path.of("/home/ann/a/b"), "/home/ann"));
    assertEquals("~", About.withoutHome(Path.of("/home/ann"), "/home/ann"));
    assertEquals("/home/anna/a", About.withoutHome(Path.of("/home/anna/a"), "/home/ann"));
    assertEquals("/srv", About.withoutHome(Path.of("/srv"), "/"));
    assertEquals("/srv", About.withoutHome(Path.of("/srv"), "?"));
  }
}
