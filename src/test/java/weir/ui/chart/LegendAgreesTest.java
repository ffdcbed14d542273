package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.enrich.Directions;
import weir.flow.FlowField;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.StoreStatus;
import weir.store.duckdb.DuckDbStore;

/// Of real captures, the average that a legend shows is the rate that a ranking has, also where the
/// range cuts the first bucket and the last.
final class LegendAgreesTest {
  private static final long NOW = 2_000_000_000L * FlowQuery.SECOND;

  @ParameterizedTest
  @CsvSource({
    "pmacctd-nfprobe-v5.pcap,1",
    "pmacctd-nfprobe-v9-mac-vlan.pcap,10",
    "softflowd-ipfix.pcap,60",
    "pmacctd-sfprobe-sflow5-sampled8.pcap,5",
  })
  void averageIsTheRateOfTheRanking(String capture, long bucketSeconds) throws Exception {
    Path file = Path.of("sample-captures", capture);
    try (FileSource source = open(file)) {
      while (source.status().state() == IngestStatus.State.READING) {
        Thread.onSpinWait();
      }
      StoreStatus stored = source.store().status();
      TimeRange cut =
          new TimeRange(
              stored.oldestNanos(), stored.newestNanos() + 300_000_000 + 3 * FlowQuery.SECOND);
      FlowQuery ranking =
          FlowQuery.ranking(
              cut, Filter.all(), 10, Dimension.of(FlowField.PROTOCOL), Measure.BITS_PER_SECOND);
      Answer ranked = source.store().run(ranking, new Cancel());
      Answer series =
          source.store().run(ranking.withBucket(bucketSeconds * FlowQuery.SECOND), new Cancel());
      assertTrue(ranked.rows() > 0);
      assertEquals(rates(ranked), averages(SeriesTable.of(series, 0, NOW)));
    }
  }

  private static FileSource open(Path file) throws IOException {
    return FileSource.open(file, Directions.inside(Directions.PRIVATE), DuckDbStore.temporary());
  }

  private static Map<String, String> rates(Answer ranked) {
    Map<String, String> rates = new LinkedHashMap<>();
    for (int row = 0; row < ranked.rows(); row++) {
      rates.put(ranked.label(row), Quantity.text(ranked.value(row, 0), Measure.BITS_PER_SECOND));
    }
    return rates;
  }

  private static Map<String, String> averages(SeriesTable table) {
    Map<String, String> averages = new LinkedHashMap<>();
    List<Series> series = table.series();
    for (int i = 0; i < series.size(); i++) {
      averages.put(
          series.get(i).label(), Reading.value(table, LegendNumber.AVERAGE.of(series.get(i))));
    }
    return averages;
  }
}
