/// The desktop's shell: sources, views, status, keys. Desktop starts it; FxTasks is the only hop to
/// JavaFX's thread.
@NullMarked
package weir.ui;

import org.jspecify.annotations.NullMarked;
