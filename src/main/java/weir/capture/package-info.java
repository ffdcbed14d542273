/// What brings octets in: UDP sockets (UdpListener) and capture files.
@NullMarked
package weir.capture;

import org.jspecify.annotations.NullMarked;
