/// One filter and one time range, the queries behind a view, drilling down and back.
@NullMarked
package weir.ui.explore;

import org.jspecify.annotations.NullMarked;
