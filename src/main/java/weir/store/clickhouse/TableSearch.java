package weir.store.clickhouse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Prefixes;
import weir.store.SchemaGuess;
import weir.store.ServerAddress;
import weir.store.StoreException;
import weir.store.TableColumns;

/// Tables of flows that an account may see, each set of flows once.
///
/// @param known that a schema fits, the best first
/// @param unknown that look like flows, but no schema fits
/// @param problems what is wrong with the user's schema files
/// @param rollups of the known ones, the coarsest first
record TableSearch(
    List<FlowTable> known,
    List<TableColumns> unknown,
    List<String> problems,
    List<RollUpTable> rollups) {
  private static final Logger LOG = LoggerFactory.getLogger(TableSearch.class);

  /// Nothing is kept in these, or nothing may be read that is not taken out.
  private static final Set<String> PASSING =
      Set.of("Kafka", "Null", "RabbitMQ", "NATS", "FileLog", "S3Queue", "AzureQueue", "Dictionary");

  /// What shows the rows of other tables: the arguments name these.
  private static final Pattern OVER =
      Pattern.compile(
          "(?:Distributed\\('(?:[^']*)', '(?<cluster>[^']*)',"
              + " '(?<local>[^']*)'|Buffer\\('(?<database>[^']*)', '(?<table>[^']*)').*",
          Pattern.DOTALL);

  private static final Pattern MERGE =
      Pattern.compile("Merge\\((?:'(?<database>[^']*)', )?'(?<tables>[^']*)'\\)", Pattern.DOTALL);

  /// The likeliest first.
  private static final List<String> ENGINES = List.of("Distributed", "Merge", "Buffer", "");

  TableSearch {
    known = List.copyOf(known);
    unknown = List.copyOf(unknown);
    problems = List.copyOf(problems);
    rollups = List.copyOf(rollups);
  }

  /// @param arguments of its engine, as the server writes them
  private record Listed(
      String database,
      String name,
      String engine,
      String arguments,
      String id,
      List<TableColumns.Column> columns) {
    TableColumns described() {
      return new TableColumns(database, name, columns);
    }

    int rank() {
      int place = ENGINES.indexOf(engine);
      return engine.endsWith("View") ? ENGINES.size() : place < 0 ? ENGINES.size() - 1 : place;
    }
  }

  /// @param inside networks from which directions are told
  /// @throws StoreException if there are none at all: why, and what to do
  static TableSearch on(Server server, Schemas schemas, Prefixes inside) {
    ServerAddress address = server.address();
    List<Listed> all = list(server);
    Schemas.Found found = schemas.read();
    List<FlowTable> known = new ArrayList<>();
    List<TableColumns> unknown = new ArrayList<>();
    List<Listed> wanted =
        address.table().isEmpty()
            ? once(all)
            : all.stream().filter(table -> table.name().equals(address.table())).toList();
    Map<String, String> functions = functions(server, found.all());
    for (Listed table : wanted) {
      Map<String, String> columns = types(table.columns());
      columns.putAll(functions);
      Optional<Schema> schema = fitting(found.all(), columns);
      if (schema.isPresent()) {
        known.add(new FlowTable(table.database(), table.name(), schema.get(), columns, inside));
      } else if (SchemaGuess.of(table.described()).looksLikeFlows()) {
        unknown.add(table.described());
      }
    }
    if (known.isEmpty() && unknown.isEmpty()) {
      throw new StoreException(nothing(address, all.size(), found.all()), null);
    }
    known.sort(Comparator.comparing(table -> table.schema().sums()));
    return new TableSearch(known, unknown, found.problems(), rollups(known, all));
  }

  /// Types by names.
  static Map<String, String> types(List<TableColumns.Column> columns) {
    Map<String, String> types = new HashMap<>();
    columns.forEach(column -> types.put(column.name(), column.bareType()));
    return types;
  }

  /// Functions of the server's that schemas name, as `name()`.
  private static Map<String, String> functions(Server server, List<Schema> schemas) {
    Set<String> named = new TreeSet<>();
    schemas.forEach(
        schema ->
            schema.fields().values().stream()
                .flatMap(List::stream)
                .flatMap(way -> way.columns().stream())
                .filter(name -> name.endsWith("()"))
                .forEach(named::add));
    Map<String, String> there = new HashMap<>();
    if (!named.isEmpty()) {
      String names =
          named.stream()
              .map(name -> text(name.substring(0, name.length() - 2)))
              .collect(Collectors.joining(", "));
      try {
        server
            .ask("SELECT name FROM system.functions WHERE name IN (" + names + ")")
            .rows()
            .forEach(row -> there.put(row[0] + "()", ""));
      } catch (StoreException e) {
        LOG.debug("functions are not told: {}", e.getMessage());
      }
    }
    return there;
  }

  private static List<RollUpTable> rollups(List<FlowTable> known, List<Listed> all) {
    List<RollUpTable> rollups = new ArrayList<>();
    for (FlowTable flows : known) {
      for (Schema.RollUp rollup : flows.schema().rollups()) {
        all.stream()
            .filter(table -> table.database().equals(flows.database()))
            .flatMap(
                table ->
                    RollUpTable.of(flows, rollup, table.name(), types(table.columns())).stream())
            .forEach(rollups::add);
      }
    }
    rollups.sort(Comparator.comparingLong(RollUpTable::stepNanos).reversed());
    return rollups;
  }

  /// The first of the user's own, else the one that gives most.
  private static Optional<Schema> fitting(List<Schema> schemas, Map<String, String> columns) {
    List<Schema> fitting = schemas.stream().filter(schema -> schema.fits(columns)).toList();
    return fitting.stream()
        .filter(Schema::own)
        .findFirst()
        .or(
            () ->
                fitting.stream()
                    .max(Comparator.comparingInt(schema -> schema.given(columns).size())));
  }

  private static List<Listed> list(Server server) {
    String database = server.address().database();
    String sql =
        "SELECT t.database, t.name, t.engine, t.engine_full, toString(t.uuid), c.name, c.type,"
            + " toUInt8(c.is_in_partition_key OR c.is_in_sorting_key) FROM system.columns AS c"
            + " INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table"
            + " WHERE "
            + (database.isEmpty()
                ? "c.database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema')"
                : "c.database = " + text(database))
            + " ORDER BY t.database, t.name, c.position";
    Map<List<String>, Listed> tables = new LinkedHashMap<>();
    for (String[] row : server.ask(sql).rows()) {
      tables
          .computeIfAbsent(
              List.of(row[0], row[1]),
              _ -> new Listed(row[0], row[1], row[2], row[3], row[4], new ArrayList<>()))
          .columns()
          .add(new TableColumns.Column(row[5], row[6], row[7].equals("1")));
    }
    return List.copyOf(tables.values());
  }

  /// Without what other tables show as well: those below a Distributed one, queues, and
  /// materialized views that fill a table of its own name.
  private static List<Listed> once(List<Listed> all) {
    Set<List<String>> below = new HashSet<>();
    for (Listed table : all) {
      Matcher over = OVER.matcher(table.arguments());
      if (over.matches()) {
        below.add(
            over.group("local") == null
                ? List.of(over.group("database"), over.group("table"))
                : List.of(over.group("cluster"), over.group("local")));
      }
      Matcher merge = MERGE.matcher(table.arguments());
      if (merge.matches()) {
        String database = merge.group("database");
        String names = merge.group("tables");
        all.stream()
            .filter(other -> !other.equals(table))
            .filter(
                other -> other.database().equals(database == null ? table.database() : database))
            .filter(other -> Pattern.compile(names).matcher(other.name()).find())
            .forEach(other -> below.add(List.of(other.database(), other.name())));
      }
    }
    Set<String> inner =
        all.stream()
            .map(Listed::name)
            .filter(name -> name.startsWith(".inner"))
            .collect(Collectors.toSet());
    return all.stream()
        .filter(table -> !PASSING.contains(table.engine()) && !table.name().startsWith(".inner"))
        .filter(
            table ->
                !table.engine().equals("MaterializedView")
                    || inner.contains(".inner." + table.name())
                    || inner.contains(".inner_id." + table.id()))
        .filter(table -> !below.contains(List.of(table.database(), table.name())))
        .sorted(Comparator.comparingInt(Listed::rank))
        .toList();
  }

  private static String nothing(ServerAddress address, int tables, List<Schema> schemas) {
    String where =
        (address.database().isEmpty() ? "the server" : "the database '" + address.database() + "'")
            + (address.table().isEmpty() ? "" : ", table '" + address.table() + "'");
    return tables == 0
        ? where + " has no tables that this account may see; check the name, or ask for grants"
        : where
            + " has no table of flows that Weir knows; it knows "
            + schemas.stream().map(Schema::title).distinct().collect(Collectors.joining(", "));
  }

  /// Problems, and what costs more than it looks.
  List<String> cautions() {
    List<String> all = new ArrayList<>(problems);
    known.stream()
        .filter(table -> table.bound().isPresent())
        .map(
            table ->
                table.title() + " is not sorted by time: a question looks at every row of its days")
        .forEach(all::add);
    return all;
  }

  /// "2 of flows, 1 that looks like flows".
  String inWords() {
    return known.size()
        + " of flows"
        + (unknown.isEmpty() ? "" : ", " + unknown.size() + " that may be: no schema fits yet");
  }

  /// The table to open.
  ///
  /// @throws StoreException if there are none or several: which, and what to do
  FlowTable one(ServerAddress address) {
    if (known.isEmpty()) {
      throw new StoreException(
          "no schema fits "
              + unknown.stream().map(TableColumns::title).collect(Collectors.joining(", "))
              + ", though the columns look like flows; say what they are: test the connection on"
              + " its page, or run weir schema --clickhouse "
              + address.text(),
          null);
    }
    List<FlowTable> best =
        known.stream().filter(table -> !table.schema().sums()).toList(); // those tell more
    if (best.size() == 1 || known.size() == 1) {
      return best.isEmpty() ? known.getFirst() : best.getFirst();
    }
    throw new StoreException(
        "there are several tables of flows: "
            + known.stream()
                .map(table -> table.database() + "." + table.title())
                .collect(Collectors.joining(", "))
            + "; say which with /DATABASE?table=NAME in the address",
        null);
  }

  /// A text as ClickHouse's SQL has it, whatever is in it.
  static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
