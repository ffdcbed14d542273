/// The page of SQL: statements of the user's own over a data set.
@NullMarked
package weir.ui.console;

import org.jspecify.annotations.NullMarked;
