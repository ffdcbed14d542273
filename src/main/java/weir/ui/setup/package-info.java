/// The page that helps to set up exporters.
@NullMarked
package weir.ui.setup;

import org.jspecify.annotations.NullMarked;
