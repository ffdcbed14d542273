@NullMarked
package weir.about;

import org.jspecify.annotations.NullMarked;
