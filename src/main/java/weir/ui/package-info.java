/// The desktop's shell.
@NullMarked
package weir.ui;

import org.jspecify.annotations.NullMarked;
