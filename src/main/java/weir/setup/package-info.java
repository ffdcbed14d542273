/// Ready-made configurations for exporters, and what a link lets expect.
@NullMarked
package weir.setup;

import org.jspecify.annotations.NullMarked;
