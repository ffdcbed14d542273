package weir.enrich.download;

import java.net.URI;
import java.util.Locale;
import java.util.OptionalLong;

/// What is at an address.
///
/// @param address after all that it led to
/// @param octets empty if the server does not say
/// @param written when, as the server words it; "" if it does not say
public record Found(URI address, OptionalLong octets, String written) {
  /// "412.3 MB".
  public static String size(long octets) {
    return octets < 1_000_000
        ? String.format(Locale.ENGLISH, "%.1f kB", octets / 1e3)
        : String.format(Locale.ENGLISH, "%,.1f MB", octets / 1e6);
  }

  /// "https://data.ris.ripe.net/rrc00/latest-bview.gz: 412.3 MB, of Mon, 30 Nov 2026 08:05:00 GMT".
  @Override
  public String toString() {
    return address
        + ": "
        + (octets.isPresent() ? size(octets.getAsLong()) : "the server does not say how large")
        + (written.isEmpty() ? "" : ", of " + written);
  }
}
