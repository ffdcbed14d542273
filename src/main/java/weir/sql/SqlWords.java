package weir.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Words that statements of the user's are made of.
public final class SqlWords {
  /// In the order in which a statement has them, as far as there is one.
  public static final List<String> KEYWORDS =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "ORDER BY",
          "LIMIT",
          "HAVING",
          "QUALIFY",
          "WITH",
          "AS",
          "AND",
          "OR",
          "NOT",
          "IN",
          "BETWEEN",
          "LIKE",
          "ILIKE",
          "IS NULL",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "DISTINCT",
          "DESC",
          "ASC",
          "ALL",
          "JOIN",
          "LEFT JOIN",
          "USING",
          "ON",
          "UNION ALL",
          "OVER",
          "PARTITION BY",
          "FILTER",
          "INTERVAL",
          "TIMESTAMP",
          "DESCRIBE",
          "SUMMARIZE",
          "VALUES",
          "EXISTS",
          "OFFSET",
          "CAST");

  private static final Set<String> FUNCTIONS = read();

  private SqlWords() {}

  /// Functions that a statement may call, and operators, in lower case.
  public static Set<String> functions() {
    return FUNCTIONS;
  }

  private static Set<String> read() {
    try (InputStream in = SqlWords.class.getResourceAsStream("/weir/sql/functions.txt")) {
      if (in == null) {
        throw new IllegalStateException("functions.txt is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .flatMap(line -> Arrays.stream(line.split(" ")))
          .collect(
              Collectors.collectingAndThen(
                  Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
