/// Checks of the build itself.
@NullMarked
package weir.build;

import org.jspecify.annotations.NullMarked;
