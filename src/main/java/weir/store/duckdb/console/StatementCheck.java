package weir.store.duckdb.console;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import weir.sql.FlowsView;
import weir.sql.SqlWords;
import weir.store.StatementException;

/// Lets through statements that read the view `flows`, and nothing else: looks at the tree that
/// DuckDB's own parser makes, and refuses whatever is not known to be harmless.
final class StatementCheck {
  /// Of expressions. Parameters have no values here.
  private static final Set<String> CLASSES =
      Set.of(
          "COLUMN_REF",
          "CONSTANT",
          "FUNCTION",
          "WINDOW",
          "COMPARISON",
          "CONJUNCTION",
          "OPERATOR",
          "CAST",
          "CASE",
          "BETWEEN",
          "SUBQUERY",
          "STAR",
          "LAMBDA",
          "LAMBDA_REF",
          "COLLATE",
          "TYPE",
          "POSITIONAL_REFERENCE");

  /// Of parts that are no expressions: queries, tables, and what orders and limits rows.
  private static final Set<String> PARTS =
      Set.of(
          "SELECT_NODE",
          "SET_OPERATION_NODE",
          "CTE_NODE",
          "BASE_TABLE",
          "JOIN",
          "SUBQUERY",
          "EMPTY",
          "EXPRESSION_LIST",
          "TABLE_FUNCTION",
          "SHOW_REF",
          "ORDER_MODIFIER",
          "LIMIT_MODIFIER",
          "LIMIT_PERCENT_MODIFIER",
          "DISTINCT_MODIFIER",
          "ORDER_DEFAULT",
          "ASCENDING",
          "DESCENDING");

  private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest");
  private static final Set<String> SHOWN = Set.of("DESCRIBE", "SUMMARY");

  private StatementCheck() {}

  /// @param parsed what `json_serialize_sql` gives
  /// @param statement that was parsed
  /// @throws StatementException if it is not a statement that may be run
  static void check(JsonNode parsed, String statement) {
    if (parsed.path("error").asBoolean(true)) {
      boolean other = parsed.path("error_type").asString("").equals("not implemented");
      throw new StatementException(
          other
              ? "a statement here reads the flows: it begins with SELECT, FROM, WITH, DESCRIBE or"
                  + " SUMMARIZE"
              : parsed.path("error_message").asString("it cannot be read"),
          other ? 0 : letters(statement, parsed.path("position").asInt(-1)));
    }
    JsonNode statements = parsed.path("statements");
    if (statements.size() != 1) {
      throw new StatementException("one statement at a time", -1);
    }
    try {
      walk(statements.get(0), Set.of());
    } catch (StatementException e) {
      throw new StatementException(
          String.valueOf(e.getMessage()), letters(statement, e.position()));
    }
  }

  /// DuckDB counts octets.
  private static int letters(String statement, int octets) {
    byte[] all = statement.getBytes(StandardCharsets.UTF_8);
    return octets < 0 || octets > all.length
        ? -1
        : new String(all, 0, octets, StandardCharsets.UTF_8).length();
  }

  /// @param named queries that a name stands for here
  private static void walk(JsonNode node, Set<String> named) {
    if (node.isArray()) {
      node.forEach(one -> walk(one, named));
    } else if (node.isObject()) {
      if (node.has("cte_map")) {
        query(node, named);
      } else {
        part(node, named);
      }
    }
  }

  /// Each named query sees those before it.
  private static void query(JsonNode node, Set<String> outside) {
    allow(PARTS, node, "type");
    Set<String> named = new HashSet<>(outside);
    for (JsonNode entry : node.path("cte_map").path("map")) {
      walk(entry.path("value"), Set.copyOf(named));
      named.add(entry.path("key").asString("").toLowerCase(Locale.ROOT));
    }
    node.forEachEntry(
        (name, child) -> {
          if (!name.equals("cte_map")) {
            walk(child, named);
          }
        });
  }

  private static void part(JsonNode node, Set<String> named) {
    if (node.path("class").isString()) {
      allow(CLASSES, node, "class");
      switch (node.path("class").asString("")) {
        case "FUNCTION", "WINDOW" -> function(node, SqlWords.functions());
        default -> {
          // as harmless as what is in it
        }
      }
    } else if (node.path("type").isString()) {
      allow(PARTS, node, "type");
      switch (node.path("type").asString("")) {
        case "BASE_TABLE" -> table(node, named);
        case "TABLE_FUNCTION" -> {
          function(node.path("function"), TABLE_FUNCTIONS);
          walk(node.path("function").path("arguments"), named);
          return;
        }
        case "SHOW_REF" -> shown(node);
        default -> {
          // as harmless as what is in it
        }
      }
    }
    node.forEach(child -> walk(child, named));
  }

  private static void allow(Set<String> known, JsonNode node, String key) {
    String what = node.path(key).asString("");
    if (!known.contains(what)) {
      String reason =
          switch (what) {
            case "PARAMETER" -> "parameters have no values here";
            case "RECURSIVE_CTE_NODE" -> "WITH RECURSIVE is not for statements here";
            default -> "this is not for statements here: " + words(what);
          };
      throw new StatementException(reason, position(node));
    }
  }

  private static String words(String what) {
    return what.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void table(JsonNode node, Set<String> named) {
    String name = node.path("table_name").asString("");
    String lower = name.toLowerCase(Locale.ROOT);
    boolean known = lower.equals(FlowsView.NAME) || named.contains(lower);
    if (!known || isElsewhere(node) || !node.path("at_clause").isNull()) {
      throw new StatementException(
          "there is no table '" + name + "' here, only the view flows", position(node));
    }
  }

  /// Whether it says in which catalogue or schema it is.
  private static boolean isElsewhere(JsonNode node) {
    return node.path("qualified_name").path("path").size() != 1
        || !(node.has("schema_name") ? node.path("schema_name") : node.path("schema"))
            .asString("")
            .isEmpty()
        || !(node.has("catalog_name") ? node.path("catalog_name") : node.path("catalog"))
            .asString("")
            .isEmpty();
  }

  private static void function(JsonNode node, Set<String> known) {
    String name = node.path("function_name").asString("");
    if (!known.contains(name.toLowerCase(Locale.ROOT)) || isElsewhere(node)) {
      throw new StatementException(
          "the function " + name + " is not for statements here", position(node));
    }
  }

  private static void shown(JsonNode node) {
    if (!SHOWN.contains(node.path("show_type").asString(""))
        || !node.path("query").isObject()
        || !node.path("table_name").asString("").isEmpty()) {
      throw new StatementException(
          "of DESCRIBE and SUMMARIZE only the view flows and queries over it", position(node));
    }
  }

  private static int position(JsonNode node) {
    double at = node.path("query_location").asDouble(-1);
    return at >= 0 && at < Integer.MAX_VALUE ? (int) at : -1;
  }
}
