/// Fills in what exporters leave out.
@NullMarked
package weir.enrich;

import org.jspecify.annotations.NullMarked;
