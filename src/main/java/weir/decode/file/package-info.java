/// Flows that were decoded before: nfcapd files of nfdump, streams of protobuf messages. FlowFile
/// is the door for files, FlowStream for streams.
@NullMarked
package weir.decode.file;

import org.jspecify.annotations.NullMarked;
