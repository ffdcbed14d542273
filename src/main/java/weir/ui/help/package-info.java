/// The pages of `docs` in the desktop, without a network, and what this Weir is.
@NullMarked
package weir.ui.help;

import org.jspecify.annotations.NullMarked;
