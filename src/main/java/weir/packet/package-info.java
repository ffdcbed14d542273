/// The only parser of packet headers: from Ethernet to TCP, into the fields of a flow
/// (PacketHeaders), or as far as to what exporters may have sent (ExportMessages).
@NullMarked
package weir.packet;

import org.jspecify.annotations.NullMarked;
