package weir.store.clickhouse;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import weir.store.Cancel;
import weir.store.StorageReport;
import weir.store.StorageReport.Disk;
import weir.store.StorageReport.Kind;
import weir.store.StorageReport.Table;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// Reads how tables lie on disks from the server's system tables: of all nodes of the table's
/// cluster, or of those that the address names. What the account may not see is said and left out.
final class Storage {
  private static final String NODE = "concat(hostName(), ':', toString(tcpPort()))";
  private static final Pattern TTL =
      Pattern.compile("\\sTTL (.*?)(?:\\sSETTINGS\\s.*)?$", Pattern.DOTALL);
  private static final Comparator<Table> ORDER =
      Comparator.comparing(Table::kind)
          .thenComparing(Table::diskBytes, Comparator.reverseOrder())
          .thenComparing(Table::name)
          .thenComparing(Table::node);

  /// Less of a disk free is soon nothing.
  private static final double LITTLE = 0.1;

  private record Key(String node, String database, String name) {}

  private final FlowTable table;
  private final Layout layout;
  private final Server server;
  private final Cancel cancel;
  private final List<String> notes = new ArrayList<>();

  /// Each is said once, whatever was asked for.
  private final Set<String> causes = new HashSet<>();

  private Storage(FlowTable table, Layout layout, Server server, Cancel cancel) {
    this.table = table;
    this.layout = layout;
    this.server = server;
    this.cancel = cancel;
  }

  static StorageReport report(FlowTable table, Layout layout, Server server, Cancel cancel) {
    return new Storage(table, layout, server, cancel).report();
  }

  private StorageReport report() {
    String databases =
        "database IN (%s, %s) OR database = 'system' AND endsWith(%%s, '_log')"
            .formatted(Layout.text(table.database()), Layout.text(layout.database()));
    Map<Key, String[]> parts = new HashMap<>();
    read(
            "SELECT "
                + NODE
                + ", database, table, sum(rows), sum(bytes_on_disk), sum(data_uncompressed_bytes),"
                + " count(), min(partition), max(partition) FROM %s WHERE active AND ("
                + databases.formatted("table")
                + ") GROUP BY ALL",
            "system.parts",
            "parts and partitions")
        .forEach(row -> parts.put(new Key(row[0], row[1], row[2]), row));
    List<Table> tables =
        read(
                "SELECT "
                    + NODE
                    + ", database, name, engine, engine_full, ifNull(toInt64(total_rows), -1),"
                    + " ifNull(toInt64(total_bytes), -1) FROM %s WHERE "
                    + databases.formatted("name"),
                "system.tables",
                "tables")
            .stream()
            .map(row -> table(row, parts))
            .sorted(ORDER)
            .toList();
    List<Disk> disks =
        read(
                "SELECT " + NODE + ", name, free_space, total_space FROM %s ORDER BY ALL",
                "system.disks",
                "disks")
            .stream()
            .map(row -> new Disk(row[0], row[1], number(row[2]), number(row[3])))
            .toList();
    worthKnowing(tables, disks);
    return new StorageReport(tables, disks, notes);
  }

  /// Rows of all nodes that can be asked.
  ///
  /// @param sql with a place for where it reads from
  /// @param what it is about, for people
  private List<String[]> read(String sql, String from, String what) {
    if (layout.isSpread()) {
      try {
        return server
            .ask(
                sql.formatted(
                    "clusterAllReplicas(" + Layout.text(layout.cluster()) + ", " + from + ")"),
                cancel)
            .rows();
      } catch (StoreException e) {
        unlessCancelled(e);
        note("Of the cluster's other nodes nothing is told: " + e.getMessage());
      }
    }
    List<String[]> rows = new ArrayList<>();
    for (URI node : server.address().nodes()) {
      try {
        rows.addAll(server.ask(node, sql.formatted(from), cancel).rows());
      } catch (StoreException e) {
        unlessCancelled(e);
        if (causes.add(String.valueOf(e.getMessage()))) {
          note("No " + what + " of " + node.getHost() + ": " + e.getMessage());
        }
      }
    }
    return rows;
  }

  private static void unlessCancelled(StoreException e) {
    if (e.isCancelled()) {
      throw e;
    }
  }

  private void note(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  private Table table(String[] row, Map<Key, String[]> parts) {
    String[] lying = parts.get(new Key(row[0], row[1], row[2]));
    boolean keeps = row[3].contains("MergeTree");
    Matcher ttl = TTL.matcher(row[4]);
    return new Table(
        row[0],
        row[1],
        row[2],
        kind(row[1], row[2]),
        row[3],
        lying == null ? Long.parseLong(row[5]) : number(lying[3]),
        lying == null ? Long.parseLong(row[6]) : number(lying[4]),
        lying == null ? -1 : number(lying[5]),
        lying == null ? (keeps && number(row[5]) == 0 ? 0 : -1) : number(lying[6]),
        ttl.find() ? ttl.group(1) : "",
        lying == null ? "" : lying[7],
        lying == null ? "" : lying[8]);
  }

  private Kind kind(String database, String name) {
    if (database.equals("system")) {
      return Kind.LOG;
    }
    return (database.equals(table.database()) && name.equals(table.table()))
            || (database.equals(layout.database()) && name.equals(layout.table()))
        ? Kind.FLOWS
        : Kind.OTHER;
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }

  private void worthKnowing(List<Table> tables, List<Disk> disks) {
    List<Table> growing =
        tables.stream()
            .filter(log -> log.kind() == Kind.LOG && log.ttl().isEmpty() && log.diskBytes() > 0)
            .toList();
    if (!growing.isEmpty()) {
      note(
          "The server's own logs are kept for ever and take "
              + StoreStatus.inWords(growing.stream().mapToLong(Table::diskBytes).sum())
              + ": "
              + growing.stream().map(Table::name).distinct().collect(Collectors.joining(", "))
              + ". An administrator gives each a <ttl> in the server's configuration.");
    }
    for (Disk disk : disks) {
      if (disk.freeBytes() < LITTLE * disk.totalBytes()) {
        note(
            "The disk '%s' of %s is nearly full: %s of %s are free."
                .formatted(
                    disk.name(),
                    disk.node(),
                    StoreStatus.inWords(disk.freeBytes()),
                    StoreStatus.inWords(disk.totalBytes())));
      }
    }
  }
}
