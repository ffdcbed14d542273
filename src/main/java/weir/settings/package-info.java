/// What the user set and opened, kept in one file.
@NullMarked
package weir.settings;

import org.jspecify.annotations.NullMarked;
