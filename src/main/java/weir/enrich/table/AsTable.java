package weir.enrich.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Which AS every network is of, read from files: dumps of routes (MRT), CSV, CAIDA's pfx2as,
/// databases of MaxMind, IPinfo and DB-IP; packed by gzip, bzip2, zstd or not.
///
/// @param prefixes their AS; 0 where nobody announces a network
/// @param names what the same files call AS
/// @param parts the files, in the order in which they were read
public record AsTable(PrefixTable prefixes, AsNames names, List<Part> parts) {
  /// The year 3000: what a damaged file says may be anything.
  static final long LATEST_SECONDS = 32_503_680_000L;

  public static final AsTable NONE = new AsTable(PrefixTable.EMPTY, AsNames.NONE, List.of());

  /// A file of it.
  ///
  /// @param networks lines or routes that gave an AS
  /// @param made when the table was made, by its own word; else when the file was written
  /// @param remarks what was left out, in words, or ""
  public record Part(Path file, int networks, Instant made, String remarks) {
    /// "as.csv: 3 networks, of 2026-11-30; 1 default route passed over".
    @Override
    public String toString() {
      return file
          + ": "
          + networks
          + (networks == 1 ? " network" : " networks")
          + ", of "
          + made.toString().substring(0, 10)
          + (remarks.isEmpty() ? "" : "; " + remarks);
    }
  }

  /// Reads files; of the same prefix in two of them, the later one counts. Takes seconds for a full
  /// table.
  ///
  /// @throws BadTable if one is no table: says which, where in it, and why; nothing is in force
  ///   then
  public static AsTable load(List<Path> files) throws IOException {
    PrefixTable.Builder prefixes = new PrefixTable.Builder();
    AsNames.Builder names = new AsNames.Builder();
    List<Part> parts = new ArrayList<>();
    for (Path file : files) {
      int before = prefixes.size();
      Origins origins = new Origins(prefixes, names);
      TableFile.readOrigins(file, origins);
      Instant made =
          origins.madeSeconds() > 0 && origins.madeSeconds() < LATEST_SECONDS
              ? Instant.ofEpochSecond(origins.madeSeconds())
              : Files.getLastModifiedTime(file).toInstant();
      parts.add(new Part(file, prefixes.size() - before, made, origins.remarks()));
    }
    return new AsTable(prefixes.build(), names.build(), List.copyOf(parts));
  }

  /// What it was read from, a file after the other.
  @Override
  public String toString() {
    return parts.isEmpty()
        ? "no table of AS"
        : parts.stream().map(Part::toString).collect(Collectors.joining(", "));
  }
}
