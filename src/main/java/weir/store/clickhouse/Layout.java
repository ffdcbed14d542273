package weir.store.clickhouse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.store.Cancel;

/// Where the rows of a table lie: in itself, or on the nodes of a cluster in the tables below it.
///
/// @param cluster empty where they lie in the table itself
/// @param shards into how many the rows are split
/// @param database of the table that has the rows
/// @param table its name
record Layout(String cluster, int shards, String database, String table) {
  /// Distributed('cluster', 'database', 'table', …)
  private static final Pattern DISTRIBUTED =
      Pattern.compile("Distributed\\('?([^',]+)'?, '?([^',]*)'?, '?([^',)]+)'?.*", Pattern.DOTALL);

  static Layout of(FlowTable table, Server server, Cancel cancel) {
    Layout itself = new Layout("", 1, table.database(), table.table());
    String[] engine =
        server
            .ask(
                "SELECT engine_full FROM system.tables WHERE database = %s AND name = %s"
                    .formatted(text(table.database()), text(table.table())),
                cancel)
            .rows()
            .stream()
            .findFirst()
            .orElse(new String[] {""});
    Matcher spread = DISTRIBUTED.matcher(engine[0]);
    if (!spread.matches()) {
      return itself;
    }
    List<String[]> shards =
        server
            .ask(
                "SELECT uniqExact(shard_num) FROM system.clusters WHERE cluster = "
                    + text(spread.group(1)),
                cancel)
            .rows();
    return new Layout(
        spread.group(1),
        Math.max(1, Integer.parseInt(shards.getFirst()[0])),
        spread.group(2).isEmpty() ? table.database() : spread.group(2),
        spread.group(3));
  }

  boolean isSpread() {
    return !cluster.isEmpty();
  }

  /// A text as ClickHouse's SQL has it, whatever is in it.
  static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
