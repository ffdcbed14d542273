/// Asks ClickHouse servers that others fill: which table holds flows is told by its columns, how
/// its columns are read by a schema, a file. Reads only.
@NullMarked
package weir.store.clickhouse;

import org.jspecify.annotations.NullMarked;
