package weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoriesTest {
  private static final Path OURS = Path.of(".mvn/advisories.tsv");

  @TempDir private Path folder;

  private List<String> problems(String... libraries) throws IOException {
    Path list = folder.resolve("list");
    Files.writeString(
        list,
        "\nThe following files have been resolved:\n   " + String.join("\n   ", libraries) + "\n");
    return Advisories.read(OURS).problems(Advisories.libraries(list));
  }

  @Test
  void aPlantedVersionIsFound() throws IOException {
    assertEquals(
        List.of(
            "org.apache.commons:commons-lang3 3.12.0 (compile) has CVE-2025-48924, endless recursion"
                + " in ClassUtils.getClass on long names; 3.18.0 mends it: set that or a later one in"
                + " pom.xml"),
        problems(
            "org.slf4j:slf4j-api:jar:2.0.17:compile -- module org.slf4j",
            "org.apache.commons:commons-lang3:jar:3.12.0:compile -- module org.apache.commons.lang3"));
  }

  @Test
  void oneOfTestsIsFoundTooAndSaidToBe() throws IOException {
    String problem = problems("com.google.protobuf:protobuf-java:jar:3.25.4:test").getFirst();
    assertTrue(problem.contains("3.25.4 (test) has CVE-2024-7254"), problem);
  }

  /// Maven's order: not that of letters, and before a release come its candidates.
  @ParameterizedTest
  @CsvSource({
    "org.apache.commons:commons-lang3:jar:3.18.0:compile, 0",
    "org.apache.commons:commons-lang3:jar:3.9:compile, 1",
    "org.apache.commons:commons-lang3:jar:2.6:compile, 0",
    "org.apache.commons:commons-lang3:jar:3.18.0-rc1:compile, 1",
    "org.apache.commons:commons-lang3:jar:3.100:compile, 0",
    "io.netty:netty-codec-http2:jar:4.1.123.Final:compile, 1",
    "io.netty:netty-codec-http2:jar:4.1.124.Final:compile, 0",
    "io.netty:netty-codec-http2:jar:4.2.3.Final:compile, 1",
    "io.netty:netty-codec-http2:jar:linux-x86_64:4.2.4.Final:runtime, 0",
    "org.lz4:lz4-java:jar:1.8.0:compile, 2",
    "org.lz4:lz4-java:jar:1.9.0:compile, 0",
  })
  void versionsAreComparedAsMavenDoes(String library, int expected) throws IOException {
    assertEquals(expected, problems(library).size());
  }

  @Test
  void theAgeIsSaidAndLongAgesAreWarnedOf() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "# as of 2026-11-01 from somewhere\n");
    Advisories known = Advisories.read(file);
    String young = known.age(LocalDate.parse("2026-11-28"));
    assertTrue(young.contains("as of 2026-11-01, 27 days ago"), young);
    assertFalse(young.contains("WARNING"), young);
    String old = known.age(LocalDate.parse("2027-11-01"));
    assertTrue(old.startsWith("WARNING: ") && old.contains("365 days ago"), old);
  }

  @Test
  void aFileThatIsDamagedFails() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "# as of 2026-11-01\nCVE-1\tgroup:artifact\t1\t2\n");
    assertThrows(IllegalArgumentException.class, () -> Advisories.read(file));
    Files.writeString(file, "");
    assertThrows(IllegalArgumentException.class, () -> Advisories.read(file));
    assertThrows(IllegalArgumentException.class, () -> Advisories.libraries(file));
  }
}
