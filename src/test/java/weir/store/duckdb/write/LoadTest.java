package weir.store.duckdb.write;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Load load = new Load(nanos::get);

  private void pass(int rows, int millis) {
    load.add("writer", rows);
    nanos.addAndGet(millis * 1_000_000L);
  }

  @Test
  void aBurstRisesAtOnceAndIsNoHighLoad() {
    pass(0, 1000);
    assertFalse(load.isRising());
    assertTrue(load.isCalm());
    pass(90_000, 200);
    assertTrue(load.isRising(), "450,000 rows/s for a moment");
    assertFalse(load.isHigh(), "not known of the last second");
    pass(0, 800);
    assertFalse(load.isRising());
    assertFalse(load.isHigh(), "90,000 rows/s");
    assertTrue(load.isCalm());
  }

  @Test
  void whatGoesOnIsHighAfterASecondAndCalmASecondAfterItEnded() {
    load.isCalm();
    for (int i = 0; i < 5; i++) {
      pass(200_000, 200);
      assertTrue(load.isRising());
    }
    assertTrue(load.isHigh());
    assertFalse(load.isCalm());
    pass(0, 1000);
    assertTrue(load.isCalm());
  }

  @Test
  void aSecondWriterShowsThatOneIsNotEnough() {
    load.isCalm();
    helped(3);
    assertTrue(load.isRising(), "helped for a moment");
    assertFalse(load.isHigh());
    assertFalse(load.isCalm());
    helped(10);
    assertTrue(load.isHigh(), "helped for a second");
    pass(10_000, 500);
    assertFalse(load.isRising());
    assertFalse(load.isHigh());
    assertFalse(load.isCalm(), "helped in the last second");
    pass(10_000, 500);
    assertTrue(load.isCalm());
  }

  @Test
  void writersThatTakeTurnsSlowlyDoNotHelp() {
    load.isCalm();
    for (int i = 0; i < 10; i++) {
      load.add(i % 2 == 0 ? "one" : "other", 10_000);
      nanos.addAndGet(600_000_000L);
    }
    assertFalse(load.isRising());
    assertTrue(load.isCalm());
  }

  private void helped(int times) {
    for (int i = 0; i < times; i++) {
      pass(10_000, 60);
      load.add("other", 10_000);
      nanos.addAndGet(60_000_000L);
    }
  }
}
