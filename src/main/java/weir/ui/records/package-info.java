/// Any number of flow records: a table of them that holds no more than what is seen, which columns
/// it has, and all that one record says.
@NullMarked
package weir.ui.records;

import org.jspecify.annotations.NullMarked;
