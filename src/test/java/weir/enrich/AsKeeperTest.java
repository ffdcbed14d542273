package weir.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.table.AsTable;
import weir.enrich.table.PrefixTable;
import weir.flow.IpAddress;

/// A table follows its file, but for what is none.
@Timeout(30)
class AsKeeperTest {
  @TempDir Path folder;

  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private String next() throws InterruptedException {
    return Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS));
  }

  private static long as(AsKeeper keeper) {
    IpAddress address = IpAddress.parse("192.0.2.1");
    return keeper.fill().find(address.high(), address.low()) & 0xffff_ffffL;
  }

  /// At once, so that half of it is never seen.
  private void replace(Path file, String text) throws IOException {
    Path fresh = Files.writeString(folder.resolve("fresh"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aBadFileLeavesTheTableInForce() throws Exception {
    Path file = Files.writeString(folder.resolve("as.csv"), "192.0.2.0/24,1\n");
    AsKeeper.Listener listener =
        new AsKeeper.Listener() {
          @Override
          public void loaded(AsTable table) {
            heard.add("loaded");
          }

          @Override
          public void failed(IOException why) {
            heard.add(String.valueOf(why.getMessage()));
          }
        };
    try (AsKeeper keeper =
        AsKeeper.start(List.of(file), PrefixTable.EMPTY, listener, Duration.ofMillis(20))) {
      assertEquals("loaded", next());
      assertEquals(1, as(keeper));
      replace(file, "192.0.2.0/24,nobody\n");
      String said = next();
      assertTrue(said.contains("line 1: 'nobody' is no AS number"), said);
      assertEquals(1, as(keeper));
      replace(file, "192.0.2.0/24,4200000000\n");
      assertEquals("loaded", next());
      assertEquals(4_200_000_000L, as(keeper));
    }
  }
}
