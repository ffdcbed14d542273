/// Octets off the wire: a bounds-checked cursor (WireReader, the door), the datagram or the stream
/// that they came in, and what makes a datagram malformed.
@NullMarked
package weir.wire;

import org.jspecify.annotations.NullMarked;
