/// Flows in DuckDB: slices on disk, one writer, readers beside it.
@NullMarked
package weir.store.duckdb;

import org.jspecify.annotations.NullMarked;
