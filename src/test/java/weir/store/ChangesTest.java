package weir.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import weir.query.TimeRange;

class ChangesTest {
  private static final long SECOND = 1_000_000_000L;

  private long now = 5;
  private final Changes changes = new Changes(() -> now);

  @Test
  void aRangeIsAsItWasUntilFlowsComeIntoIt() {
    TimeRange range = new TimeRange(100, 200);
    long before = changes.count();
    assertTrue(changes.none(range, before));
    changes.changed(200, 300); // until is exclusive
    changes.changed(0, 99);
    assertTrue(changes.none(range, before));
    changes.changed(199, 300);
    assertFalse(changes.none(range, before));
    assertTrue(changes.none(range, changes.count()));
    long between = changes.count();
    changes.changed(0, 100);
    assertFalse(changes.none(range, between));
  }

  @Test
  void whatWasTooLongAgoIsNotKnownToBeAsItWas() {
    TimeRange range = new TimeRange(100, 200);
    long before = changes.count();
    for (int i = 0; i < 4096; i++) {
      changes.changed(500, 500);
    }
    assertTrue(changes.none(range, before));
    changes.changed(500, 500);
    assertFalse(changes.none(range, before));
    assertTrue(changes.none(range, before + 1));
  }

  @Test
  void rangesThatEndWhereFlowsComeInMove() {
    assertFalse(changes.moves(new TimeRange(0, 100 * SECOND)), "nothing comes in");
    changes.changed(0, 100 * SECOND);
    assertFalse(changes.moves(new TimeRange(0, 100 * SECOND)), "what was opened does not come in");
    changes.came(0, 100 * SECOND);
    assertTrue(changes.moves(new TimeRange(0, 100 * SECOND)));
    assertTrue(changes.moves(new TimeRange(0, 200 * SECOND)));
    assertFalse(changes.moves(new TimeRange(0, 90 * SECOND)));
    assertFalse(changes.moves(new TimeRange(150 * SECOND, 200 * SECOND)));
    now += 10 * SECOND;
    assertFalse(changes.moves(new TimeRange(0, 100 * SECOND)), "nothing comes in any more");
  }

  @Test
  void ofOthersOnlyWhatIsSettledStaysUntilSomebodyWantsItAnew() {
    now = 200;
    Changes untold = Changes.ofOthers(() -> now);
    TimeRange settled = new TimeRange(100, 200);
    TimeRange moving = new TimeRange(100, 201);
    long before = untold.count();
    assertTrue(untold.none(settled, before));
    assertFalse(untold.moves(settled));
    assertFalse(untold.none(moving, before));
    assertTrue(untold.moves(moving));
    now = 201;
    assertTrue(untold.none(moving, before));
    untold.changed(0, Long.MAX_VALUE);
    assertFalse(untold.none(settled, before));
    assertTrue(untold.none(settled, untold.count()));
  }
}
