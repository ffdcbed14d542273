/// From a source through the decoder into the store; every drop is counted.
@NullMarked
package weir.ingest;

import org.jspecify.annotations.NullMarked;
