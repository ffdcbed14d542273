package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.capture.CaptureFile;
import weir.capture.ring.PacketRing;
import weir.enrich.Directions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.TimeRange;
import weir.store.FlowArchive;
import weir.store.Retention;
import weir.store.duckdb.DuckDbStore;

/// Packets that are kept in the folder of their flows.
class KeptPacketsTest {
  private static final Path TRAFFIC = Path.of("sample-captures/traffic/mixed.pcap");
  private static final Directions PRIVATE = Directions.inside(Directions.PRIVATE);

  @TempDir private Path folder;

  /// An adapter that has heard a capture.
  private record Heard(PacketRing packets) implements LiveInput {
    @Override
    public String where() {
      return "to a capture";
    }

    @Override
    public void start(FlowSink into) {
      try (CaptureFile capture = CaptureFile.open(TRAFFIC)) {
        capture.readPackets(packets.join("eth0", ""));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Map<String, Long> drops() {
      return Map.of();
    }

    @Override
    public Optional<PacketRing> ring() {
      return Optional.of(packets);
    }

    @Override
    public void close(Duration most) {}
  }

  private static LiveSource capture(FlowArchive store) throws IOException {
    Path ring = store.folder().orElseThrow().resolve(PacketFiles.IN_DATA_SET);
    return LiveSource.open(
        "capture",
        List.of(new Heard(PacketRing.open(ring, PacketRing.LEAST_BYTES, 0))),
        PRIVATE,
        store);
  }

  private static long tcp(Packets packets) throws Exception {
    Filter tcp = FilterParser.parse("tcp");
    assertEquals("", packets.missing(tcp));
    return packets.write(tcp, TimeRange.ALL, new ByteArrayOutputStream(), (_, _) -> true).packets();
  }

  @Test
  void areMovedWithTheFlowsThatAreSaved() throws Exception {
    FlowArchive store = DuckDbStore.temporaryLive(Retention.DEFAULT);
    Path temporary = store.folder().orElseThrow();
    LiveSource source = capture(store);
    source.stop();
    assertEquals(1050, tcp(source.packets()), "of what has stopped, too");
    Path saved = folder.resolve("saved");
    store.moveTo(saved);
    source.close();
    assertFalse(Files.exists(temporary));
    try (StoredSource asked = new StoredSource("saved", DuckDbStore.openExisting(saved), saved)) {
      assertEquals(1050, tcp(asked.packets()));
    }
  }

  @Test
  void goWithFlowsThatAreNotSaved() throws Exception {
    FlowArchive store = DuckDbStore.temporaryLive(Retention.DEFAULT);
    Path temporary = store.folder().orElseThrow();
    capture(store).close();
    assertFalse(Files.exists(temporary));
  }

  @Test
  void aDataSetMayHaveThem() throws Exception {
    try (LiveSource source = capture(DuckDbStore.open(folder))) {
      source.stop();
    }
    try (FlowArchive again = DuckDbStore.open(folder)) {
      assertTrue(again.status().problems().isEmpty(), again.status().problems().toString());
    }
  }

  @Test
  void whereThereAreNoneItIsSaid() throws Exception {
    DuckDbStore.open(folder).close();
    try (StoredSource asked = new StoredSource("set", DuckDbStore.openExisting(folder), folder)) {
      Packets none = asked.packets();
      assertTrue(none.missing(Filter.all()).contains("--keep-packets"));
      assertThrows(
          IOException.class,
          () ->
              none.write(Filter.all(), TimeRange.ALL, new ByteArrayOutputStream(), (_, _) -> true));
    }
  }
}
