/// Which program of this machine a captured flow belongs to, and how the kernel translates it.
@NullMarked
package weir.capture.programs;

import org.jspecify.annotations.NullMarked;
