/// Small things that all pages share: texts that may be cut, hints, menus.
@NullMarked
package weir.ui.control;

import org.jspecify.annotations.NullMarked;
