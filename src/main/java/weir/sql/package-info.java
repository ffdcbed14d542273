/// A question and how a table is mapped make a statement. SqlCompiler is the door. Pure: no
/// connection, no text of the user's.
@NullMarked
package weir.sql;

import org.jspecify.annotations.NullMarked;
