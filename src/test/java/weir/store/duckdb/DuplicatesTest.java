package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.FlowQuery;
import weir.store.Cancel;
import weir.store.Duplicates;
import weir.store.Duplicates.Pair;
import weir.store.Duplicates.Place;
import weir.store.FlowWriter;

/// What was reported twice.
class DuplicatesTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress CORE = IpAddress.parse("192.0.2.2");
  private static final long START = 1_790_000_000L * FlowQuery.SECOND;

  @TempDir private Path folder;
  private final FlowBatch batch = new FlowBatch();

  private void flow(IpAddress exporter, int direction, String source, int port, long bytes) {
    batch.set(FlowField.TIME_RECEIVED, START + batch.rows());
    batch.setAddress(FlowField.EXPORTER, exporter.high(), exporter.low());
    batch.set(FlowField.FLOW_DIRECTION, direction);
    if (!source.isEmpty()) {
      IpAddress address = IpAddress.parse(source);
      batch.setAddress(FlowField.SRC_ADDRESS, address.high(), address.low());
      batch.setAddress(FlowField.DST_ADDRESS, address.high(), address.low() + 1);
    }
    batch.set(FlowField.SRC_PORT, port);
    batch.set(FlowField.PROTOCOL, 6);
    batch.set(FlowField.BYTES, bytes);
    batch.endRow();
  }

  private Duplicates read() {
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      try (FlowWriter writer = store.writer()) {
        writer.append(batch);
      }
      return Duplicates.read(store, new Cancel());
    }
  }

  @Test
  void whatTwoExportersReportOfAConversationCountsOnce() {
    flow(EDGE, 0, "10.0.0.1", 1000, 300);
    flow(EDGE, 0, "10.0.0.1", 1000, 300); // goes on: no repetition
    flow(CORE, 0, "10.0.0.1", 1000, 500);
    flow(CORE, 0, "10.0.0.1", 1001, 100); // another port
    Duplicates found = read();
    assertEquals(1200, found.bytes());
    assertEquals(1200, found.lookedAt());
    assertEquals(500, found.repeated());
    assertEquals(List.of(new Pair(new Place(EDGE, 0), new Place(CORE, 0), 500)), found.pairs());
    assertEquals(500 / 1200.0, found.share());
  }

  @Test
  void whatOneExportsOnItsWayInAndOutCountsOnce() {
    flow(EDGE, 0, "2001:db8::1", 1000, 400);
    flow(EDGE, 1, "2001:db8::1", 1000, 400);
    flow(CORE, 0, "2001:db8::9", 1000, 200);
    Duplicates found = read();
    assertEquals(400, found.repeated());
    assertEquals(List.of(new Pair(new Place(EDGE, 0), new Place(EDGE, 1), 400)), found.pairs());
  }

  /// Frames without addresses have nothing that tells one conversation from another.
  @Test
  void framesWithoutAddressesAreNoRepetition() {
    flow(EDGE, 0, "", 0, 64);
    flow(CORE, 0, "", 0, 64);
    Duplicates found = read();
    assertEquals(128, found.bytes());
    assertEquals(0, found.repeated());
    assertEquals(List.of(), found.pairs());
  }

  @Test
  void ofNoFlowsNothingIsRepeated() {
    Duplicates found = read();
    assertEquals(0, found.bytes());
    assertEquals(0, found.share());
  }
}
