/// Logs that flows can be made of: those of clouds (AWS, Google Cloud, Azure), as text, CSV, JSON
/// or the rows of a table, and those of web servers. LogFile is the door.
@NullMarked
package weir.decode.log;

import org.jspecify.annotations.NullMarked;
