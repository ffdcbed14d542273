/// Where flows are kept and asked for, whatever does it: FlowArchive is the door, QueryRunner asks
/// it for panels. SQL drivers live below here and nowhere else.
@NullMarked
package weir.store;

import org.jspecify.annotations.NullMarked;
