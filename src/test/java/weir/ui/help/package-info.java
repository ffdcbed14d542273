@NullMarked
package weir.ui.help;

import org.jspecify.annotations.NullMarked;
