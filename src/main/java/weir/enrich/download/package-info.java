/// Tables that others give away, brought here when a person asks for one.
@NullMarked
package weir.enrich.download;

import org.jspecify.annotations.NullMarked;
