package weir.naming;

import java.util.Locale;
import java.util.regex.Pattern;

/// What is said of an autonomous system.
///
/// @param name empty for none
/// @param country two letters (ISO 3166-1); empty for none
/// @param own whether it is one's own network
public record AutonomousSystem(String name, String country, boolean own) {
  private static final Pattern COUNTRY = Pattern.compile("([A-Z]{2})?");

  public static final AutonomousSystem NOTHING = new AutonomousSystem("", "", false);

  public AutonomousSystem {
    name = Name.quotable(name, "the name of an AS");
    country = country.strip().toUpperCase(Locale.ROOT);
    if (!COUNTRY.matcher(country).matches()) {
      throw new IllegalArgumentException(
          "'" + country + "' is no country: write its two letters, such as DE");
    }
  }

  public AutonomousSystem withName(String newName) {
    return new AutonomousSystem(newName, country, own);
  }

  public AutonomousSystem withCountry(String letters) {
    return new AutonomousSystem(name, letters, own);
  }

  public AutonomousSystem withOwn(boolean mine) {
    return new AutonomousSystem(name, country, mine);
  }

  AutonomousSystem over(AutonomousSystem other) {
    return new AutonomousSystem(
        name.isEmpty() ? other.name : name,
        country.isEmpty() ? other.country : country,
        own || other.own);
  }
}
