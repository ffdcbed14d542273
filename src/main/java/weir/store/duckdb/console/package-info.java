/// Statements of the user's own, over the view `flows` and nothing else.
@NullMarked
package weir.store.duckdb.console;

import org.jspecify.annotations.NullMarked;
