/// Checks of what is written about Weir: the pages, and the figures beside them.
@NullMarked
package weir.docs;

import org.jspecify.annotations.NullMarked;
