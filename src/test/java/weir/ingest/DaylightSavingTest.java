package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.StoreStatus;
import weir.store.duckdb.DuckDbStore;

/// A flow a minute through a whole day in a zone whose clocks are changed that day.
class DaylightSavingTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-29, 23",
    "Europe/Berlin, 2026-10-25, 25",
    "America/New_York, 2026-11-01, 25",
    "UTC, 2026-10-25, 24"
  })
  void everyHourOfTheDayIsThereOnce(ZoneId zone, LocalDate day, int hours) {
    Instant from = day.atStartOfDay(zone).toInstant();
    Instant until = day.plusDays(1).atStartOfDay(zone).toInstant();
    try (FlowArchive store = DuckDbStore.temporary()) {
      store(store, from, until);
      StoreStatus status = store.status();
      assertEquals(hours * 60L, status.rows());
      assertEquals(TimeRange.nanos(from), status.oldestNanos());
      assertEquals(TimeRange.nanos(until) - HOUR / 60, status.newestNanos());
      TimeRange range = new TimeRange(TimeRange.nanos(from), TimeRange.nanos(until));
      assertArrayEquals(filled(hours), flowsByHour(store, range));
    }
  }

  private static long[] filled(int hours) {
    long[] flows = new long[hours];
    Arrays.fill(flows, 60);
    return flows;
  }

  private static void store(FlowArchive store, Instant from, Instant until) {
    Ingest ingest =
        Ingest.live(
            new DatagramDecoder(), Directions.inside(Directions.PRIVATE), store, () -> until, 1);
    FlowBatch batch = ingest.take();
    for (Instant at = from; at.isBefore(until); at = at.plusSeconds(60)) {
      batch.set(FlowField.TIME_RECEIVED, TimeRange.nanos(at));
      batch.set(FlowField.BYTES, 100);
      batch.endRow();
    }
    ingest.give(batch);
    ingest.close();
    assertEquals(0, ingest.setApartFlows());
  }

  private static long[] flowsByHour(FlowArchive store, TimeRange range) {
    Answer answer =
        store.run(
            FlowQuery.series(range, Filter.all(), HOUR, 0, List.of(), Measure.FLOWS), new Cancel());
    return answer.sums()[0];
  }
}
