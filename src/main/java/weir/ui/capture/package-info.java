/// Capturing on this machine: its adapters before one is chosen, options, and what is missing.
@NullMarked
package weir.ui.capture;

import org.jspecify.annotations.NullMarked;
