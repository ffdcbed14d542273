/// Connecting to clusters of others, and what is known of them.
@NullMarked
package weir.ui.remotes;

import org.jspecify.annotations.NullMarked;
