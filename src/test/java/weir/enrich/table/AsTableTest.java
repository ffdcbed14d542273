package weir.enrich.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.IpAddress;
import weir.naming.Places;

/// Tables are read from the files that there are, whatever these are called.
class AsTableTest {
  private static final Path TABLES = Path.of("src/test/resources/tables");

  @TempDir Path folder;

  private Path file(byte[] octets) throws IOException {
    return Files.write(folder.resolve("table"), octets);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table"), text);
  }

  private AsTable load(String text) throws IOException {
    return AsTable.load(List.of(file(text)));
  }

  static long as(AsTable table, String address) {
    IpAddress parsed = IpAddress.parse(address);
    return Integer.toUnsignedLong(table.prefixes().value(parsed.high(), parsed.low()));
  }

  /// What BIRD dumped is what it was told, packed either way.
  @ParameterizedTest
  @ValueSource(strings = {"bird.mrt.gz", "bird.mrt.bz2"})
  void routesThatBirdDumped(String name) throws IOException {
    AsTable table = AsTable.load(List.of(TABLES.resolve(name)));
    AsTable told = AsTable.load(List.of(TABLES.resolve("bird.csv")));
    assertEquals(450, table.prefixes().prefixes());
    for (String line : Files.readAllLines(TABLES.resolve("bird.csv"))) {
      String address = line.substring(0, line.indexOf('/'));
      assertEquals(as(told, address), as(table, address), line);
    }
    assertEquals("2026-11-30", table.parts().getFirst().made().toString().substring(0, 10));
  }

  @Test
  void mostRoutesDecideAndSetsAreOfWhoSummedThemUp() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[][] to1 = {{2, 10, 64501}};
    int[][] to2 = {{2, 20, 30, 64502}};
    new MrtWriter(out, 1_700_000_000, 10, 20, 30)
        .routes("192.0.2.0/24", false, to1, to2, to1)
        .routes("198.51.100.0/24", false, to2, to1)
        .routes("203.0.113.0/24", true, new int[][] {{2, 10, 64503}, {1, 64504, 64505}})
        .routes("2001:db8::/32", true, new int[][] {{2, 10}, {1, 64506}}, to2)
        .routes("2001:db8:1::/48", false, new int[][] {})
        .routes("0.0.0.0/0", false, to1)
        .record(16, 4, ByteBuffer.allocate(20).putInt(1));
    AsTable table = AsTable.load(List.of(file(out.toByteArray())));
    assertEquals(64501, as(table, "192.0.2.200"));
    assertEquals(64501, as(table, "198.51.100.1"), "the lower of two");
    assertEquals(64503, as(table, "203.0.113.1"));
    assertEquals(64502, as(table, "2001:db8::1"));
    assertEquals(10, as(table, "2001:db8:1::1"), "within the peer's own AS");
    assertEquals(0, as(table, "8.8.8.8"));
    assertTrue(
        table
            .toString()
            .endsWith(
                "table: 5 networks, of 2023-11-14; 1 updates of BGP (BGP4MP) passed over; 1 default"
                    + " route passed over"),
        table.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1.0.0.0\\t24\\t64500~64500",
        "1.0.0.0\\t24\\t64500_64501~64500",
        "1.0.0.0/24,64500~64500",
        "prefix,asn,name\\n1.0.0.0/24,AS64500,\"Some, Inc.\"~64500",
        "network,autonomous_system_number,autonomous_system_organization\\n1.0.0.0/24,64500,X~64500",
        "network,country,country_code,asn,as_name\\n1.0.0.0/24,Germany,DE,AS64500,X~64500",
        "1.0.0.0,1.0.0.255,64500,\"Some, Inc.\"~64500",
        "1.0.0.0\\t1.0.0.255\\t64500\\tUS\\tSOME~64500",
        "% RIS\\n64500\\t1.0.0.0/24\\t300~64500",
        "64500 1.0.0.0/24~64500",
        "# mine\\n1.0.0.0/24 4200000000~4200000000",
        "1.0.0.0/24;1.10~65546",
        "1.0.0.0/16,1\\n1.0.0.0/24,64500\\n1.0.0.128/25,2~64500",
      })
  void textOfAllForms(String text, long asn) throws IOException {
    AsTable table = load(text.replace("\\n", "\n").replace("\\t", "\t"));
    assertEquals(asn, as(table, "1.0.0.77"));
    assertEquals(0, as(table, "1.1.0.0"));
  }

  @Test
  void namesComeAlong() throws IOException {
    AsTable table = load("1.0.0.0\t1.0.0.255\t64500\tUS\tSOME\n1.1.0.0\t1.1.0.255\t0\tNone\t-\n");
    assertEquals("SOME", table.names().name(64500));
    assertEquals("US", table.names().country(64500));
    assertEquals("Some, Inc.", load("a,asn,name\n1.0.0.0/24,1,\"Some, Inc.\"").names().name(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1.0.0.0/24,1\\n1.0.0.0/33,2~line 2: '1.0.0.0/33' is no network",
        "1.0.0.0/24,1\\n\\n1.0.1.0/24,x~line 3: 'x' is no AS number",
        "1.0.0.0 24 1\\n1.0.0.0 240 1~line 2: '240' is no length of a prefix",
        "1.0.0.9,1.0.0.1,7~line 1: 1.0.0.1 is before 1.0.0.9",
        "# nothing~there is no network in it",
      })
  void whatIsWrongIsSaidWithItsLine(String text, String reason) throws IOException {
    Path file = file(text.replace("\\n", "\n"));
    BadTable bad = assertThrows(BadTable.class, () -> AsTable.load(List.of(file)));
    String said = String.valueOf(bad.getMessage());
    assertTrue(said.startsWith(file.toString()) && said.endsWith(reason), said);
  }

  @Test
  void damagedDumpsAreRefusedWithTheByte() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MrtWriter(out, 1_700_000_000, 10)
        .routes("192.0.2.0/24", false, new int[][] {{2, 10, 64501}})
        .routes("2001:db8::/32", false, new int[][] {{2, 10, 64501}});
    byte[] whole = out.toByteArray();
    Path cut = file(Arrays.copyOf(whole, whole.length - 3));
    BadTable bad = assertThrows(BadTable.class, () -> AsTable.load(List.of(cut)));
    assertTrue(
        String.valueOf(bad.getMessage()).endsWith("the record of MRT that begins at byte 88"),
        bad.getMessage());
    damage(whole, 1, changed -> Mrt.read(new ByteArrayInputStream(changed), sink()));
    ByteArrayOutputStream updates = new ByteArrayOutputStream();
    new MrtWriter(updates, 1).record(16, 4, ByteBuffer.allocate(20).putInt(1));
    Path only = file(updates.toByteArray());
    bad = assertThrows(BadTable.class, () -> AsTable.load(List.of(only)));
    assertTrue(String.valueOf(bad.getMessage()).contains("updates of BGP"), bad.getMessage());
    Path none = folder.resolve("none");
    bad = assertThrows(BadTable.class, () -> AsTable.load(List.of(none)));
    assertEquals(none + ": there is no such file", bad.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"24, true", "28, true", "32, true", "24, false", "28, false"})
  void databasesOfAs(int bits, boolean six) throws IOException {
    MmdbWriter writer =
        new MmdbWriter(bits, six)
            .add("1.0.0.0/24", of("autonomous_system_number", 64500, "Some"))
            .add("1.0.0.128/25", of("asn", "AS4200000000", "Other"));
    if (six) {
      writer.add("2001:db8::/32", of("autonomous_system_number", 64502, "Six")).mapped();
    }
    byte[] whole = writer.toBytes("Some-ASN", 1_700_000_000);
    AsTable table = AsTable.load(List.of(file(whole)));
    assertEquals(64500, as(table, "1.0.0.1"));
    assertEquals(4_200_000_000L, as(table, "1.0.0.200"));
    assertEquals(0, as(table, "1.0.1.0"));
    assertEquals(six ? 64502 : 0, as(table, "2001:db8::1"));
    assertEquals(six ? 3 : 2, table.prefixes().prefixes(), "two halves, each once");
    assertEquals("Some", table.names().name(64500));
    assertTrue(table.toString().contains("of 2023-11-14"), table.toString());
    damage(whole, six ? 7 : 3, changed -> MmdbOrigins.read(mmdb(changed), sink()));
  }

  private interface Reader {
    void read(byte[] octets) throws IOException;
  }

  private static Mmdb mmdb(byte[] octets) throws IOException {
    return Mmdb.of(new ByteArrayInputStream(octets), octets.length);
  }

  private static Origins sink() {
    return new Origins(new PrefixTable.Builder(), new AsNames.Builder());
  }

  /// With an octet changed, any or every few of them, it is read or refused; nothing else happens.
  private static void damage(byte[] whole, int apart, Reader reader) {
    for (int at = 0; at < whole.length; at += apart) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) 0x55;
      try {
        reader.read(changed);
      } catch (IOException e) {
        assertFalse(e.getMessage() == null);
      }
    }
  }

  private static Map<String, Object> of(String key, Object asn, String name) {
    return Map.of(key, asn, key.equals("asn") ? "as_name" : "autonomous_system_organization", name);
  }

  @Test
  void placesAndElseTheRegister() throws IOException {
    byte[] database =
        new MmdbWriter(24, true)
            .add(
                "1.0.0.0/24",
                Map.of(
                    "country", Map.of("iso_code", "DE", "names", Map.of("en", "Germany")),
                    "city", Map.of("names", Map.of("en", "Berlin", "de", "Berlin"))))
            .add("2001:db8::/32", Map.of("country", "FR", "city", "Paris"))
            .add("1.0.1.0/24", Map.of("country", "Italy", "country_code", "IT"))
            .toBytes("City", 1_700_000_000);
    Path file = file(database);
    Places.Known known = PlaceTable.load(List.of(file));
    Places places = Places.of(() -> known);
    IpAddress address = IpAddress.parse("1.0.0.9");
    assertEquals("Berlin, DE", places.of(address.high(), address.low()).toString());
    assertEquals("City of 2023-11-14", known.by());
    AsTable table = load("1.0.0.0/16,64500");
    AsNames names = new AsNames.Builder().put(64500, "Some", "US").build();
    Countries with = Countries.of(places, table.prefixes(), names);
    assertEquals("Germany", country(with, "1.0.0.9"));
    assertEquals("Italy", country(with, "1.0.1.9"));
    assertEquals("France", country(with, "2001:db8::1"));
    assertEquals("registered in United States", country(with, "1.0.2.9"));
    assertEquals("", country(with, "9.9.9.9"));
    damage(database, 1, changed -> MmdbPlaces.read(mmdb(changed), new Located()));
    Path asOnly =
        file(new MmdbWriter(24, true).add("1.0.0.0/24", of("asn", 1, "x")).toBytes("A", 1));
    assertTrue(
        String.valueOf(
                assertThrows(BadTable.class, () -> PlaceTable.load(List.of(asOnly))).getMessage())
            .endsWith("the database A says of no network where it is"));
  }

  private static String country(Countries countries, String address) {
    IpAddress parsed = IpAddress.parse(address);
    return countries.of(parsed.high(), parsed.low()).toString();
  }
}
