/// Packets off this machine's network adapters, by libpcap.
@NullMarked
package weir.capture.live;

import org.jspecify.annotations.NullMarked;
