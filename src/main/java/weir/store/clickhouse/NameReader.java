package weir.store.clickhouse;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.exporter.Labels;
import weir.flow.IpAddress;
import weir.store.StoreException;

/// Reads the names that somebody keeps on the server for exporters and interfaces. Where they are
/// not, or may not be read, there are none.
final class NameReader {
  private static final Logger LOG = LoggerFactory.getLogger(NameReader.class);
  private static final int MOST = 100_000;

  private final Server server;
  private final FlowTable table;
  private final Map<IpAddress, String> exporters = new HashMap<>();
  private final Map<IpAddress, Map<Long, String>> interfaces = new HashMap<>();

  private NameReader(Server server, FlowTable table) {
    this.server = server;
    this.table = table;
  }

  static Labels read(Server server, FlowTable table) {
    NameReader reader = new NameReader(server, table);
    table.schema().names().forEach(reader::add);
    return reader.labels();
  }

  /// The same names, knowing who has sent lately: an interface of all of them has a name if all
  /// call it so.
  ///
  /// @param newestNanos time received of the newest flow
  static Labels heard(Server server, FlowTable table, Labels named, long newestNanos) {
    if (named.exporters().isEmpty()) {
      return named;
    }
    Set<IpAddress> heard = new HashSet<>();
    try {
      table
          .exportersSql(newestNanos)
          .ifPresent(sql -> server.ask(sql).rows().forEach(row -> heard.add(address(row))));
    } catch (StoreException e) {
      LOG.debug("exporters are not told: {}", e.getMessage());
    }
    return new Labels(named.exporters(), heard);
  }

  private void add(Schema.Names names) {
    for (String[] row : rows(names)) {
      IpAddress exporter = address(row);
      if (names.index().isEmpty()) {
        exporters.putIfAbsent(exporter, row[3]);
      } else {
        interfaces
            .computeIfAbsent(exporter, _ -> new HashMap<>())
            .putIfAbsent(Long.parseUnsignedLong(row[2]), row[3]);
      }
    }
  }

  private static IpAddress address(String[] row) {
    return new IpAddress(Long.parseUnsignedLong(row[0]), Long.parseUnsignedLong(row[1]));
  }

  /// High and low half of the exporter's address, index, name.
  private List<String[]> rows(Schema.Names names) {
    try {
      String from = from(names.from());
      if (from.isEmpty()) {
        return List.of();
      }
      String name = "ifNull(toString(" + Schema.over(names.name()) + "), '')";
      return server
          .ask(
              "SELECT DISTINCT "
                  + Schema.over(names.exporter().high())
                  + " AS high, "
                  + Schema.over(names.exporter().low())
                  + " AS low, "
                  + (names.index().isEmpty() ? "0" : "toUInt64(" + Schema.over(names.index()) + ")")
                  + " AS number, "
                  + name
                  + " AS called FROM "
                  + from
                  + " AS t WHERE called != '' LIMIT "
                  + MOST)
          .rows();
    } catch (StoreException e) {
      LOG.debug("no names from {}: {}", names.from(), e.getMessage());
      return List.of();
    }
  }

  /// A table of the same database, or a dictionary, which is a table too: accounts with
  /// `readonly=1` may not read it otherwise. Empty where there is none.
  private String from(String name) {
    String own = "database = " + TableSearch.text(table.database());
    return server
        .ask(
            "SELECT database FROM system.tables WHERE name = "
                + TableSearch.text(name)
                + " AND ("
                + own
                + " OR engine = 'Dictionary') ORDER BY "
                + own
                + " DESC, database LIMIT 1")
        .rows()
        .stream()
        .map(row -> Schema.quoted(row[0]) + "." + Schema.quoted(name))
        .findFirst()
        .orElse("");
  }

  private Labels labels() {
    Map<IpAddress, Labels.Exporter> named = new HashMap<>();
    Set<IpAddress> all = new HashSet<>(exporters.keySet());
    all.addAll(interfaces.keySet());
    all.forEach(
        address ->
            named.put(
                address,
                new Labels.Exporter(
                    exporters.getOrDefault(address, ""),
                    interfaces.getOrDefault(address, Map.of()))));
    return new Labels(named, Set.of());
  }
}
