package weir.ingest;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RowTest;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.StoreException;

/// What flows that a store has found were sent between: by that their packets are known, where a
/// filter asks for what no packet tells.
record Conversations(Set<Key> keys) implements RowTest {
  /// More take too much memory.
  static final int MOST = 50_000;

  private static final List<Dimension> BY =
      Dimension.of(
          FlowField.SRC_ADDRESS,
          FlowField.DST_ADDRESS,
          FlowField.PROTOCOL,
          FlowField.SRC_PORT,
          FlowField.DST_PORT);

  /// One way of one.
  record Key(
      long sourceHigh,
      long source,
      long destinationHigh,
      long destination,
      long protocol,
      long sourcePort,
      long destinationPort) {}

  /// @throws IOException if there are too many, or the store does not answer
  static Conversations of(FlowReader store, Filter filter, TimeRange range) throws IOException {
    Answer answer;
    try {
      answer =
          store.run(FlowQuery.ranking(range, filter, MOST + 1, BY, Measure.FLOWS), new Cancel());
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (answer.rows() > MOST) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "such flows are of more than %,d conversations; narrow the range or the filter",
              MOST));
    }
    Set<Key> keys = new HashSet<>();
    List<Answer.Key> by = answer.keys();
    for (int row = 0; row < answer.rows(); row++) {
      keys.add(
          new Key(
              by.get(0).high(row),
              by.get(0).low()[row],
              by.get(1).high(row),
              by.get(1).low()[row],
              by.get(2).low()[row],
              by.get(3).low()[row],
              by.get(4).low()[row]));
    }
    return new Conversations(keys);
  }

  @Override
  public boolean holds(FlowBatch batch, int row) {
    return keys.contains(
        new Key(
            batch.high(FlowField.SRC_ADDRESS, row),
            batch.get(FlowField.SRC_ADDRESS, row),
            batch.high(FlowField.DST_ADDRESS, row),
            batch.get(FlowField.DST_ADDRESS, row),
            batch.get(FlowField.PROTOCOL, row),
            batch.get(FlowField.SRC_PORT, row),
            batch.get(FlowField.DST_PORT, row)));
  }
}
