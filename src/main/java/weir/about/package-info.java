/// What this Weir is: version, commit, its parts and their licences, as the build wrote them down.
@NullMarked
package weir.about;

import org.jspecify.annotations.NullMarked;
