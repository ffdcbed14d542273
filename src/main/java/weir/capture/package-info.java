/// Where datagrams come from: UDP sockets and capture files.
@NullMarked
package weir.capture;

import org.jspecify.annotations.NullMarked;
