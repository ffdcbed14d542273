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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.capture.CaptureFile;
import weir.capture.ring.PacketRing;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.packet.SecondTable;
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

  /// Both ends, protocol and ports of a row.
  private static List<Long> conversation(FlowBatch flows, int row) {
    return Stream.of(
            FlowField.SRC_ADDRESS,
            FlowField.DST_ADDRESS,
            FlowField.PROTOCOL,
            FlowField.SRC_PORT,
            FlowField.DST_PORT)
        .flatMap(field -> Stream.of(flows.high(field, row), flows.get(field, row)))
        .toList();
  }

  /// What no packet tells is asked of the flows.
  @Test
  void packetsOfConversationsAreThoseOfTheirFlows() throws Exception {
    List<FlowBatch> flows = new ArrayList<>();
    try (CaptureFile capture = CaptureFile.open(TRAFFIC)) {
      SecondTable table =
          new SecondTable(
              new FlowBatches() {
                @Override
                public FlowBatch take() {
                  return new FlowBatch();
                }

                @Override
                public void give(FlowBatch filled) {
                  flows.add(filled);
                }
              });
      capture.readPackets(table);
      table.flush();
    }
    Set<List<Long>> large = new HashSet<>();
    for (FlowBatch batch : flows) {
      for (int row = 0; row < batch.rows(); row++) {
        if (batch.get(FlowField.BYTES, row) > 1000) {
          large.add(conversation(batch, row));
        }
      }
    }
    long expected = 0;
    for (FlowBatch batch : flows) {
      for (int row = 0; row < batch.rows(); row++) {
        expected +=
            large.contains(conversation(batch, row)) ? batch.get(FlowField.PACKETS, row) : 0;
      }
    }
    try (FileSource source = FileSource.open(TRAFFIC, PRIVATE, DuckDbStore.temporary())) {
      assertTrue(source.await(60_000));
      Filter filter = FilterParser.parse("bytes > 1000");
      assertEquals("", source.packets().missing(filter));
      Packets.Written written =
          source
              .packets()
              .write(filter, TimeRange.ALL, new ByteArrayOutputStream(), (_, _) -> true);
      assertEquals(expected, written.packets());
      assertTrue(expected > 100 && expected < 1600, "it tells packets apart: " + expected);
      assertTrue(written.remarks().getFirst().contains("Bytes"), written.remarks().toString());
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
