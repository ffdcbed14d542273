/// What is on the screen as a [weir.export.Drawing]. SceneDrawing is the door.
@NullMarked
package weir.ui.picture;

import org.jspecify.annotations.NullMarked;
