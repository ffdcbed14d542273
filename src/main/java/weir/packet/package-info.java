/// Headers of packets, from Ethernet to TCP, into the fields of a flow. PacketHeaders is the door.
@NullMarked
package weir.packet;

import org.jspecify.annotations.NullMarked;
