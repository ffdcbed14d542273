/// The page of names: who edits, searches and imports them (NamesPage, the door).
@NullMarked
package weir.ui.names;

import org.jspecify.annotations.NullMarked;
