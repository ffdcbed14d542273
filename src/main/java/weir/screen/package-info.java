/// What is on the screen, to be shown again elsewhere: as a file of a workspace, as a link.
/// WorkspaceFile and Link are the doors. What others wrote is bounded in size, read strictly, and
/// can do nothing but say what is to be looked at.
@NullMarked
package weir.screen;

import org.jspecify.annotations.NullMarked;
