package weir.store.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/// Packed slices: `NAME.parquet` (ZSTD) in the place of `NAME.duckdb`, with the same rows in the
/// same order, and `NAME.parquet.sha256` beside it, a line as `sha256sum` writes and checks it.
///
/// A `.parquet` is in its place only when it is whole, compared with what it was made of, and on
/// disk.
final class PackedFiles {
  private static final String ENDING = ".parquet";

  private PackedFiles() {}

  static boolean isPacked(Path file) {
    return file.toString().endsWith(ENDING);
  }

  static Path packed(Path slice) {
    String name = slice.getFileName().toString();
    return slice.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ENDING);
  }

  static Path sum(Path packed) {
    return packed.resolveSibling(packed.getFileName() + ".sha256");
  }

  /// What stands behind FROM.
  static String table(Path packed) {
    return "read_parquet('" + quoted(packed).replaceAll("[*?\\[]", "[$0]") + "')";
  }

  private static String quoted(Path file) {
    return file.toString().replace("'", "''");
  }

  /// Packs a slice; what it was made of stays.
  static Path pack(Connection connection, Slice slice) throws SQLException, IOException {
    Path packed = packed(slice.file());
    Path fresh = packed.resolveSibling(packed.getFileName() + ".new");
    try {
      Database.execute(
          connection,
          "COPY (FROM "
              + slice.table()
              + ") TO '"
              + quoted(fresh)
              + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, PRESERVE_ORDER true)");
      String was = content(connection, slice.table());
      String is = content(connection, table(fresh));
      if (!was.equals(is)) {
        throw new IOException(fresh + " does not hold what " + slice.file() + " does");
      }
      force(fresh);
      Path sum = sum(packed);
      Files.writeString(sum, hash(fresh) + "  " + packed.getFileName() + "\n");
      force(sum);
      Files.move(fresh, packed, StandardCopyOption.ATOMIC_MOVE);
      forceNames(packed.resolveSibling(""));
      return packed;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Rows, sums and a hash over every value.
  private static String content(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT concat_ws(' ', count(*), sum(bytes), sum(packets), bit_xor(hash(flows)), sum(hash(flows)))"
                    + " FROM "
                    + table
                    + " AS flows")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// So that the new name outlives a power cut; not every system can.
  private static void forceNames(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // the old file is deleted a while later; that is all there is to do
    }
  }

  /// Whether a packed slice still is what was written; also if its sum is gone.
  static boolean matches(Path packed) throws IOException {
    Path sum = sum(packed);
    return !Files.exists(sum) || Files.readString(sum).startsWith(hash(packed) + " ");
  }

  private static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] octets = new byte[1 << 18];
      for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
        digest.update(octets, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
