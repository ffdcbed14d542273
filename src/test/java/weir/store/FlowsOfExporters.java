package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import weir.exporter.ExporterFlows;
import weir.exporter.ExporterFlows.Gap;
import weir.exporter.ExporterFlows.Interface;
import weir.exporter.FlowExporters;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Flows whose exporters are known, for the contract of stores.
final class FlowsOfExporters {
  private static final long MINUTE = 60_000_000_000L;
  private static final long FIRST = 1_795_255_200_000_000_000L;
  private static final long STEADY = 0xffff_c000_0201L; // 192.0.2.1
  private static final long SELDOM = 0xffff_c000_0202L;

  private FlowsOfExporters() {}

  /// One exporter sends each minute of an hour but for three, the other at the first and the last
  /// alone.
  static FlowBatch flows() {
    FlowBatch batch = new FlowBatch();
    for (int minute = 0; minute < 60; minute++) {
      if (minute < 20 || minute > 22) {
        add(batch, STEADY, minute, minute < 30 ? 100 : 200, 1, 2);
      }
      if (minute == 0 || minute == 59) {
        add(batch, SELDOM, minute, 0, 3, 0);
      }
    }
    add(batch, SELDOM, -26 * 60, 1, 9, 9); // on the day before
    return batch;
  }

  private static void add(FlowBatch batch, long exporter, int minute, int rate, int in, int out) {
    batch.set(FlowField.TIME_RECEIVED, FIRST + minute * MINUTE + 7_000_000_000L);
    batch.setAddress(FlowField.EXPORTER, 0, exporter);
    batch.set(FlowField.SAMPLING_RATE, rate);
    batch.set(FlowField.BYTES, 1000);
    batch.set(FlowField.PACKETS, 2);
    batch.set(FlowField.IN_INTERFACE, in);
    batch.set(FlowField.OUT_INTERFACE, out);
    batch.endRow();
  }

  static void assertFound(FlowExporters found) {
    assertEquals(MINUTE, found.bucketNanos());
    assertEquals(FIRST + 60 * MINUTE, found.untilNanos());
    assertEquals(2, found.exporters().size());
    ExporterFlows steady = found.exporters().getFirst();
    assertEquals(new IpAddress(0, STEADY), steady.address());
    assertEquals(57, steady.flows());
    assertEquals(27 * 100_000 + 30 * 200_000, steady.bytes());
    assertEquals(27 * 200 + 30 * 400, steady.packets());
    assertEquals(Map.of(100L, 27L, 200L, 30L), steady.rates());
    assertEquals(
        List.of(new Interface(1, 57, 8_700_000, 0, 0), new Interface(2, 0, 0, 57, 8_700_000)),
        steady.interfaces().stream().sorted((a, b) -> Long.compare(a.index(), b.index())).toList());
    assertEquals(FIRST, steady.firstNanos());
    assertEquals(FIRST + 60 * MINUTE, steady.lastNanos());
    assertTrue(steady.steady());
    assertEquals(List.of(new Gap(FIRST + 20 * MINUTE, FIRST + 23 * MINUTE)), steady.gaps());
    assertEquals(3 * MINUTE, steady.missingNanos());
    ExporterFlows seldom = found.exporters().get(1);
    assertEquals(Map.of(0L, 2L), seldom.rates());
    assertFalse(seldom.steady());
    assertEquals(List.of(), seldom.gaps());
    assertEquals(List.of(), found.notes());
  }
}
