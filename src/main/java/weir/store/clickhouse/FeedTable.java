package weir.store.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.store.ServerAddress;
import weir.store.StoreException;
import weir.store.clickhouse.ClickHouseFeed.Creation;
import weir.store.clickhouse.feed.Column;
import weir.store.clickhouse.feed.Layout;

/// The table that flows are written to, on the nodes of an address: found, made where that is
/// wanted, looked at.
///
/// @param schema what goes where
record FeedTable(String database, String table, Schema schema) {
  private static final Pattern DISTRIBUTED =
      Pattern.compile("Distributed\\('?[^',]*'?, '?([^',]*)'?, '?([^',)]*)'?");
  private static final String CATALOGUE = "weir";
  private static final String PREFERRED = "netmeta";
  private static final int WINDOW = 10_000;

  /// A part that is smaller has one file, not two or three for each of its many columns: an insert
  /// costs the server half as much.
  private static final int WIDE_OCTETS = 256 << 20;

  /// Of a column.
  ///
  /// @param filled whether the server has a value of its own for it where none is sent
  private record Type(String name, boolean filled) {}

  /// A table of a node.
  ///
  /// @param columns types by name, in order, of those that can be written
  private record Found(
      String database, String name, String engine, String engineFull, Map<String, Type> columns) {
    Map<String, String> types() {
      Map<String, String> types = new LinkedHashMap<>();
      columns.forEach((column, type) -> types.put(column, type.name));
      return types;
    }

    boolean keepsFlows() {
      return engine.contains("MergeTree") || engine.equals("Distributed") || engine.equals("Null");
    }
  }

  String quoted() {
    return Schema.quoted(database) + "." + Schema.quoted(table);
  }

  /// The table that an address means.
  ///
  /// @throws StoreException if there is none, or several
  /// @throws IOException if the node does not answer
  static Optional<FeedTable> find(NodeLink link, URI node, ServerAddress address, Schemas schemas)
      throws IOException {
    List<Schema> all = schemas.read().all();
    List<Found> tables = tables(link, node, database(link, node, address), address.table());
    if (!address.table().isEmpty() && tables.isEmpty()) {
      return Optional.empty();
    }
    List<FeedTable> known = new ArrayList<>();
    for (Found found : tables) {
      schema(found, all)
          .ifPresent(schema -> known.add(new FeedTable(found.database, found.name, schema)));
    }
    Set<String> spread =
        tables.stream()
            .filter(found -> found.engine.equals("Distributed"))
            .map(Found::name)
            .collect(Collectors.toSet());
    if (known.stream().anyMatch(table -> spread.contains(table.table))) {
      known.removeIf(table -> !spread.contains(table.table));
    } else if (known.stream().filter(table -> table.schema.id().equals(PREFERRED)).count() == 1) {
      known.removeIf(table -> !table.schema.id().equals(PREFERRED));
    }
    if (known.size() > 1) {
      throw new StoreException(
          "there are several tables that flows can be written to: "
              + known.stream().map(FeedTable::table).collect(Collectors.joining(", "))
              + "; say which with ?table=NAME in the address",
          null);
    }
    if (known.isEmpty()) {
      if (!address.table().isEmpty()) {
        throw new StoreException(
            "the table "
                + address.table()
                + " is none that Weir can write to: it knows NetMeta's flows_raw and its own, which"
                + " --create makes under another name",
            null);
      }
      return Optional.empty();
    }
    return Optional.of(behind(known.getFirst(), tables));
  }

  /// The local table behind a Distributed one.
  private static FeedTable behind(FeedTable table, List<Found> tables) {
    for (Found found : tables) {
      Matcher target = DISTRIBUTED.matcher(found.engineFull);
      if (found.name.equals(table.table) && found.engine.equals("Distributed") && target.find()) {
        String database = target.group(1).isEmpty() ? found.database : target.group(1);
        return new FeedTable(database, target.group(2), table.schema);
      }
    }
    return table;
  }

  private static Optional<Schema> schema(Found found, List<Schema> all) {
    if (!found.keepsFlows()) {
      return Optional.empty();
    }
    return all.stream()
        .filter(schema -> schema.write().isPresent() && schema.fits(found.types()))
        .max(Comparator.comparingInt(schema -> schema.given(found.types()).size()));
  }

  private static String database(NodeLink link, URI node, ServerAddress address)
      throws IOException {
    return address.database().isEmpty()
        ? link.ask(node, "SELECT currentDatabase()").getFirst()[0]
        : address.database();
  }

  private static List<Found> tables(NodeLink link, URI node, String database, String table)
      throws IOException {
    String where = " WHERE database = " + text(database);
    String only = table.isEmpty() ? "" : text(table);
    Map<String, Map<String, Type>> columns = new LinkedHashMap<>();
    for (String[] row :
        link.ask(
            node,
            "SELECT table, name, type, default_kind FROM system.columns"
                + where
                + (only.isEmpty() ? "" : " AND table = " + only)
                + " AND default_kind NOT IN ('MATERIALIZED', 'ALIAS') ORDER BY table, position")) {
      columns
          .computeIfAbsent(row[0], _ -> new LinkedHashMap<>())
          .put(row[1], new Type(row[2], row[3].equals("DEFAULT")));
    }
    List<Found> found = new ArrayList<>();
    for (String[] row :
        link.ask(
            node,
            "SELECT name, engine, engine_full FROM system.tables"
                + where
                + (only.isEmpty() ? "" : " AND name = " + only))) {
      found.add(
          new Found(database, row[0], row[1], row[2], columns.getOrDefault(row[0], Map.of())));
    }
    return found;
  }

  /// How the table looks on a node.
  ///
  /// @return empty if it is not there
  /// @throws IOException if the node does not answer
  Optional<Layout> layout(NodeLink link, URI node) throws IOException {
    List<Found> found = tables(link, node, database, table);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Schema.Written> written = schema.write().orElseThrow();
    List<Column> columns = new ArrayList<>();
    found
        .getFirst()
        .columns
        .forEach(
            (name, type) -> {
              Schema.Written what = written.get(name);
              if (what != null) {
                columns.add(column(name, type, what));
              }
            });
    return columns.isEmpty() ? Optional.empty() : Optional.of(new Layout(quoted(), columns));
  }

  private Column column(String name, Type type, Schema.Written what) {
    try {
      Column column = Column.of(name, type.name, what.field(), what.time().orElse(null));
      return type.filled ? column.sentAlways() : column;
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          "the schema '"
              + schema.title()
              + "' cannot be written: "
              + e.getMessage()
              + "; mend its file, under \"write\"",
          e);
    }
  }

  /// Writes nothing, to see whether the account may write.
  ///
  /// @throws StoreException if it may not
  /// @throws IOException if the node does not answer
  void requireWritable(NodeLink link, URI node) throws IOException {
    link.run(node, "INSERT INTO " + quoted() + " FORMAT Native");
  }

  /// What is to be minded of the table on a node, in a sentence.
  Optional<String> caution(NodeLink link, URI node) throws IOException {
    List<Found> found = tables(link, node, database, table);
    boolean plain =
        !found.isEmpty()
            && found.getFirst().engine.contains("MergeTree")
            && !found.getFirst().engine.startsWith("Replicated")
            && !found.getFirst().engine.startsWith("Shared")
            && !found.getFirst().engineFull.contains("non_replicated_deduplication_window");
    if (!plain || usualWindow(link, node) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        NodeLink.place(node)
            + ": "
            + table
            + " does not tell a block that comes twice: where a connection breaks in mid-block, up"
            + " to 65,536 flows may be there twice. This mends it: ALTER TABLE "
            + quoted()
            + " MODIFY SETTING non_replicated_deduplication_window = "
            + WINDOW);
  }

  private static long usualWindow(NodeLink link, URI node) throws IOException {
    List<String[]> rows =
        link.ask(
            node,
            "SELECT value FROM system.merge_tree_settings WHERE name ="
                + " 'non_replicated_deduplication_window'");
    return rows.isEmpty() ? 0 : Long.parseLong(rows.getFirst()[0]);
  }

  /// Makes a table of the catalogue's own columns on every node, and one over all of them where
  /// there is a cluster.
  ///
  /// @throws StoreException if a node refuses
  /// @throws IOException if one does not answer: then it may be there on some
  static FeedTable create(NodeLink link, ServerAddress address, Creation how) throws IOException {
    Schema own =
        Schemas.shipped().stream()
            .filter(schema -> schema.id().equals(CATALOGUE))
            .findFirst()
            .orElseThrow();
    String name = name(address);
    String local = how.cluster().isEmpty() ? name : name + "_local";
    FeedTable table = new FeedTable(database(link, link.nodes().getFirst(), address), local, own);
    for (URI node : link.nodes()) {
      table.make(link, node, address, how);
    }
    return table;
  }

  private static String name(ServerAddress address) {
    return address.table().isEmpty() ? "flows" : address.table();
  }

  /// Whether it can be made.
  boolean isOwn() {
    return schema.id().equals(CATALOGUE);
  }

  /// Makes it on a node, and what is over it.
  void make(NodeLink link, URI node, ServerAddress address, Creation how) throws IOException {
    if (!address.database().isEmpty()) {
      link.run(node, "CREATE DATABASE IF NOT EXISTS " + Schema.quoted(database));
    }
    link.run(node, statement(how.keep()));
    if (!how.cluster().isEmpty()) {
      link.run(
          node,
          "CREATE TABLE IF NOT EXISTS %s.%s AS %s ENGINE = Distributed(%s, %s, %s, rand())"
              .formatted(
                  Schema.quoted(database),
                  Schema.quoted(name(address)),
                  quoted(),
                  text(how.cluster()),
                  text(database),
                  text(table)));
    }
  }

  /// Flows of a minute lie together, those of an exporter beside each other; days are dropped
  /// whole.
  String statement(Optional<Duration> keep) {
    String columns =
        FlowField.all().stream()
            .map(field -> "`" + field.column() + "` " + type(field))
            .collect(Collectors.joining(", "));
    String received = FlowField.TIME_RECEIVED.column();
    String moment = "toDateTime(intDiv(" + received + ", 1000000000), 'UTC')";
    return "CREATE TABLE IF NOT EXISTS "
        + quoted()
        + " ("
        + columns
        + ") ENGINE = MergeTree PARTITION BY toDate("
        + moment
        + ") ORDER BY (intDiv("
        + received
        + ", 60000000000), "
        + FlowField.EXPORTER.column()
        + ", "
        + received
        + ")"
        + keep.map(length -> " TTL " + moment + " + toIntervalSecond(" + length.toSeconds() + ")")
            .orElse("")
        + " SETTINGS non_replicated_deduplication_window = "
        + WINDOW
        + ", ttl_only_drop_parts = 1, min_bytes_for_wide_part = "
        + WIDE_OCTETS;
  }

  private static String type(FlowField field) {
    return switch (field.kind()) {
      case ADDRESS -> "IPv6";
      case TEXT -> "FixedString(16)";
      default -> field.isList() ? "Array(UInt32)" : "UInt" + field.width() * 8;
    };
  }

  /// A text as ClickHouse's SQL has it, whatever is in it.
  private static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
