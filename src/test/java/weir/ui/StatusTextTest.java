package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.query.TimeRange;
import weir.store.StoreStatus;
import weir.store.StoreStatus.Keeping;

class StatusTextTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void whatIsKeptIsToldWithItsNextPurgeAndItsProblems() {
    long hourAgo = TimeRange.nanos(NOW.minusSeconds(3600));
    long inThreeHours = TimeRange.nanos(NOW.plusSeconds(3 * 3600));
    Keeping keeping = new Keeping("7 d, at most 20.0 GiB", inThreeHours, 210 << 20);
    StoreStatus status =
        new StoreStatus(5, 10, hourAgo, hourAgo, 2, keeping, List.of("slice x is damaged"));
    assertEquals(
        "oldest record 1 h ago · next purge in 3 h, frees 210.0 MiB · 2 dated in the future · 1 problem",
        StatusText.kept(status, NOW));
    List<String> lines = StatusText.keptLines(status, NOW);
    assertEquals(4, lines.size());
    assertEquals("Flows stay 7 d, at most 20.0 GiB.", lines.getFirst());
    assertEquals("slice x is damaged", lines.getLast());
  }

  @Test
  void ofWhatIsKeptWholeNothingIsSaid() {
    assertEquals("", StatusText.kept(new StoreStatus(5, 10, 1, 2), NOW));
    assertEquals(List.of(), StatusText.keptLines(StoreStatus.EMPTY, NOW));
  }
}
