package weir.enrich.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What somebody has made on purpose so that a reader goes astray is refused with a sentence, soon
/// and in little memory.
@Timeout(20)
class MmdbTest {
  private static final byte[] WHOLE =
      new MmdbWriter(32, true)
          .add("1.0.0.0/24", Map.of("asn", "AS1", "name", "Some"))
          .add("2002::/16", Map.of("asn", "AS2"))
          .toBytes("Some", 1_700_000_000);

  @TempDir Path folder;

  private String refused(byte[] octets) throws IOException {
    Path file = Files.write(folder.resolve("table"), octets);
    String said =
        String.valueOf(
            assertThrows(BadTable.class, () -> AsTable.load(List.of(file))).getMessage());
    assertTrue(said.startsWith(file.toString()), said);
    return said;
  }

  private static int data(byte[] whole) {
    String all = new String(whole, ISO_8859_1);
    return all.indexOf("\0".repeat(16) + "\u00e2") + 16; // a map of two
  }

  @Test
  void aNetworkOf6to4OfItsOwnIsNoAlias() throws IOException {
    AsTable table = AsTable.load(List.of(Files.write(folder.resolve("table"), WHOLE)));
    assertEquals(2, AsTableTest.as(table, "2002:100::1"));
    assertEquals(1, AsTableTest.as(table, "1.0.0.1"));
    assertEquals(2, table.prefixes().prefixes());
  }

  @Test
  void whatIsPackedIsTheSame() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(WHOLE);
    }
    Path file = Files.write(folder.resolve("table"), packed.toByteArray());
    assertEquals(1, AsTableTest.as(AsTable.load(List.of(file)), "1.0.0.1"));
  }

  /// Each node leads to the next one by both sides: as many ways as there are addresses.
  @Test
  void manyWaysToTheSame() throws IOException {
    byte[] octets = WHOLE.clone();
    ByteBuffer tree = ByteBuffer.wrap(octets);
    int nodes = data(WHOLE) / 8 - 2;
    for (int node = 0; node < nodes; node++) {
      tree.putInt(8 * node, (node + 1) % nodes).putInt(8 * node + 4, (node + 1) % nodes);
    }
    assertTrue(refused(octets).endsWith("the tree of the database leads in a circle"));
  }

  @Test
  void pointersThatLeadToThemselves() throws IOException {
    byte[] octets = WHOLE.clone();
    octets[data(WHOLE)] = 0x20; // a pointer, to where the data begins
    octets[data(WHOLE) + 1] = 0;
    assertTrue(refused(octets).contains("what it says of 1.0.0.0"), refused(octets));
  }

  @Test
  void listsThatAreSaidToBeLong() throws IOException {
    byte[] octets = WHOLE.clone();
    int end = new String(WHOLE, ISO_8859_1).indexOf("MaxMind.com") - 3;
    for (int at = data(WHOLE); at + 5 <= end; at += 5) { // one in another
      System.arraycopy(new byte[] {0x1f, 4, -1, -1, -1}, 0, octets, at, 5);
    }
    assertTrue(refused(octets).contains("lists"), refused(octets));
  }

  @Test
  void whatIsNoneOrHasLostItsEnd() throws IOException {
    byte[] half = Arrays.copyOf(WHOLE, WHOLE.length / 2);
    assertTrue(refused(half).endsWith("no database of MaxMind's format, or its end is missing"));
    byte[] treeless = WHOLE.clone();
    int at = new String(WHOLE, ISO_8859_1).indexOf("node_count") + "node_count".length();
    treeless[at + 1] = 1; // some millions
    assertTrue(refused(treeless).contains("the tree"), refused(treeless));
    assertThrows(
        Malformed.class, () -> Mmdb.of(new ByteArrayInputStream(new byte[1]), 1), "nothing at all");
  }
}
