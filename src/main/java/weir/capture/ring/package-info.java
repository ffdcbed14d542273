/// A bounded ring of pcapng files, in which packets stay behind their flows.
@NullMarked
package weir.capture.ring;

import org.jspecify.annotations.NullMarked;
