package weir.store.duckdb.console;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Which columns of the view a statement may mean: every name in it that one has, or all where it
/// says `*`.
final class MeantColumns {
  private final Set<String> names = new HashSet<>();
  private boolean all;

  private MeantColumns() {}

  static Predicate<String> of(JsonNode parsed) {
    MeantColumns meant = new MeantColumns();
    meant.walk(parsed);
    return meant.all ? _ -> true : meant.names::contains;
  }

  private void walk(JsonNode node) {
    String what = node.path("class").asString(node.path("type").asString(""));
    boolean natural = node.path("ref_type").asString("").equals("NATURAL");
    all |= natural || what.equals("STAR") || what.equals("SHOW_REF");
    node.path("column_names").forEach(name -> add(name.asString("")));
    node.path("using_columns").forEach(name -> add(name.asString("")));
    node.forEach(this::walk);
  }

  private void add(String name) {
    names.add(name.toLowerCase(Locale.ROOT));
  }
}
