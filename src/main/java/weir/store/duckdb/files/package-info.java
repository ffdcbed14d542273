/// The data folder and its slices: DuckDB files, packed files, roll-ups beside them, what is
/// damaged or not Weir's. SliceFiles is the door, Database the instance that all are attached to.
@NullMarked
package weir.store.duckdb.files;

import org.jspecify.annotations.NullMarked;
