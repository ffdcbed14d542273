/// Weir, a desktop workstation for network flows. Main is the entry point and nothing else.
@NullMarked
package weir;

import org.jspecify.annotations.NullMarked;
