/// Flows in DuckDB, one file a slice. DuckDbStore is the door; it keeps the parts together: upkeep
/// while there is time, expiry by age and size.
@NullMarked
package weir.store.duckdb;

import org.jspecify.annotations.NullMarked;
