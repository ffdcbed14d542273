package weir.enrich.table;

import java.util.Locale;
import weir.naming.Places;

/// In which country an address is: by a database of places where there is one, else where its AS is
/// registered, which is something else, and is called so.
public final class Countries {
  /// @param code two letters of ISO 3166, or "" if it is not known
  /// @param registered whether it is the country of the AS's register, not of the address
  public record Country(String code, boolean registered) {
    public static final Country UNKNOWN = new Country("", false);

    /// "Germany", "registered in Germany", "" if it is not known.
    @Override
    public String toString() {
      return registered ? "registered in " + name() : name();
    }

    /// In English; the code where there is no name for it.
    public String name() {
      return code.isEmpty() ? "" : Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }
  }

  private final Places places;
  private final PrefixTable origins;
  private final AsNames names;

  private Countries(Places places, PrefixTable origins, AsNames names) {
    this.places = places;
    this.origins = origins;
    this.names = names;
  }

  /// @param places what knows of addresses
  public static Countries of(Places places, PrefixTable origins, AsNames names) {
    return new Countries(places, origins, names);
  }

  /// Of an address.
  public Country of(long high, long low) {
    String code = places.of(high, low).country();
    return code.isEmpty() ? ofAs(origins.value(high, low)) : new Country(code, false);
  }

  /// Where an AS is registered.
  public Country ofAs(int asn) {
    String code = names.country(asn);
    return code.isEmpty() ? Country.UNKNOWN : new Country(code, true);
  }
}
