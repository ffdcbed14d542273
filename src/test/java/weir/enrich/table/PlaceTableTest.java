package weir.enrich.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.IpAddress;
import weir.naming.Places;

/// Places are read from lines as from databases.
class PlaceTableTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-10-01T00:00:00Z")));
    return file;
  }

  private static String at(Places.Known known, String address) {
    IpAddress parsed = IpAddress.parse(address);
    return Places.of(() -> known).of(parsed.high(), parsed.low()).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1.0.0.0/24,de~DE",
        "1.0.0.0/24;DE;Berlin~Berlin, DE",
        "network,city,country\\n1.0.0.0/24,Berlin,DE~Berlin, DE",
        "network,country,country_code,continent\\n1.0.0.0/24,Germany,DE,Europe~DE",
        "start_ip,end_ip,country\\n1.0.0.0,1.0.0.255,DE~DE",
        "1.0.0.0,1.0.0.255,DE~DE",
        "1.0.0.0,1.0.0.255,EU,DE,Berlin,\"Berlin \"\"Mitte\"\"\",52.5,13.4~Berlin 'Mitte', DE",
        "# mine\\n1.0.0.0/24,DE\\n1.0.0.64/26,FR,Paris~DE",
      })
  void textOfAllForms(String text, String place) throws IOException {
    Places.Known known =
        PlaceTable.load(List.of(file("places.csv", text.replace("\\n", "\n") + "\n")));
    assertEquals(place, at(known, "1.0.0.7"));
    assertEquals("", at(known, "1.0.1.7"));
    assertEquals("places.csv of 2026-10-01", known.by());
  }

  @Test
  void theLaterOfSeveralFilesCounts() throws IOException {
    Path all = file("all", "1.0.0.0/8,DE\n2001:db8::/32,IT\n2.0.0.0/8,ZZ,-\n");
    Path own = file("own", "1.0.0.0/8,FR,Paris\n");
    Places.Known known = PlaceTable.load(List.of(all, own));
    assertEquals("Paris, FR", at(known, "1.2.3.4"));
    assertEquals("IT", at(known, "2001:db8::1"));
    assertEquals("", at(known, "2.0.0.1"), "which is nowhere");
    assertEquals("all of 2026-10-01, own of 2026-10-01", known.by());
    assertEquals(known.fingerprint(), PlaceTable.load(List.of(all, own)).fingerprint());
    assertNotEquals(known.fingerprint(), PlaceTable.load(List.of(own, all)).fingerprint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1.0.0.0/24,DE\\nx,DE~line 2: 'x' is no network",
        "1.0.0.0/24,Germany~line 1: 'Germany' is no country of two letters",
        "1.0.0.9,1.0.0.1,DE~line 1: 1.0.0.1 is before 1.0.0.9",
        "1.0.0.0/24,1.0.0.1,DE~line 1: '1.0.0.1' is no address",
        "prefix,where\\n1.0.0.0/24,DE~line 1: no column is called network, or none country",
        "1.0.0.0/24,~there is no network in it that is somewhere",
      })
  void whatIsWrongIsSaidWithItsLine(String text, String reason) throws IOException {
    Path file = file("places", text.replace("\\n", "\n"));
    BadTable bad = assertThrows(BadTable.class, () -> PlaceTable.load(List.of(file)));
    String said = String.valueOf(bad.getMessage());
    assertTrue(said.startsWith(file.toString()) && said.endsWith(reason), said);
  }
}
