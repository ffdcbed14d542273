package weir.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.table.AsTable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.NamesFile;
import weir.naming.NamesReaders;
import weir.naming.Table;

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
    AsWish wish = new AsWish(List.of(file), Map.of());
    try (AsKeeper keeper = AsKeeper.start(() -> wish, listener, Duration.ofMillis(20))) {
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

  @Test
  void followsTheNamesFileWhichSaysWhatIsWrong() throws Exception {
    Files.writeString(folder.resolve("as.csv"), "192.0.2.0/24,1\n");
    Path file =
        Files.writeString(
            folder.resolve("names.json"),
            """
            {"tables": [{"kind": "as_prefixes", "file": "as.csv"}],
             "own_networks": ["203.0.113.0/24"],
             "systems": [{"number": 64500, "name": "Us", "own": true}]}
            """);
    NamesFile names = NamesFile.of(file, NamesReaders.PLAIN);
    AsKeeper.Listener listener =
        new AsKeeper.Listener() {
          @Override
          public void loaded(AsTable table) {
            heard.add("loaded " + table.prefixes().prefixes());
          }

          @Override
          public void failed(IOException why) {
            heard.add("failed");
          }
        };
    try (AsKeeper keeper = AsKeeper.start(names, AsWish.NONE, listener)) {
      FlowBatch batch = new FlowBatch();
      address(batch, FlowField.SRC_ADDRESS, "192.0.2.1");
      address(batch, FlowField.DST_ADDRESS, "203.0.113.7");
      batch.endRow();
      keeper.once(Directions.inside(List.of())).apply(batch); // waits for the files
      assertEquals(1, batch.get(FlowField.SRC_AS, 0));
      assertEquals(64500, batch.get(FlowField.DST_AS, 0));
      assertEquals("loaded 1", next());
      Files.writeString(folder.resolve("other.csv"), "192.0.2.0/24,nobody\n");
      names.change(now -> now.withTables(List.of(new Table(Table.Kind.AS_PREFIXES, "other.csv"))));
      assertEquals("failed", next());
      assertTrue(names.problems().getFirst().contains("line 1: 'nobody' is no AS number"));
      assertEquals(1, as(keeper), "as before");
      names.change(now -> now.withTables(List.of()));
      assertEquals("loaded 0", next());
      assertEquals(List.of(), names.problems());
    }
  }

  private static void address(FlowBatch batch, FlowField field, String text) {
    IpAddress address = IpAddress.parse(text);
    batch.setAddress(field, address.high(), address.low());
  }
}
