package weir.store.duckdb;

import java.util.List;
import java.util.Random;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowWriter;

/// What is in a store, all told.
final class Totals {
  private static final FlowQuery TOTAL =
      FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.FLOWS, Measure.BYTES, Measure.PACKETS);

  /// One that no roll-up answers.
  private static final FlowQuery RAW =
      FlowQuery.total(
          TimeRange.ALL,
          new Filter.Not(new Filter.Compare(FlowField.TIME_START, Filter.Op.EQ, 12_345)),
          Measure.FLOWS,
          Measure.BYTES);

  private Totals() {}

  static long flows(FlowArchive store) {
    return first(store.run(TOTAL, new Cancel()));
  }

  static long flowsUnsummed(FlowArchive store) {
    return first(store.run(RAW, new Cancel()));
  }

  static long flowsBy(FlowArchive store, List<Dimension> by) {
    Answer answer =
        store.run(
            FlowQuery.ranking(TimeRange.ALL, Filter.all(), 0, by, Measure.FLOWS), new Cancel());
    return answer.matchedFlows();
  }

  private static long first(Answer answer) {
    return answer.rows() == 0 ? 0 : answer.sums()[0][0];
  }

  /// Enough rows for roll-ups, in a slice of their own.
  static void writeLarge(FlowArchive store) {
    write(store, (int) Upkeep.FEWEST_ROWS);
  }

  static void write(FlowArchive store, int rows) {
    Random random = new Random(rows);
    try (FlowWriter writer = store.writer()) {
      for (int written = 0; written < rows; written += 2000) {
        writer.append(Flows.random(random, Math.min(2000, rows - written), 60));
      }
    }
  }
}
