package weir.screen;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Time zones by name, as others wrote it.
final class Zones {
  private Zones() {}

  static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /// "UTC", "Europe/Berlin", "+02:00".
  static Optional<ZoneId> named(String name) {
    try {
      return Optional.of(name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
