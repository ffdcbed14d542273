package weir.store;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A [Retention] as people write it: "7d" or "forever", "20GiB" or "unlimited", "5%".
public final class RetentionText {
  public static final String FOREVER = "forever";

  private static final String UNLIMITED = "unlimited";
  private static final Pattern AGE = Pattern.compile("(\\d{1,9})(ms|s|m|min|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?([kmgt])(i?)b?");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?) ?%");
  private static final String UNITS = "kmgt";
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_SHARE = 90;

  private RetentionText() {}

  /// What all three say; an empty one says what is usual.
  ///
  /// @throws IllegalArgumentException with a sentence, if one is not understood
  public static Retention parse(String age, String size, String free) {
    Optional<Duration> stays = age.isEmpty() ? Retention.DEFAULT.age() : age(age);
    return new Retention(
        stays,
        !size.isEmpty()
            ? size(size)
            : stays.isEmpty() ? OptionalLong.empty() : Retention.DEFAULT.bytes(),
        free.isEmpty() ? Retention.DEFAULT.freeShare() : share(free));
  }

  /// @return empty for ever
  /// @throws IllegalArgumentException with a sentence
  public static Optional<Duration> age(String text) {
    if (text.equals(FOREVER)) {
      return Optional.empty();
    }
    Matcher match = AGE.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(text + ": write 7d, 12h or forever");
    }
    long amount = Long.parseLong(match.group(1));
    Duration length =
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofMinutes(amount);
        };
    if (length.compareTo(Duration.ofMinutes(1)) < 0
        || length.compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
      throw new IllegalArgumentException(
          text + ": at least 1m and at most " + MOST_DAYS + "d, or forever");
    }
    return Optional.of(length);
  }

  /// @return empty for no limit
  /// @throws IllegalArgumentException with a sentence
  public static OptionalLong size(String text) {
    return text.equals(UNLIMITED)
        ? OptionalLong.empty()
        : OptionalLong.of(bytes(text, ", or " + UNLIMITED));
  }

  /// Octets.
  ///
  /// @param or what may be written instead: the end of a sentence
  /// @throws IllegalArgumentException with a sentence
  public static long bytes(String text, String or) {
    Matcher match = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw new IllegalArgumentException(
          text + ": write 20GiB" + (or.isEmpty() ? " or 500MB" : ", 500MB" + or.substring(1)));
    }
    double unit = match.group(3).isEmpty() ? 1000.0 : 1024.0;
    double bytes =
        Long.parseLong(match.group(1)) * Math.pow(unit, UNITS.indexOf(match.group(2)) + 1);
    if (bytes < 1 << 20 || bytes > Long.MAX_VALUE / 2.0) {
      throw new IllegalArgumentException(text + ": at least 1MiB" + or);
    }
    return (long) bytes;
  }

  /// A part of the disk.
  ///
  /// @throws IllegalArgumentException with a sentence
  public static double share(String text) {
    Matcher match = SHARE.matcher(text);
    double percent = match.matches() ? Double.parseDouble(match.group(1)) : MOST_SHARE + 1;
    if (percent > MOST_SHARE) {
      throw new IllegalArgumentException(
          text + ": write a part of the disk as 5%, at most " + MOST_SHARE + "%");
    }
    return percent / 100;
  }
}
