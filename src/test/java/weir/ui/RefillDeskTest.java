package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.ingest.Refilling;
import weir.query.TimeRange;
import weir.store.Refill;
import weir.store.RefillPlan;

/// What is said before and after stored flows get their AS anew.
class RefillDeskTest {
  private record Done(int files, int done, long rows, long changed, Optional<String> problem)
      implements Refill {
    @Override
    public boolean isOver() {
      return true;
    }

    @Override
    public void cancel() {}
  }

  @Test
  void whatWillBeDoneIsSaid() {
    TimeRange range =
        TimeRange.of(Instant.parse("2026-11-01T00:00:30Z"), Instant.parse("2026-11-29T12:00:00Z"));
    Refilling refilling =
        new Refilling(
            new RefillPlan(24, 12_300_000, range),
            "3 prefixes of as.csv",
            () -> {
              throw new IllegalStateException("nobody said yes");
            });
    assertEquals(
        "24 slices of edge with 12,300,000 flows, from 2026-11-01 00:00 to 2026-11-29 12:00 UTC,"
            + " are looked through by 3 prefixes of as.csv. What exporters sent stays.",
        RefillDesk.words("edge", refilling));
  }

  @Test
  void whatCameOfItIsSaid() {
    assertEquals(
        "12,300 of 1,200,000 flows have another AS now.",
        RefillDesk.result(new Done(3, 3, 1_200_000, 12_300, Optional.empty()), false));
    assertEquals(
        "0 of 10 flows have another AS now. 2 of 3 slices stay as they were, for it was cancelled.",
        RefillDesk.result(new Done(3, 1, 10, 0, Optional.empty()), true));
    assertEquals(
        "0 of 10 flows have another AS now. 1 of 3 slices stay as they were: no room.",
        RefillDesk.result(new Done(3, 2, 10, 0, Optional.of("no room")), false));
  }
}
