package weir.store.duckdb.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.store.OwnFiles;

/// Packed slices: `NAME.parquet` (ZSTD) in the place of `NAME.duckdb`, with the same rows in the
/// same order, and `NAME.parquet.sha256` beside it, a line as `sha256sum` writes and checks it.
///
/// Where all starts or ends of flows are whole milliseconds, as NetFlow's are, the column is called
/// `…_ms` instead of `…_ns` and takes half the room. What the slice counted as imported stands in
/// the file's metadata under `tallies`: a line a name, `ROWS NAME`, the name as in HTML forms
/// ([URLEncoder]). By which rules its directions are told stands there under `directions`: their
/// fingerprint.
///
/// A `.parquet` is in its place only when it is whole, compared with what it was made of, and on
/// disk.
public final class PackedFiles {
  static final String ROW = "file_row_number";
  private static final String OPTIONS = "hive_partitioning = false";
  private static final String ENDING = ".parquet";
  private static final String TALLIES = "tallies";
  private static final String DIRECTIONS = "directions";

  /// Rows of a row group: what is alike is found among so many.
  private static final int ROW_GROUP = 491_520;

  /// Not the time received: ranges are cut by it, and row groups passed over.
  private static final Set<String> TIMES =
      Set.of(FlowField.TIME_START.column(), FlowField.TIME_END.column());

  private static final String NANOS = "_ns";
  private static final String MILLIS = "_ms";

  private PackedFiles() {}

  static boolean isPacked(Path file) {
    return file.toString().endsWith(ENDING);
  }

  public static Path packed(Path slice) {
    String name = slice.getFileName().toString();
    return slice.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ENDING);
  }

  static Path sum(Path packed) {
    return packed.resolveSibling(packed.getFileName() + ".sha256");
  }

  /// What stands behind FROM: the columns of a slice.
  public static String table(Connection connection, Path packed) throws SQLException {
    return table(packed, columns(connection, file(packed)));
  }

  private static String table(Path packed, List<String> columns) {
    String file = file(packed);
    return columns.stream().noneMatch(column -> column.endsWith(MILLIS))
        ? file
        : "(SELECT %s FROM %s)"
            .formatted(
                columns.stream().map(PackedFiles::unpacked).collect(Collectors.joining(", ")),
                file);
  }

  private static String file(Path packed) {
    // Otherwise it finds columns in the names of folders, "a=b".
    return "read_parquet('" + FileNames.pattern(packed) + "', " + OPTIONS + ")";
  }

  /// The same with the column [#ROW], which tells its rows apart.
  ///
  /// @param table what [#table] gave
  static String numbered(String table) {
    int options = table.lastIndexOf(OPTIONS) + OPTIONS.length();
    String all = table.substring(0, options) + ", " + ROW + " = true" + table.substring(options);
    return all.startsWith("(") ? all.replaceFirst(" FROM ", ", " + ROW + " FROM ") : all;
  }

  private static String unpacked(String column) {
    return column.endsWith(MILLIS)
        ? "(%s * 1000000)::UBIGINT AS %s".formatted(column, named(column, MILLIS, NANOS))
        : column;
  }

  private static String named(String column, String unit, String newUnit) {
    return column.substring(0, column.length() - unit.length()) + newUnit;
  }

  private static List<String> columns(Connection connection, String table) throws SQLException {
    return strings(connection, "SELECT column_name FROM (DESCRIBE SELECT * FROM " + table + ")");
  }

  private static List<String> strings(Connection connection, String sql) throws SQLException {
    List<String> strings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }

  /// A packed slice.
  ///
  /// @param table what stands behind FROM
  public record Packed(Path file, String table) {}

  /// Packs a slice; what it was made of stays.
  ///
  /// @param tallies what it counted
  public static Packed pack(Connection connection, Slice slice, Map<String, Long> tallies)
      throws SQLException, IOException {
    Path packed = packed(slice.file());
    Path fresh = fresh(packed);
    try {
      List<String> columns = write(connection, slice, slice.table(), tallies);
      writeSum(packed, hash(fresh));
      Files.move(fresh, packed, StandardCopyOption.ATOMIC_MOVE);
      forceNames(packed.resolveSibling(""));
      // Nothing is asked any more: a question could be interrupted, and this is done.
      return new Packed(packed, table(packed, columns));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Packs other values of a slice's flows, in the place of what was packed before, if it was. What
  /// is cut short at any point leaves the slice as it was or as it is to be.
  ///
  /// @param table what stands behind FROM: the same rows in the same order
  /// @param made of the former values; deleted before the new ones are in their place
  static Packed rewrite(
      Connection connection, Slice slice, String table, Map<String, Long> tallies, Path made)
      throws SQLException, IOException {
    Path packed = packed(slice.file());
    Path fresh = fresh(packed);
    try {
      List<String> columns = write(connection, slice, table, tallies);
      String hash = hash(fresh);
      Files.deleteIfExists(made);
      Files.deleteIfExists(sum(packed)); // without one a file is believed, with another's not
      Files.move(
          fresh, packed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      writeSum(packed, hash);
      forceNames(packed.resolveSibling(""));
      return new Packed(packed, table(packed, columns));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Path fresh(Path packed) {
    return packed.resolveSibling(packed.getFileName() + ".new");
  }

  /// Writes rows into a new file beside the slice, compares them, and has them on the disk.
  ///
  /// @return its columns
  private static List<String> write(
      Connection connection, Slice slice, String table, Map<String, Long> tallies)
      throws SQLException, IOException {
    Path fresh = fresh(packed(slice.file()));
    Files.deleteIfExists(fresh);
    Database.execute(
        connection,
        "COPY (SELECT %s FROM %s) TO '%s' (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE %s, PRESERVE_ORDER true%s)"
            .formatted(
                packedColumns(connection, table),
                table,
                FileNames.quoted(fresh),
                ROW_GROUP,
                metadata(tallies, slice.told().stored())));
    String was = content(connection, table);
    List<String> columns = columns(connection, file(fresh));
    String is = content(connection, table(fresh, columns));
    if (!was.equals(is)) {
      throw new IOException(fresh + " does not hold what " + slice.file() + " does");
    }
    force(fresh);
    return columns;
  }

  private static void writeSum(Path packed, String hash) throws IOException {
    Path sum = sum(packed);
    OwnFiles.replace(sum, (hash + "  " + packed.getFileName() + "\n").getBytes(UTF_8));
    force(sum);
  }

  private static String packedColumns(Connection connection, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (String column : columns(connection, table)) {
      columns.add(
          TIMES.contains(column) && hasWholeMillis(connection, table, column)
              ? "%s // 1000000 AS %s".formatted(column, named(column, NANOS, MILLIS))
              : column);
    }
    return String.join(", ", columns);
  }

  private static boolean hasWholeMillis(Connection connection, String table, String column)
      throws SQLException {
    return strings(
            connection,
            "SELECT 1 FROM %s WHERE %s %% 1000000 <> 0 LIMIT 1".formatted(table, column))
        .isEmpty();
  }

  private static String metadata(Map<String, Long> tallies, long directions) {
    List<String> all = new ArrayList<>();
    if (!tallies.isEmpty()) {
      all.add(
          tallies.entrySet().stream()
              .map(tally -> tally.getValue() + " " + URLEncoder.encode(tally.getKey(), UTF_8))
              .collect(Collectors.joining("\n", TALLIES + ": '", "'")));
    }
    if (directions != 0) {
      all.add(DIRECTIONS + ": '" + directions + "'");
    }
    return all.isEmpty() ? "" : ", KV_METADATA {" + String.join(", ", all) + "}";
  }

  /// Fingerprint of the rules that the directions of a packed slice are told by; 0 for none.
  static long directions(Connection connection, Path packed) throws SQLException {
    List<String> written = metadata(connection, packed, DIRECTIONS);
    return written.isEmpty() ? 0 : Long.parseLong(written.getFirst());
  }

  private static List<String> metadata(Connection connection, Path packed, String key)
      throws SQLException {
    return strings(
        connection,
        "SELECT decode(value) FROM parquet_kv_metadata('%s') WHERE decode(key) = '%s'"
            .formatted(FileNames.pattern(packed), key));
  }

  /// What a packed slice counted before it was packed.
  public static Map<String, Long> tallies(Connection connection, Path packed) throws SQLException {
    List<String> written = metadata(connection, packed, TALLIES);
    Map<String, Long> tallies = new HashMap<>();
    for (String tally : String.join("\n", written).lines().toList()) {
      int space = tally.indexOf(' ');
      tallies.put(
          URLDecoder.decode(tally.substring(space + 1), UTF_8),
          Long.parseLong(tally, 0, space, 10));
    }
    return tallies;
  }

  /// Rows, and a hash over every value: which columns there are differs from slice to slice.
  private static String content(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT concat_ws(' ', count(*), bit_xor(hash(flows)), sum(hash(flows)))"
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
    return !OwnFiles.isFile(sum) || Files.readString(sum).startsWith(hash(packed) + " ");
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
