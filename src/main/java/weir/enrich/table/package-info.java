/// Tables of addresses and of AS numbers, and the files that they are read from.
@NullMarked
package weir.enrich.table;

import org.jspecify.annotations.NullMarked;
