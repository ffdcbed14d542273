package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RowTest;
import weir.query.TimeRange;
import weir.store.duckdb.DuckDbStore;

/// A filter lets the same rows through in memory as in a store.
class RowTestTest {
  private final List<FlowBatch> flows = FlowReaderContract.flows(new ContractFlows().parts(1));
  private final List<Filter> filters =
      new ContractQuestions(flows)
          .byKind().values().stream()
              .flatMap(List::stream)
              .map(FlowQuery::filter)
              .distinct()
              .toList();

  /// That DuckDB agrees with the oracle is what [FlowReaderContract] asks.
  @Test
  void letsThroughWhatTheOracleDoes() {
    int split = 0;
    for (Filter filter : filters) {
      RowTest test = RowTest.of(filter);
      int held = 0;
      int all = 0;
      for (FlowBatch batch : flows.stream().distinct().toList()) {
        for (int row = 0; row < batch.rows(); row++) {
          boolean holds = test.holds(batch, row);
          assertEquals(FilterOracle.holds(filter, batch, row), holds, filter.toString());
          held += holds ? 1 : 0;
          all++;
        }
      }
      split += held > 0 && held < all ? 1 : 0;
    }
    assertTrue(split > filters.size() / 2, split + " of " + filters.size() + " tell rows apart");
  }

  @Test
  void letsThroughAsManyAsDuckDb() {
    try (FlowArchive store = DuckDbStore.scratch()) {
      try (FlowWriter writer = store.writer()) {
        flows.forEach(writer::append);
      }
      for (Filter filter : filters.subList(0, Math.min(400, filters.size()))) {
        RowTest test = RowTest.of(filter);
        long held = 0;
        for (FlowBatch batch : flows) {
          for (int row = 0; row < batch.rows(); row++) {
            held += test.holds(batch, row) ? 1 : 0;
          }
        }
        FlowQuery count = FlowQuery.total(TimeRange.ALL, filter, Measure.FLOWS);
        assertEquals(held, store.run(count, new Cancel()).matchedFlows(), filter.toString());
      }
    }
  }
}
