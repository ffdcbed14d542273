package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.query.TimeRange;
import weir.store.StoreStatus.Keeping;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void theLimitsAreToldInWords() {
    assertEquals("7 d, at most 20.0 GiB, 5 % of the disk left free", Retention.DEFAULT.inWords());
    assertEquals(
        "36 h, 12.5 % of the disk left free",
        new Retention(Optional.of(Duration.ofHours(36)), OptionalLong.empty(), 0.125).inWords());
    assertEquals("for ever", Retention.EVERYTHING.inWords());
    assertTrue(Retention.EVERYTHING.dropsNothing());
  }

  @Test
  void theAgeAndTheNextPurgeAreToldInWords() {
    long oldest = TimeRange.nanos(NOW.minus(Duration.ofHours(6 * 24 + 4)));
    long next = TimeRange.nanos(NOW.plus(Duration.ofMinutes(200)));
    StoreStatus status =
        new StoreStatus(5, 10, oldest, oldest, 0, new Keeping("7 d", next, 210 << 20), List.of());
    assertEquals(
        "oldest record 6 d 4 h ago · next purge in 3 h 20 min, frees 210.0 MiB",
        status.ageInWords(NOW));
    assertEquals("", new StoreStatus(5, 10, oldest, oldest).ageInWords(NOW));
  }
}
