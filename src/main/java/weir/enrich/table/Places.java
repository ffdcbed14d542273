package weir.enrich.table;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// In which country and city addresses are, by a database that the user points at: MaxMind's City
/// and Country, IPinfo's, DB-IP's. It stays in memory as it is in its file.
public final class Places {
  /// Many addresses share their place.
  private static final int REMEMBERED = 1 << 14;

  /// After so many networks nothing else is to be expected.
  private static final int ASKED = 10_000;

  /// @param country two letters of ISO 3166, or ""
  /// @param countryName in English, or ""
  /// @param city in English, or ""
  public record Place(String country, String countryName, String city) {
    public static final Place UNKNOWN = new Place("", "", "");

    /// "Berlin, Germany".
    @Override
    public String toString() {
      String where = countryName.isEmpty() ? country : countryName;
      return city.isEmpty() ? where : where.isEmpty() ? city : city + ", " + where;
    }
  }

  private final Path file;
  private final Mmdb database;
  private final Map<Long, Place> byLeaf = new ConcurrentHashMap<>();

  private Places(Path file, Mmdb database) {
    this.file = file;
    this.database = database;
  }

  /// @throws BadTable if it is none, or says nothing of places
  public static Places load(Path file) throws IOException {
    Places places = new Places(file, TableFile.readDatabase(file));
    places.check();
    return places;
  }

  /// The first networks that something is said of must be somewhere.
  private void check() throws IOException {
    int[] asked = new int[1];
    try {
      database.walk(
          (network, leaf) -> {
            Place place = place(database.data(leaf));
            if (!place.country().isEmpty() || !place.city().isEmpty()) {
              throw new Found();
            }
            if (++asked[0] == ASKED) {
              throw new Malformed("", "");
            }
          });
    } catch (Found e) {
      return;
    } catch (Malformed e) {
      if (!e.reason().isEmpty()) {
        throw new BadTable(file, e.place(), e.reason(), e);
      }
    }
    throw new BadTable(
        file, "", "the database " + database.type() + " says of no network where it is", null);
  }

  private static final class Found extends IOException {
    private static final long serialVersionUID = 1;
  }

  /// When the database was made; empty if it does not say.
  public Optional<Instant> made() {
    return database.madeSeconds() <= 0 || database.madeSeconds() >= AsTable.LATEST_SECONDS
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(database.madeSeconds()));
  }

  /// Where an address is; [Place#UNKNOWN] if the database does not say.
  public Place of(long high, long low) {
    try {
      long leaf = database.leaf(high, low);
      if (leaf < 0) {
        return Place.UNKNOWN;
      }
      Place known = byLeaf.get(leaf);
      if (known == null) {
        known = place(database.data(leaf));
        if (byLeaf.size() >= REMEMBERED) {
          byLeaf.clear();
        }
        byLeaf.put(leaf, known);
      }
      return known;
    } catch (Malformed e) {
      return Place.UNKNOWN; // one damaged network is no reason to know nothing of all others
    }
  }

  /// Two letters of ISO 3166; "" if it is not known.
  public String country(long high, long low) {
    return of(high, low).country();
  }

  private static Place place(Map<String, Object> data) {
    String code = text(data, "country", "iso_code");
    if (code.isEmpty()) { // IPinfo: all in one level, and in older ones the code is the country
      code = text(data, "country_code");
      String country = text(data, "country");
      boolean isCode = code.isEmpty() && country.length() == 2;
      return new Place(
          isCode ? country : code,
          isCode ? text(data, "country_name") : country,
          text(data, "city"));
    }
    return new Place(code, text(data, "country", "names", "en"), text(data, "city", "names", "en"));
  }

  private static String text(Map<String, Object> data, String... path) {
    return Mmdb.at(data, path) instanceof String text ? text : "";
  }

  /// The database, and how old it is.
  @Override
  public String toString() {
    return file.getFileName()
        + " ("
        + database.type()
        + made().map(day -> ", of " + day.toString().substring(0, 10)).orElse("")
        + ")";
  }
}
