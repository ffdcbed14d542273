/// Packets: Ethernet, VLAN, MPLS, IP, TCP, UDP, ICMP headers into the fields of a flow.
@NullMarked
package weir.packet;

import org.jspecify.annotations.NullMarked;
