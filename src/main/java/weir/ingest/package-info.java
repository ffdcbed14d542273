/// From a source through decoder and enrichment into a store; every drop is counted. Source is the
/// door; LiveSource, FileSource and StoredSource are what there is.
@NullMarked
package weir.ingest;

import org.jspecify.annotations.NullMarked;
