package weir.export;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// Times as texts: ISO 8601 with the offset that holds in a zone at that time, as
/// `2026-11-21T11:00:00.250+01:00`; `Z` in UTC. Fractions of a second have 0, 3, 6 or 9 digits.
/// Belongs to one thread.
public final class IsoTimes {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long MICRO = 1_000L;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  /// Many times lie within a few seconds.
  private static final int KEPT = 256;

  private final ZoneId zone;
  private final long[] seconds = new long[KEPT];
  private final String[] texts = new String[KEPT];
  private final String[] offsets = new String[KEPT];

  public IsoTimes(ZoneId zone) {
    this.zone = zone;
    Arrays.fill(seconds, Long.MIN_VALUE);
  }

  /// @param nanos since 1970
  public String text(long nanos) {
    StringBuilder text = new StringBuilder(35);
    append(nanos, text);
    return text.toString();
  }

  /// @param nanos since 1970
  void append(long nanos, StringBuilder out) {
    long second = Math.floorDiv(nanos, SECOND);
    int place = (int) (second & (KEPT - 1));
    if (seconds[place] != second) {
      Instant instant = Instant.ofEpochSecond(second);
      ZoneOffset offset = zone.getRules().getOffset(instant);
      texts[place] = SECONDS.format(LocalDateTime.ofEpochSecond(second, 0, offset));
      offsets[place] = offset.getId();
      seconds[place] = second;
    }
    out.append(texts[place]);
    fraction(Math.floorMod(nanos, SECOND), out);
    out.append(offsets[place]);
  }

  private static void fraction(long nanos, StringBuilder out) {
    if (nanos == 0) {
      return;
    }
    long unit = nanos % MILLI == 0 ? MILLI : nanos % MICRO == 0 ? MICRO : 1;
    out.append('.');
    long value = nanos / unit;
    for (long digit = SECOND / unit / 10; digit > 0; digit /= 10) {
      out.append((char) ('0' + value / digit % 10));
    }
  }
}
