/// Fills in what exporters leave out, and cuts what is not to be kept. Directions and CutAddresses
/// are the doors.
@NullMarked
package weir.enrich;

import org.jspecify.annotations.NullMarked;
