/// Sums that are kept beside a slice, and how they are made: Rollup of every group, TopList of the
/// largest.
@NullMarked
package weir.store.duckdb.rollup;

import org.jspecify.annotations.NullMarked;
