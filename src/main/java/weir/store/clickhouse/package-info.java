/// Tables of flows on ClickHouse servers: which table holds flows is told by its columns, how its
/// columns are read and written by a schema, a file. A reader only reads; only the feed writes.
@NullMarked
package weir.store.clickhouse;

import org.jspecify.annotations.NullMarked;
