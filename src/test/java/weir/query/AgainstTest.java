package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgainstTest {
  private static final Instant UNTIL = Instant.parse("2026-03-31T12:00:00Z");
  private static final TimeRange SHOWN = TimeRange.of(UNTIL.minusSeconds(3600), UNTIL);

  @ParameterizedTest
  @CsvSource({
    "before, 2026-03-31T10:00:00Z",
    "hour, 2026-03-31T10:00:00Z",
    "day, 2026-03-30T11:00:00Z",
    "week, 2026-03-24T11:00:00Z",
    // the last day of a month that is shorter
    "month, 2026-02-28T11:00:00Z",
  })
  void aStepEarlierIsAsLong(String text, Instant from) {
    Against against = Against.parse(text, Dimensions.BUILT_IN);
    assertEquals(text, against.text());
    assertEquals(TimeRange.of(from, from.plusSeconds(3600)), against.range(SHOWN));
    assertEquals(Filter.all(), against.filter(Filter.all()));
  }

  @Test
  void another() throws FilterSyntaxException {
    String text = "2026-01-01T00:00:00Z/2026-01-01T06:00:00Z";
    Against against = Against.parse(text, Dimensions.BUILT_IN);
    assertEquals(text, against.text());
    assertEquals(6 * 3600 * FlowQuery.SECOND, against.range(SHOWN).lengthNanos());
    Filter tcp = FilterParser.parse("tcp");
    assertEquals(tcp, against.filter(tcp), "the range alone is another");
  }

  @Test
  void otherFlowsOfTheSameTime() throws FilterSyntaxException {
    Against against = Against.parse("filter:dst port 443 and tcp", Dimensions.BUILT_IN);
    assertEquals(SHOWN, against.range(SHOWN));
    assertEquals(FilterParser.parse("dst port 443 and tcp"), against.filter(Filter.all()));
    assertEquals(against, Against.parse(against.text(), Dimensions.BUILT_IN));
  }

  @Test
  void nothingLiesBefore1970() {
    TimeRange first = new TimeRange(0, 60 * FlowQuery.SECOND);
    for (Against against : List.of(new Against.Before(), new Against.Earlier(Against.Step.WEEK))) {
      TimeRange range = against.range(first);
      assertEquals(0, range.fromNanos());
      assertTrue(range.lengthNanos() > 0, "rates are over it");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, what is compared with is before",
    "'', what is compared with is before",
    "2026/2027, what is compared with has a time that is none",
    "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z, what is compared with is to begin before it ends",
    "filter:nonsense here, the filter to compare with is not understood",
  })
  void whatIsWrongIsSaid(String text, String why) {
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> Against.parse(text, Dimensions.BUILT_IN))
                .getMessage());
    assertTrue(said.startsWith(why), said);
  }

  @Test
  void aFrameOfOtherFlowsIsElseTheSame() {
    Frame frame =
        new Frame(
            SHOWN, Filter.all(), Unit.PACKETS, false, 60 * FlowQuery.SECOND, Dimensions.BUILT_IN);
    Frame other = new Against.Earlier(Against.Step.DAY).frame(frame);
    assertEquals(SHOWN.moved(-86_400 * FlowQuery.SECOND), other.range());
    assertEquals(frame, other.with(SHOWN, Filter.all()));
  }
}
