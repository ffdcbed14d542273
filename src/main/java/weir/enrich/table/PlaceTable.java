package weir.enrich.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weir.naming.Places;

/// In which country and city addresses are, read from files that the user points at: databases of
/// MaxMind, IPinfo and DB-IP, or lines of text; packed or not.
public final class PlaceTable {
  private PlaceTable() {}

  /// Reads files; of several networks around an address the longest counts, of the same in two
  /// files the later one. Takes seconds for millions.
  ///
  /// @throws BadTable if one is none, or says nothing of places: says which, where in it, and why
  public static Places.Known load(List<Path> files) throws IOException {
    if (files.isEmpty()) {
      return Places.NONE.known();
    }
    Located located = new Located();
    List<String> by = new ArrayList<>();
    for (Path file : files) {
      located.made("", 0);
      TableFile.readPlaces(file, located);
      String name = located.type().isEmpty() ? name(file) : AsName.quotable(located.type());
      long seconds = located.madeSeconds();
      Instant made =
          seconds > 0 && seconds < AsTable.LATEST_SECONDS
              ? Instant.ofEpochSecond(seconds)
              : Files.getLastModifiedTime(file).toInstant();
      by.add(name + " of " + made.toString().substring(0, 10));
    }
    PrefixTable table = located.prefixes();
    return new Places.Known(
        String.join(", ", by), located.all(), table::value, located.fingerprint());
  }

  /// "places.csv".
  private static String name(Path file) {
    return AsName.quotable(String.valueOf(file.getFileName()));
  }
}
