package weir.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.store.Retention;

/// `--keep`, `--keep-size`, `--keep-free`: how much of what is collected stays.
final class Keep {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?([kmgt])(i?)b?");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,2}(?:\\.\\d{1,3})?) ?%");
  private static final String UNITS = "kmgt";
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_SHARE = 90;

  @Option(
      names = "--keep",
      paramLabel = "AGE",
      description =
          "How long flows stay: 7d, 12h, or forever, which drops nothing unless --keep-size does"
              + " (default: 7d).")
  @Example("30d")
  private String age = "7d";

  @Option(
      names = "--keep-size",
      paramLabel = "SIZE",
      description =
          "What the data set may take on disk, the oldest flows go first: 20GiB, 500MB, or"
              + " unlimited (default: 20GiB; unlimited with --keep forever).")
  @Example("200GiB")
  private @Nullable String size;

  @Option(
      names = "--keep-free",
      paramLabel = "SHARE",
      description = "Part of the disk that is never written into (default: 5%%).")
  @Example("10%")
  private String free = "5%";

  /// @throws CommandFailed if something is not understood
  Retention retention() {
    return new Retention(age(), size(), share());
  }

  private Optional<Duration> age() {
    if (age.equals("forever")) {
      return Optional.empty();
    }
    Duration length;
    try {
      length = Times.length(age);
    } catch (CommandFailed e) {
      throw new CommandFailed("--keep " + age + ": write 7d, 12h or forever", e);
    }
    if (length.compareTo(Duration.ofMinutes(1)) < 0
        || length.compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
      throw new CommandFailed(
          "--keep " + age + ": at least 1m and at most " + MOST_DAYS + "d, or forever");
    }
    return Optional.of(length);
  }

  private OptionalLong size() {
    if (size == null) {
      return age.equals("forever") ? OptionalLong.empty() : Retention.DEFAULT.bytes();
    }
    if (size.equals("unlimited")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(bytes("--keep-size", size, ", or unlimited"));
  }

  /// A size as people write it.
  ///
  /// @param or what may be written instead: the end of a sentence
  static long bytes(String option, String size, String or) {
    Matcher match = SIZE.matcher(size.toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw new CommandFailed(
          option
              + " "
              + size
              + ": write 20GiB"
              + (or.isEmpty() ? " or 500MB" : ", 500MB" + or.substring(1)));
    }
    double unit = match.group(3).isEmpty() ? 1000.0 : 1024.0;
    double bytes =
        Long.parseLong(match.group(1)) * Math.pow(unit, UNITS.indexOf(match.group(2)) + 1);
    if (bytes < 1 << 20 || bytes > Long.MAX_VALUE / 2.0) {
      throw new CommandFailed(option + " " + size + ": at least 1MiB" + or);
    }
    return (long) bytes;
  }

  private double share() {
    Matcher match = SHARE.matcher(free);
    double percent = match.matches() ? Double.parseDouble(match.group(1)) : MOST_SHARE + 1;
    if (percent > MOST_SHARE) {
      throw new CommandFailed(
          "--keep-free " + free + ": write a part of the disk as 5%, at most " + MOST_SHARE + "%");
    }
    return percent / 100;
  }
}
