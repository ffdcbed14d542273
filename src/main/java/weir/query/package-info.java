/// Questions about flows as immutable values, and their translation to SQL. No I/O here.
@NullMarked
package weir.query;

import org.jspecify.annotations.NullMarked;
