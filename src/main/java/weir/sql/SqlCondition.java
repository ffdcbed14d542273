package weir.sql;

import weir.query.Filter;

/// A filter as a condition over Weir's columns, to be read and taken elsewhere.
public final class SqlCondition {
  private SqlCondition() {}

  /// What stands behind `WHERE`, in DuckDB's words.
  public static String of(Filter filter) {
    String condition = new FilterSql(Dialect.STATEMENT).condition(filter);
    return condition.startsWith("(") && closes(condition)
        ? condition.substring(1, condition.length() - 1)
        : condition;
  }

  /// Whether the first parenthesis is closed by the last one.
  private static boolean closes(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i == text.length() - 1;
      }
    }
    return false;
  }
}
