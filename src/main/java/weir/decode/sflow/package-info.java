/// sFlow 5 into flows. SFlow is the door.
@NullMarked
package weir.decode.sflow;

import org.jspecify.annotations.NullMarked;
