package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.flow.FlowField;
import weir.ingest.IngestStatus;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.StoreStatus;

@Timeout(60)
class DemoRunTest {
  private static final int SYN = 2;

  @Test
  void whatIsSentInWholeSecondsIsDecodedAndStored() throws Exception {
    try (DemoRun demo = DemoRun.open()) {
      List<Integer> asked = new ArrayList<>();
      long sent = demo.send(5, left -> asked.add(left));
      assertEquals(List.of(5, 4, 3, 2, 1), asked);

      IngestStatus status = demo.source().status();
      assertEquals(Map.of(), status.drops());
      assertEquals(sent, status.datagrams());
      assertTrue(sent > 5 * 40, sent + " datagrams");
      assertEquals(status.flows(), status.storedFlows());
      assertEquals(5, demo.source().exporters().size());

      StoreStatus stored = demo.source().store().status();
      assertEquals(status.flows(), stored.rows());
      TimeRange range =
          new TimeRange(stored.oldestNanos(), stored.newestNanos() + 1).aligned(FlowQuery.SECOND);
      Answer perSecond =
          demo.source()
              .store()
              .run(
                  FlowQuery.total(range, Filter.equal(FlowField.TCP_FLAGS, 0, SYN), Measure.FLOWS)
                      .withBucket(FlowQuery.SECOND),
                  new Cancel());
      long[] syns = perSecond.sums()[0];
      assertTrue(
          syns.length == 5 || syns.length == 6, syns.length + " seconds"); // the last may be late
      assertTrue(syns[4] > 3 * syns[0], "the attack comes after three seconds");
    }
  }

  @Test
  void itEndsWhenItIsTold() throws Exception {
    try (DemoRun demo = DemoRun.open()) {
      long before = System.nanoTime();
      long sent = demo.send(600, left -> left > 599);
      assertTrue(System.nanoTime() - before < 20_000_000_000L);
      assertEquals(sent, demo.source().status().datagrams());
    }
  }
}
