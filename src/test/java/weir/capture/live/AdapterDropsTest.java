package weir.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What adapters of Linux tell of their losses.
class AdapterDropsTest {
  @TempDir private Path folder;

  private void counters(long missed, long full, long unwanted) throws IOException {
    Files.writeString(folder.resolve("rx_missed_errors"), missed + "\n");
    Files.writeString(folder.resolve("rx_fifo_errors"), full + "\n");
    Files.writeString(folder.resolve("rx_dropped"), unwanted + "\n");
  }

  @Test
  void lossesSinceTheBeginningAreToldByPlace() throws IOException {
    counters(100, 10, 5);
    AdapterDrops drops = new AdapterDrops("eth0", folder);
    assertEquals(Map.of(), drops.with(0));
    counters(103, 14, 50); // what no protocol wanted was captured
    assertEquals(Map.of("adapter eth0", 7L, "kernel, eth0", 9L), drops.with(9));
    counters(0, 0, 0); // deleted and made again
    assertEquals(Map.of(), drops.with(0));
  }

  @Test
  void oneThatDoesNotTellHasLostNothing() {
    AdapterDrops drops = new AdapterDrops("eth0", folder.resolve("nothing"));
    assertEquals(Map.of("kernel, eth0", 1L), drops.with(1));
  }
}
