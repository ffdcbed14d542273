package weir.store.clickhouse.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// A block as it lies in a file: four lines (what this is, the table, the columns, the block's
/// checksum), and the block as it is sent.
///
/// @param columns their names, as SQL has them
/// @param octets the file's, of which the block begins at `from`
record BlockFile(String table, String columns, byte[] octets, int from) {
  private static final String FORM = "weir-block 1";
  private static final int LINES = 4;

  /// What stands before a block.
  static byte[] head(Block.Packed block) {
    return String.join(
            "\n",
            FORM,
            block.layout().table(),
            String.join(",", block.columns()),
            sum(block.octets(), 0, block.length()),
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String sum(byte[] octets, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(octets, from, length);
    return Long.toHexString(sum.getValue());
  }

  /// @throws IOException if this is not what was written
  static BlockFile of(byte[] file) throws IOException {
    int from = 0;
    for (int line = 0; line < LINES; line++) {
      while (from < file.length && file[from] != '\n') {
        from++;
      }
      from++;
    }
    if (from <= file.length) {
      String[] lines = new String(file, 0, from, StandardCharsets.UTF_8).split("\n", -1);
      if (lines[0].equals(FORM) && lines[3].equals(sum(file, from, file.length - from))) {
        return new BlockFile(lines[1], lines[2], file, from);
      }
    }
    throw new IOException("the file is damaged");
  }
}
