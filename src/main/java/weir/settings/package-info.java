/// What the user set, kept in one file.
@NullMarked
package weir.settings;

import org.jspecify.annotations.NullMarked;
