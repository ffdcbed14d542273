/// Octets off the wire: a bounds-checked cursor (WireReader, the door), the datagram they came in,
/// and what makes one malformed.
@NullMarked
package weir.wire;

import org.jspecify.annotations.NullMarked;
