/// How rows reach a slice: SliceWriter is the door, RowPath chooses between DuckDB's data chunks
/// and its appender.
@NullMarked
package weir.store.duckdb.write;

import org.jspecify.annotations.NullMarked;
