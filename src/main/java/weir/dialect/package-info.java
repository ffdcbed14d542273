/// Filters as other programs write them, into ours and back. The door is [Translation]; what words
/// mean is in tables, `src/main/resources/weir/dialect`.
@NullMarked
package weir.dialect;

import org.jspecify.annotations.NullMarked;
