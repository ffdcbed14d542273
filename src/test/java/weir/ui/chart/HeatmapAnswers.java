package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// Answers over time and value, written by hand.
final class HeatmapAnswers {
  static final long SECOND = FlowQuery.SECOND;
  static final long START = 1_700_000_000L * SECOND;

  private record Cell(long bucket, long low, long sum, boolean other) {}

  private final FlowQuery query;
  private final List<Cell> cells = new ArrayList<>();

  HeatmapAnswers(FlowField field, long seconds, long binWidth) {
    this(field, seconds, binWidth, Filter.all());
  }

  HeatmapAnswers(FlowField field, long seconds, long binWidth, Filter filter) {
    query =
        new FlowQuery(
                new TimeRange(START, START + seconds * SECOND),
                filter,
                List.of(Dimension.field(field)),
                List.of(Measure.PACKETS_PER_SECOND),
                SECOND,
                0,
                false,
                true)
            .withBinWidth(binWidth);
  }

  HeatmapAnswers cell(long bucket, long low, long packets) {
    cells.add(new Cell(bucket, low, packets, false));
    return this;
  }

  HeatmapAnswers other(long bucket, long packets) {
    cells.add(new Cell(bucket, 0, packets, true));
    return this;
  }

  Answer answer() {
    return answer(Coverage.complete(0));
  }

  Answer answer(Coverage coverage) {
    int n = cells.size();
    boolean[] other = new boolean[n];
    for (int i = 0; i < n; i++) {
      other[i] = cells.get(i).other;
    }
    return new Answer(
        query,
        n,
        cells.stream().mapToLong(cell -> START + cell.bucket * SECOND).toArray(),
        List.of(
            new Answer.Key(
                query.by().getFirst(), new long[0], cells.stream().mapToLong(Cell::low).toArray())),
        other,
        new long[][] {cells.stream().mapToLong(Cell::sum).toArray()},
        n,
        1_000_000,
        coverage);
  }
}
