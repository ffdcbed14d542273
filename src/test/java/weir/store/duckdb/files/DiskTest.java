package weir.store.duckdb.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DiskTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void itIsLookedAtOnceASecond() {
    AtomicInteger looks = new AtomicInteger();
    long[] ticks = {5};
    Disk disk =
        new Disk(
            () -> new Disk.Space(10_000_000_000L, 4_000_000_000L + looks.incrementAndGet()),
            () -> ticks[0]);
    for (int i = 0; i < 1000; i++) {
      assertEquals(4_000_000_001L, disk.space().usableBytes());
    }
    ticks[0] += SECOND;
    assertEquals(4_000_000_002L, disk.space().usableBytes());
    disk.forget();
    assertEquals(4_000_000_003L, disk.space().usableBytes());
  }

  @Test
  void nearALineItIsLookedAtBeforeTheLineCanBeReached() {
    AtomicInteger looks = new AtomicInteger();
    long[] ticks = {0};
    Disk disk =
        new Disk(
            () -> {
              looks.incrementAndGet();
              return new Disk.Space(1000, 600);
            },
            () -> ticks[0]);
    disk.space(500);
    ticks[0] = 100; // what is 100 octets above the line takes 200 ns
    disk.space(500);
    assertEquals(1, looks.get());
    ticks[0] = 200;
    disk.space(500);
    assertEquals(2, looks.get());
    disk.space(700);
    disk.space(700);
    assertEquals(4, looks.get(), "below the line each time");
  }

  @Test
  void oneThatDoesNotTellHasRoom() {
    Disk disk =
        new Disk(
            () -> {
              throw new IOException("no such disk");
            },
            () -> 0);
    assertEquals(Disk.Space.UNKNOWN, disk.space());
    assertEquals(Disk.Space.UNKNOWN, disk.space().plus(7));
  }
}
