package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.ingest.IngestStatus;
import weir.ingest.IngestStatus.State;
import weir.ingest.Source;

class SourceMonitorTest {
  private final TestWorkspace workspace = new TestWorkspace();
  private long now;
  private final SourceMonitor monitor =
      new SourceMonitor(workspace, Runnable::run, () -> now, _ -> {});

  private static IngestStatus status(long flows, long datagrams, long dropped) {
    return new IngestStatus(
        State.LISTENING,
        "",
        datagrams,
        flows,
        flows,
        0,
        -1,
        Map.of("queue full", dropped),
        List.of());
  }

  @Test
  void ratesAreOfTheTimeSinceTheReadingBefore() {
    TestWorkspace.Plain source = new TestWorkspace.Plain("Live", status(100, 10, 1));
    workspace.add(source);
    SourceReading first = monitor.readings().getFirst();
    assertEquals(0, first.flowsPerSecond());
    now += 2_000_000_000L;
    source.status = status(300, 50, 7);
    SourceReading second = monitor.readings().getFirst();
    assertEquals(100, second.flowsPerSecond());
    assertEquals(20, second.datagramsPerSecond());
    assertEquals(3, second.dropsPerSecond());
    now += 500_000_000L;
    assertEquals(0, monitor.readings().getFirst().flowsPerSecond());
  }

  /// One that fails whatever is asked of it.
  private static Source broken() {
    return new Source() {
      @Override
      public String name() {
        return "broken";
      }

      @Override
      public boolean live() {
        return false;
      }

      @Override
      public weir.store.FlowReader store() {
        throw new IllegalStateException("no store");
      }

      @Override
      public IngestStatus status() {
        throw new IllegalStateException("no status");
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void oneThatCannotBeReadKeepsNobodyFromReadingTheOthers() throws Exception {
    workspace.add(broken());
    workspace.add(new TestWorkspace.Plain("whole"));
    NothingUncaught.Watch watch = new NothingUncaught.Watch();
    List<SourceReading> readings = new ArrayList<>(monitor.readings());
    AssertionError told = assertThrows(AssertionError.class, watch::end);
    assertTrue(told.toString().contains("no status"), told.toString());
    assertEquals(State.FAILED, readings.getFirst().status().state());
    assertEquals(
        "How it is doing cannot be told: something inside Weir failed (the log has more). It is"
            + " tried again every second",
        readings.getFirst().status().message());
    assertEquals(State.READY, readings.getLast().status().state());
  }
}
