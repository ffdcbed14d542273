/// Where flows are kept and asked for. SQL drivers live below here and nowhere else.
@NullMarked
package weir.store;

import org.jspecify.annotations.NullMarked;
