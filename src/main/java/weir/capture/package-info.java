/// What brings octets in: UDP sockets (UdpListener), and the packets of capture files
/// (CaptureFile).
@NullMarked
package weir.capture;

import org.jspecify.annotations.NullMarked;
