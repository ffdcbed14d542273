package weir.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.query.RangeWords;

/// Reads points and lengths of time from the command line.
final class Times {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})(ms|s|m|min|h|d)");

  private Times() {}

  /// "2026-11-21T10:00:00Z", "2026-11-21T10:00" or "2026-11-21" (in `zone`), "now", "-15m".
  static Instant instant(String text, Instant now, ZoneId zone) {
    if (text.equals("now")) {
      return now;
    }
    if (text.startsWith("-")) {
      return now.minus(length(text.substring(1)));
    }
    try {
      if (text.indexOf('T') < 0 && text.indexOf(' ') < 0) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      String iso = text.replace(' ', 'T');
      return iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      try {
        return new RangeWords(zone, now).moment(text, false);
      } catch (IllegalArgumentException none) {
        throw new CommandFailed(
            "'" + text + "' is no time; write 2026-11-21T10:00:00Z, 2026-11-21, now or -15m", none);
      }
    }
  }

  /// "500ms", "1s", "5m", "2h", "7d".
  static Duration length(String text) {
    Matcher match = LENGTH.matcher(text);
    if (!match.matches()) {
      throw new CommandFailed("'" + text + "' is no length of time; write 1s, 5m, 2h or 7d");
    }
    long amount = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m", "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
