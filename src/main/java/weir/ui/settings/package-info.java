/// The page of what a person may choose.
@NullMarked
package weir.ui.settings;

import org.jspecify.annotations.NullMarked;
