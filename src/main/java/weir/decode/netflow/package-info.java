/// NetFlow 5 and 7 (FixedNetFlow), NetFlow 9 and IPFIX (Templated) into flows.
@NullMarked
package weir.decode.netflow;

import org.jspecify.annotations.NullMarked;
