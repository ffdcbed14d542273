package weir.enrich.table;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbCreator;
import com.maxmind.db.MaxMindDbParameter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where networks are, out of a database: MaxMind's and DB-IP's City and Country, which have names
/// in several languages, IPinfo's, which have words.
final class MmdbPlaces {
  private MmdbPlaces() {}

  /// What is said of a network.
  ///
  /// @param country in IPinfo's older databases it is the code, in newer ones the name
  public record Said(
      @MaxMindDbParameter(name = "country") @Nullable Thing country,
      @MaxMindDbParameter(name = "country_code") @Nullable String code,
      @MaxMindDbParameter(name = "city") @Nullable Thing city) {
    String countryCode() throws Malformed {
      String own = country == null ? "" : Mmdb.text(country.code());
      String word = country == null ? "" : Mmdb.text(country.word());
      String told = Mmdb.text(code);
      return !own.isEmpty() ? own : !told.isEmpty() ? told : word;
    }

    String cityName() throws Malformed {
      if (city == null) {
        return "";
      }
      Names names = city.names();
      return Mmdb.text(names == null ? city.word() : names.en());
    }
  }

  /// A country or a city: a word, or names with a code.
  public record Thing(@Nullable String word, @Nullable String code, @Nullable Names names) {
    /// As MaxMind has it.
    @MaxMindDbConstructor
    public Thing(
        @MaxMindDbParameter(name = "iso_code") @Nullable String code,
        @MaxMindDbParameter(name = "names") @Nullable Names names) {
      this(null, code, names);
    }

    /// As IPinfo has it.
    @MaxMindDbCreator
    public static Thing of(String word) {
      return new Thing(word, null, null);
    }
  }

  /// In English.
  public record Names(@MaxMindDbParameter(name = "en") @Nullable String en) {}

  /// @throws Malformed if it says of no network where it is
  static void read(Mmdb database, Located into) throws IOException {
    database.<Said>walk(
        List.of(Said.class),
        (network, said) -> into.add(network, said.countryCode(), said.cityName()));
    if (into.size() == 0) {
      throw new Malformed(
          "", "the database " + database.type() + " says of no network where it is");
    }
    into.made(database.type(), database.madeSeconds());
  }
}
