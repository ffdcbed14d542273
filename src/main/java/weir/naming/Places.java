package weir.naming;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// In which country and city addresses are, by tables of somebody's. They may be read when they are
/// first asked for, as they are long.
public final class Places {
  /// Nobody knows.
  public static final Places NONE = new Places(() -> new Known("", List.of(), (_, _) -> 0, 0));

  /// @param country two letters of ISO 3166, or ""
  /// @param city in English, or ""
  public record Place(String country, String city) {
    public static final Place UNKNOWN = new Place("", "");

    /// "Berlin, DE".
    @Override
    public String toString() {
      return city.isEmpty() ? country : country.isEmpty() ? city : city + ", " + country;
    }
  }

  /// Finds addresses.
  @FunctionalInterface
  public interface Finding {
    /// The number of the place of an address, from 1 on; 0 if it is not known. From any thread.
    int place(long high, long low);
  }

  /// What tables say.
  ///
  /// @param by whose they are, and of when: "GeoLite2-City of 2026-10-01"
  /// @param all places, the first of which has the number 1
  /// @param fingerprint tells them apart, the same in every process
  public record Known(String by, List<Place> all, Finding finding, long fingerprint) {
    public Known {
      all = List.copyOf(all);
    }
  }

  private @Nullable Supplier<Known> reading;
  private @Nullable Known known;

  private Places(Supplier<Known> reading) {
    this.reading = reading;
  }

  /// What is read when it is first asked for.
  public static Places of(Supplier<Known> reading) {
    return new Places(reading);
  }

  /// What they say.
  public synchronized Known known() {
    Known there = known;
    if (there == null) {
      there = Optional.ofNullable(reading).orElseThrow().get();
      known = there;
      reading = null;
    }
    return there;
  }

  /// Where an address is; [Place#UNKNOWN] if nobody says it.
  public Place of(long high, long low) {
    Known all = known();
    int place = all.finding().place(high, low);
    return place == 0 ? Place.UNKNOWN : all.all().get(place - 1);
  }
}
