package weir.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What a data set that is collected into may grow to. Flows go slice by slice, the oldest first,
/// as soon as one of the limits is passed.
///
/// @param age how long a slice stays, counted from its newest record or from when it was written,
///   whichever is later; empty for ever
/// @param bytes on disk, of all slices; empty for no limit
/// @param freeShare part of the disk that is never written into, 0 to 1
public record Retention(Optional<Duration> age, OptionalLong bytes, double freeShare) {
  public static final Retention DEFAULT =
      new Retention(Optional.of(Duration.ofDays(7)), OptionalLong.of(20L << 30), 0.05);

  /// Drops nothing and fills the disk.
  public static final Retention EVERYTHING =
      new Retention(Optional.empty(), OptionalLong.empty(), 0);

  /// Whether flows are kept until the disk is full, and no longer taken then.
  public boolean dropsNothing() {
    return age.isEmpty() && bytes.isEmpty();
  }

  /// Octets of a disk that stay free.
  public long freeBytes(long totalBytes) {
    return (long) (totalBytes * freeShare);
  }

  /// "7 d, at most 20.0 GiB, 5 % of the disk left free".
  public String inWords() {
    List<String> words = new ArrayList<>();
    words.add(age.map(Retention::inWords).orElse("for ever"));
    bytes.ifPresent(most -> words.add("at most " + StoreStatus.inWords(most)));
    if (freeShare > 0) {
      words.add(
          String.format(Locale.ROOT, "%.3g", freeShare * 100).replaceAll("\\.?0+$", "")
              + " % of the disk left free");
    }
    return String.join(", ", words);
  }

  private static String inWords(Duration length) {
    return length.toHours() % 24 == 0
        ? length.toDays() + " d"
        : length.toMinutes() % 60 == 0 ? length.toHours() + " h" : length.toMinutes() + " min";
  }
}
