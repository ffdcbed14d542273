package weir.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// Answers as tables of a report.
class AnswerTablesTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final long NOON = TimeRange.nanos(Instant.parse("2026-11-21T12:00:00Z"));

  /// Of protocols, in the order of the rows.
  private static Answer answer(
      TimeRange range,
      long bucket,
      long[] starts,
      long[] protocols,
      long[] bytes,
      boolean lastIsOther) {
    List<Measure> measures =
        bucket > 0
            ? List.of(Measure.BITS_PER_SECOND)
            : List.of(Measure.BITS_PER_SECOND, Measure.BYTES);
    FlowQuery query =
        new FlowQuery(
            range,
            Filter.all(),
            Dimension.of(FlowField.PROTOCOL),
            measures,
            bucket,
            10,
            true,
            true);
    boolean[] other = new boolean[bytes.length];
    other[bytes.length - 1] = lastIsOther;
    long[][] sums = new long[measures.size()][];
    Arrays.fill(sums, bytes);
    return new Answer(
        query,
        bytes.length,
        starts,
        List.of(new Answer.Key(query.by().getFirst(), new long[0], protocols)),
        other,
        sums,
        3,
        0);
  }

  private static List<List<String>> cells(Report.Table table) {
    return table.rows().stream().map(Report.Row::cells).toList();
  }

  private static List<String> labels(Report.Table table) {
    return table.columns().stream().map(Report.Column::label).toList();
  }

  @Test
  void aRankingHasItsNumbersWithUnits() {
    TimeRange range = new TimeRange(NOON, NOON + 10 * SECOND);
    Report.Table table =
        AnswerTables.ranking(
            answer(
                range,
                0,
                new long[0],
                new long[] {6, 17, 0},
                new long[] {2_500_000, 1_000, 0},
                true));
    assertEquals(List.of("Protocol", "Average", "bit/s", "bytes", "Share"), labels(table));
    assertEquals(
        List.of("TCP (6)", "2.00 Mbit/s", "2,000,000", "2,500,000", "100.0 %"),
        cells(table).getFirst());
    assertEquals(List.of("UDP (17)", "800 bit/s", "800", "1,000", "< 0.1 %"), cells(table).get(1));
    assertEquals("Other", cells(table).getLast().getFirst());
    assertEquals(List.of(1.0, 0.0004, 0.0), table.rows().stream().map(Report.Row::bar).toList());
    assertEquals(List.of(false, false, true), table.rows().stream().map(Report.Row::rest).toList());
  }

  @Test
  void groupsOverTimeHaveAverageAndHighestStep() {
    TimeRange range = new TimeRange(NOON, NOON + 4 * SECOND);
    Answer answer =
        answer(
            range,
            SECOND,
            new long[] {NOON, NOON + 2 * SECOND, NOON + SECOND},
            new long[] {6, 6, 17},
            new long[] {1_000, 3_000, 500},
            false);
    Report.Table table = AnswerTables.groups(answer, ZoneOffset.UTC);
    assertEquals(
        List.of("Protocol", "Average", "bit/s", "Highest", "in the step from", "bytes", "Share"),
        labels(table));
    assertEquals(
        List.of("TCP (6)", "8.00 kbit/s", "8,000", "24.0 kbit/s", "12:00:02", "4,000", "88.9 %"),
        cells(table).getFirst());
  }

  @Test
  void stepsAreSumsOfBucketsAndCountTheTimeThatTheRangeHas() {
    // 50 s from 12:00:01 on, in buckets of 1 s: steps of 5 s, the first of which the range cuts
    TimeRange range = new TimeRange(NOON + SECOND, NOON + 51 * SECOND);
    long[] starts = LongStream.range(1, 51).map(i -> NOON + i * SECOND).toArray();
    long[] protocols = new long[50];
    Arrays.fill(protocols, 6);
    long[] bytes = new long[50];
    Arrays.fill(bytes, 125);
    Report.Table table =
        AnswerTables.overTime(
            answer(range, SECOND, starts, protocols, bytes, false), ZoneId.of("Europe/Berlin"));
    assertEquals("Averages over 5 s, in kbit/s", table.caption());
    assertEquals(List.of("Time", "TCP (6)"), labels(table));
    assertEquals(11, table.rows().size());
    assertEquals(List.of("13:00:01", "1.00"), cells(table).getFirst());
    assertEquals(List.of("13:00:50", "1.00"), cells(table).getLast());
    assertTrue(cells(table).stream().allMatch(row -> row.get(1).equals("1.00")));
  }

  @Test
  void daysAreSaidWhereThereAreSeveral() {
    TimeRange range = new TimeRange(NOON, NOON + 86_400 * SECOND);
    Report.Table table =
        AnswerTables.overTime(
            answer(
                range, 3600 * SECOND, new long[] {NOON}, new long[] {6}, new long[] {450}, false),
            ZoneOffset.UTC);
    assertEquals("Averages over 1 h, in bit/s", table.caption());
    assertEquals(List.of("2026-11-21 12:00:00", "1"), cells(table).getFirst());
    assertEquals(List.of("2026-11-21 13:00:00", "0"), cells(table).get(1));
  }

  @Test
  void whatIsLeftOutIsSaid() {
    int many = 250;
    long[] protocols = LongStream.range(0, many).toArray();
    long[] bytes = LongStream.range(0, many).map(i -> many - i).toArray();
    TimeRange range = new TimeRange(NOON, NOON + SECOND);
    Report.Table ranking =
        AnswerTables.ranking(answer(range, 0, new long[0], protocols, bytes, false));
    assertEquals(AnswerTables.MOST_ROWS, ranking.rows().size());
    assertTrue(ranking.caption().endsWith("200 of 250"), ranking.caption());
    long[] starts = new long[many];
    Arrays.fill(starts, NOON);
    Report.Table time =
        AnswerTables.overTime(
            answer(range, SECOND, starts, protocols, bytes, false), ZoneOffset.UTC);
    assertEquals(12, time.columns().size());
    assertTrue(time.caption().endsWith("the first 11 of 250 groups"), time.caption());
  }
}
