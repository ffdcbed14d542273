package weir.store.clickhouse;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import weir.store.Cancel;
import weir.store.StoreException;

/// Sees to it that answers of a table over several shards have all of them, where the account or
/// the table would leave out those that cannot be reached (`skip_unavailable_shards`).
///
/// @param cluster the servers' own name of it
record Shards(String table, String cluster) {
  /// @param table that is asked, in SQL
  /// @return empty where a shard that is missing is an error
  static Optional<Shards> of(Server server, FlowTable table, Standing standing) {
    List<String[]> found =
        server
            .ask(
                "SELECT extract(engine_full, '^Distributed\\\\(\\'([^\\']*)'),"
                    + " match(engine_full, 'skip_unavailable_shards = (1|true)') FROM system.tables"
                    + " WHERE engine = 'Distributed' AND database = "
                    + TableSearch.text(table.database())
                    + " AND name = "
                    + TableSearch.text(table.table()))
            .rows();
    return found.stream()
        .filter(row -> standing.skips() || row[1].equals("1"))
        .map(
            row ->
                new Shards(
                    Schema.quoted(table.database()) + "." + Schema.quoted(table.table()), row[0]))
        .findFirst();
  }

  /// Refuses an answer that lacks a shard.
  ///
  /// @param node that has answered
  void require(Server server, URI node, Cancel cancel) {
    List<String[]> answering = probe(server, node, cancel);
    long all = answering.isEmpty() ? 1 : Long.parseLong(answering.getFirst()[1]);
    if (answering.size() < all && !othersAreEmpty(server, node, cancel)) {
      throw new StoreException(
          "only "
              + answering.size()
              + " of "
              + all
              + " shards answer, and skip_unavailable_shards would leave out the flows of the"
              + " others without a word; ask again when they are back",
          null);
    }
  }

  /// A row of each shard that answers and is not empty; costs next to nothing.
  private List<String[]> probe(Server server, URI node, Cancel cancel) {
    return server
        .ask(node, "SELECT DISTINCT shardNum(), shardCount() FROM " + table, cancel)
        .rows();
  }

  /// Whether the node has come to all shards, as far as the account may see that. Where it has not,
  /// errors are counted; they are halved each minute, so two tries tell.
  private boolean othersAreEmpty(Server server, URI node, Cancel cancel) {
    try {
      List<Long> before = errors(server, node, cancel);
      for (int i = 0; i < 2; i++) {
        probe(server, node, cancel);
        List<Long> after = errors(server, node, cancel);
        for (int shard = 0; shard < after.size(); shard++) {
          if (after.size() != before.size() || after.get(shard) > before.get(shard)) {
            return false;
          }
        }
        before = after;
      }
      return !before.isEmpty();
    } catch (StoreException e) {
      if (e.isCancelled()) {
        throw e;
      }
      return false;
    }
  }

  /// Of each shard, those of the copy that has fewest.
  private List<Long> errors(Server server, URI node, Cancel cancel) {
    return server
        .ask(
            node,
            "SELECT min(errors_count) FROM system.clusters WHERE cluster = "
                + TableSearch.text(cluster)
                + " GROUP BY shard_num ORDER BY shard_num",
            cancel)
        .rows()
        .stream()
        .map(row -> Long.parseLong(row[0]))
        .toList();
  }
}
