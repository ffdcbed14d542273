package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.demo.DemoNetwork;
import weir.exporter.Labels;
import weir.flow.IpAddress;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;

@Timeout(120)
class DemoSourceTest {
  private static final long BUCKET = 5 * FlowQuery.SECOND;

  /// Buckets on either side of the moment at which what is told of the past gives way to what comes
  /// from sockets.
  private static final int SIDE = 3;

  @Test
  void historyAndWhatComesLiveJoinWithoutANotch() throws Exception {
    try (DemoSource demo = DemoSource.open()) {
      long joint = TimeRange.nanos(Instant.now());
      demo.past().await();
      long until = joint - joint % BUCKET + SIDE * BUCKET;
      Thread.sleep(
          java.time.Duration.ofNanos(until + FlowQuery.SECOND - TimeRange.nanos(Instant.now())));
      assertEquals(Map.of(), demo.status().drops());
      steady(demo, new TimeRange(until - 2 * SIDE * BUCKET, until), BUCKET, Measure.BYTES, 0.25);
      steady(demo, new TimeRange(until - 2 * SIDE * BUCKET, until), BUCKET, Measure.FLOWS, 0.25);
      long minute = 60 * FlowQuery.SECOND;
      long end = joint - joint % minute;
      steady(demo, new TimeRange(end - 75 * minute, end), minute, Measure.BYTES, 0.2);
      assertEquals(24.0 * 60, (double) span(demo) / minute, 1);
    }
  }

  private static long span(DemoSource demo) {
    var stored = demo.store().status();
    return stored.newestNanos() - stored.oldestNanos();
  }

  /// No bucket differs from the one before by more than a share.
  private static void steady(
      DemoSource demo, TimeRange range, long bucket, Measure measure, double share) {
    FlowQuery question = FlowQuery.total(range, Filter.all(), measure).withBucket(bucket);
    long[] sums = demo.store().run(question, new Cancel()).sums()[0];
    assertEquals(range.lengthNanos() / bucket, sums.length);
    for (int i = 1; i < sums.length; i++) {
      String which = measure + ", bucket " + i + " of " + Arrays.toString(sums);
      assertEquals((double) sums[i - 1], (double) sums[i], sums[i - 1] * share, which);
    }
  }

  @Test
  void exportersAndInterfacesHaveNames() throws Exception {
    try (DemoSource demo = DemoSource.open()) {
      Labels labels = demo.told();
      demo.store().told(labels);
      labels = demo.store().labels();
      for (var device : DemoNetwork.DEVICES) {
        IpAddress address = device.address();
        assertEquals(device.name(), labels.exporter(address).orElse(""));
        for (var port : device.ports()) {
          assertEquals(port.name(), labels.interfaceOf(address, port.index()).orElse(""));
        }
        assertEquals(device.site(), demo.store().overrides().of(address).site());
      }
      assertEquals(5, DemoNetwork.DEVICES.size());
    }
  }

  @Test
  void closingDoesNotWaitForTheDayBefore() throws Exception {
    DemoSource demo = DemoSource.open();
    demo.close();
    assertTrue(demo.unsettled().isEmpty());
  }
}
