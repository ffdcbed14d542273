/// How flows reach tables of a ClickHouse cluster: blocks of columns, which wait on disk until a
/// node has them.
@org.jspecify.annotations.NullMarked
package weir.store.clickhouse.feed;
