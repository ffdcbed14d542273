package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.exporter.Labels;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Coverage;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.SamplingError;
import weir.query.TimeRange;

class DifferenceTest {
  @ParameterizedTest
  @CsvSource({
    "12e6, 10e6, +2.00 Mbit/s, +20.0 %",
    "10e6, 12e6, −2.00 Mbit/s, −16.7 %",
    "10e6, 0, +10.0 Mbit/s, new",
    "0, 10e6, −10.0 Mbit/s, gone",
    "5, 5, 5.00 bit/s, 0 %",
    "500e6, 1e6, +499 Mbit/s, '+49,900 %'",
    "10000001, 10000000, +1 bit/s, +< 0.1 %",
  })
  void wordsAndSigns(double now, double then, String text, String part) {
    Difference difference = new Difference(now, then, 0, Measure.BITS_PER_SECOND);
    if (now != then) {
      assertEquals(text, difference.text());
    } else {
      assertEquals("no difference", difference.both());
    }
    assertEquals(part, difference.partText());
  }

  @Test
  void newAndGoneStandAtTheEndsWhereSorted() {
    assertEquals(Double.POSITIVE_INFINITY, new Difference(1, 0, 0, Measure.PACKETS).part());
    assertEquals(-1, new Difference(0, 1, 0, Measure.PACKETS).part());
    assertEquals(0, new Difference(0, 0, 0, Measure.PACKETS).part());
  }

  /// 100 samples are ±19.6 %, two such are ±27.7 % of one: 20 % more says nothing, 40 % more does.
  @Test
  void aDifferenceWithinTheErrorIsNotSignificant() {
    assertFalse(sampled(120, 100).isSignificant());
    assertEquals("not significant", sampled(120, 100).partText());
    assertTrue(sampled(150, 100).isSignificant());
    assertEquals("+50.0 %", sampled(150, 100).partText());
    assertEquals("not significant", sampled(3, 0).partText());
    assertEquals("new", sampled(30, 0).partText());
  }

  /// Of packets sampled one in a thousand.
  private static Difference sampled(long now, long then) {
    TimeRange range = new TimeRange(0, FlowQuery.SECOND);
    FlowQuery query = FlowQuery.total(range, Filter.all(), Measure.PACKETS_PER_SECOND);
    return Difference.of(
        new Comparison(
            new ComparisonQuery(SamplingError.told(query), range, Filter.all()),
            1,
            List.of(),
            new boolean[1],
            new long[][] {{now * 1000}, {now * 1000}, {now}},
            new long[][] {{then * 1000}, {then * 1000}, {then}},
            now,
            then,
            0,
            Coverage.complete(now + then),
            Labels.NONE),
        0);
  }
}
