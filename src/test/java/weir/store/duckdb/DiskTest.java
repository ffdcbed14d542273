package weir.store.duckdb;

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
    Disk disk = new Disk(() -> new Disk.Space(10, looks.incrementAndGet()), () -> ticks[0]);
    for (int i = 0; i < 1000; i++) {
      assertEquals(1, disk.space().usableBytes());
    }
    ticks[0] += SECOND;
    assertEquals(2, disk.space().usableBytes());
    disk.forget();
    assertEquals(3, disk.space().usableBytes());
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
