/// Weir, a desktop workstation for network flows: entry point and composition root.
@NullMarked
package weir;

import org.jspecify.annotations.NullMarked;
