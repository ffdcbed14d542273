/// The command line: one class a command.
@NullMarked
package weir.cli;

import org.jspecify.annotations.NullMarked;
