/// Files of flows that were decoded before: nfdump's nfcapd files, streams of protobuf messages.
@NullMarked
package weir.flowfile;

import org.jspecify.annotations.NullMarked;
