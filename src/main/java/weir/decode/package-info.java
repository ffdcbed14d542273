/// Datagrams into flows: NetFlow, IPFIX, sFlow. DatagramDecoder is the door.
@NullMarked
package weir.decode;

import org.jspecify.annotations.NullMarked;
