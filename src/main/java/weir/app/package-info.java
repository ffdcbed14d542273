/// The composition root of the desktop and of every command: the only package that says which
/// store, which warm-up, which demo. DataSets and Workstation are the doors.
@NullMarked
package weir.app;

import org.jspecify.annotations.NullMarked;
