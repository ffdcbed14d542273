package weir.store.duckdb.console;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Which columns of the view a statement may mean: every name in it that one has, or all where it
/// says `*`, but for columns of names: these cost a look-up each row.
final class MeantColumns {
  private final Set<String> names = new HashSet<>();
  private boolean all;
  private boolean described;

  private MeantColumns() {}

  static MeantColumns of(JsonNode parsed) {
    MeantColumns meant = new MeantColumns();
    meant.walk(parsed);
    return meant;
  }

  /// Columns of fields.
  Predicate<String> fields() {
    return all ? _ -> true : names::contains;
  }

  /// Columns of names.
  Predicate<String> names() {
    return described ? _ -> true : names::contains;
  }

  private void walk(JsonNode node) {
    String what = node.path("class").asString(node.path("type").asString(""));
    boolean natural = node.path("ref_type").asString("").equals("NATURAL");
    all |= natural || what.equals("STAR") || what.equals("SHOW_REF");
    described |= what.equals("SHOW_REF") && node.path("show_type").asString("").equals("DESCRIBE");
    node.path("column_names").forEach(name -> add(name.asString("")));
    node.path("using_columns").forEach(name -> add(name.asString("")));
    node.forEach(this::walk);
  }

  private void add(String name) {
    names.add(name.toLowerCase(Locale.ROOT));
  }
}
