package weir.store.clickhouse;

import java.util.List;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Cost;

/// How many rows a statement will read, by the indexes of the table; no flows are read for it.
final class Estimate {
  private Estimate() {}

  /// @param ranges that the statement is over
  static Cost of(
      String statement,
      List<TimeRange> ranges,
      FlowTable table,
      Layout layout,
      Server server,
      Cancel cancel) {
    List<String[]> parts = server.ask("EXPLAIN ESTIMATE " + statement, cancel).rows();
    if (parts.isEmpty() && layout.isSpread()) {
      // the node that answers has none of the rows itself
      return new Cost(
          ranges.stream()
              .mapToLong(
                  range -> number(server.ask(table.countSql(range), cancel).rows().getFirst()[0]))
              .sum());
    }
    // database, table, parts, rows, marks; of the shard that answers
    long rows = parts.stream().mapToLong(part -> number(part[3])).sum();
    return new Cost(rows * layout.shards());
  }

  private static long number(String text) {
    return Long.parseUnsignedLong(text);
  }
}
