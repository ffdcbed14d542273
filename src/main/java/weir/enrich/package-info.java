/// Fills in what exporters leave out: in and out, told by networks. Directions is the door.
@NullMarked
package weir.enrich;

import org.jspecify.annotations.NullMarked;
