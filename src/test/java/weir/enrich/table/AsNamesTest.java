package weir.enrich.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsNamesTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "13335 CLOUDFLARENET, US~CLOUDFLARENET~US",
        "13335 CLOUDFLARENET - Cloudflare, Inc., US~CLOUDFLARENET - Cloudflare, Inc.~US",
        "AS13335 CLOUDFLARENET~CLOUDFLARENET~",
        "<HTML><PRE>\\nAS names\\n<a href=\"/x\">AS13335 </a> AT&amp;T, US\\n</PRE>~AT&T~US",
        "13335,\"Cloudflare, Inc.\",us~Cloudflare, Inc.~US",
        "cc;name;asn\\nUS;Cloudflare;AS13335~Cloudflare~US",
        "2|nro|20261130|1|2|3|+0000\\narin|*|asn|*|5|summary\\n"
            + "arin|US|asn|13330|10|20100714|allocated|x\\narin|US|ipv4|1.0.0.0|256|2010|allocated~~US",
        "# format:aut|changed|aut_name|org_id|opaque_id|source\\n13335|2|CLOUD|ORG-1||ARIN\\n"
            + "# format:org_id|changed|org_name|country|source\\nORG-1|2|Cloudflare|US|ARIN~Cloudflare~US",
        "{\"type\":\"ASN\",\"asn\":\"13335\",\"name\":\"CLOUD\",\"organizationId\":\"O\"}\\n"
            + "{\"type\":\"Organization\",\"organizationId\":\"O\",\"name\":\"Cloudflare\",\"country\":\"US\"}"
            + "~Cloudflare~US",
      })
  void textOfAllForms(String text, String name, String country) throws IOException {
    AsNames names = AsNames.load(List.of(file("names", text.replace("\\n", "\n"))));
    assertEquals(name == null ? "" : name, names.name(13335));
    assertEquals(country == null ? "" : country, names.country(13335));
  }

  /// Countries of the registries fill what the names leave open, and the user's own words win.
  @Test
  void laterOnesCountBeforeEarlierOnes() throws IOException {
    Path names = file("names", "1 FIRST, US\n2 SECOND\n4200000001 MINE, ZZ\n");
    Path registry = file("registry", "ripencc|DE|asn|2|2|20100101|assigned\n");
    AsNames own = AsNames.load(List.of(file("own", "4200000001,Backbone\n")));
    AsNames all = AsNames.load(List.of(names, registry)).with(own);
    assertEquals("SECOND", all.name(2));
    assertEquals("DE", all.country(2));
    assertEquals("DE", all.country(3));
    assertEquals("Backbone", all.name((int) 4_200_000_001L));
    assertEquals("", all.country((int) 4_200_000_001L));
    assertEquals("", all.name(7));
  }

  @Test
  void searchedByWordAndNumber() throws IOException {
    AsNames names =
        AsNames.load(
            List.of(file("names", "1 DEUTSCHE TELEKOM, DE\n12 Telekom X, DE\n3 ATELEKOM\n")));
    assertEquals(
        List.of("AS12", "AS1"),
        names.search("telek", 9).stream().map(AsNames.Name::number).toList());
    assertEquals(
        List.of("AS12", "AS1"), names.search("AS1", 9).stream().map(AsNames.Name::number).toList());
    assertEquals(1, names.search("telek", 1).size());
    assertEquals(List.of(), names.search(" ", 9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1 ONE\\nTWO 2~line 2: 'TWO' is no AS number",
        "prefix,name\\nx,y~line 1: no column is called asn",
        "{\"type\":~line 1: this is no JSON",
        "# nothing~no AS is named in it",
        "a|US|asn|1|70000|2010|assigned~line 1: a block of 70000 AS",
      })
  void whatIsWrongIsSaidWithItsLine(String text, String reason) throws IOException {
    Path file = file("bad", text.replace("\\n", "\n"));
    BadTable bad = assertThrows(BadTable.class, () -> AsNames.load(List.of(file)));
    String said = String.valueOf(bad.getMessage());
    assertTrue(said.startsWith(file.toString()) && said.contains(reason), said);
  }
}
