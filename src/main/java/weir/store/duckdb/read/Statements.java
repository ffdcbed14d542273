package weir.store.duckdb.read;

import weir.sql.ComparisonSql;
import weir.sql.Dialect;
import weir.sql.RecordSql;
import weir.sql.RelationSql;
import weir.sql.SqlCompiler;

/// What makes DuckDB's statements.
final class Statements {
  static final SqlCompiler SQL = new SqlCompiler(Dialect.DUCKDB);

  static final RecordSql RECORDS = new RecordSql(Dialect.DUCKDB);
  static final RelationSql RELATIONS = new RelationSql(Dialect.DUCKDB);
  static final ComparisonSql COMPARISONS = new ComparisonSql(Dialect.DUCKDB);

  private Statements() {}
}
