package weir.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IsoTimesTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void inUtcTimesAreAsJavaWritesThem() {
    IsoTimes times = new IsoTimes(ZoneOffset.UTC);
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      long unit = new long[] {1, 1_000, 1_000_000, SECOND}[random.nextInt(4)];
      long nanos = random.nextLong(3_000 * SECOND) / unit * unit + 1_700_000_000 * SECOND;
      String expected = Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND).toString();
      assertEquals(expected, times.text(nanos));
    }
  }

  @Test
  void theOffsetIsThatOfTheTime() {
    IsoTimes times = new IsoTimes(ZoneId.of("Europe/Berlin"));
    long winter = OffsetDateTime.parse("2026-10-25T01:00:00Z").toEpochSecond() * SECOND;
    assertEquals("2026-10-25T02:59:59.999999999+02:00", times.text(winter - 1));
    assertEquals("2026-10-25T02:00:00+01:00", times.text(winter));
    assertEquals("2026-10-25T02:00:00.250+01:00", times.text(winter + SECOND / 4));
  }
}
