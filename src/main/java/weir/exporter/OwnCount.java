package weir.exporter;

import java.util.Optional;

/// What an exporter counts of its own work since it began, by IPFIX information element: options
/// records tell it (RFC 7011 §4.1 to 4.3).
public enum OwnCount {
  EXPORTED_OCTETS(40, "octets exported"),
  EXPORTED_MESSAGES(41, "messages exported"),
  EXPORTED_FLOWS(42, "flow records exported"),
  OBSERVED_FLOWS(163, "flows observed"),
  IGNORED_PACKETS(164, "packets ignored"),
  IGNORED_OCTETS(165, "octets ignored"),
  NOT_SENT_FLOWS(166, "flow records not sent"),
  NOT_SENT_PACKETS(167, "packets not sent"),
  NOT_SENT_OCTETS(168, "octets not sent");

  private final int element;
  private final String words;

  OwnCount(int element, String words) {
    this.element = element;
    this.words = words;
  }

  /// The count that an element tells.
  public static Optional<OwnCount> of(int element) {
    for (OwnCount count : values()) {
      if (count.element == element) {
        return Optional.of(count);
      }
    }
    return Optional.empty();
  }

  /// For people, behind a number.
  public String words() {
    return words;
  }

  /// Whether it is of traffic that no flow will tell of.
  public boolean isMissing() {
    return ordinal() >= IGNORED_PACKETS.ordinal();
  }
}
