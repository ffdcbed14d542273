/// What is exported, how and where to: the fields that ask for it, and names of files.
@NullMarked
package weir.ui.export;

import org.jspecify.annotations.NullMarked;
