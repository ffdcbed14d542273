/// The vocabulary: the catalogue of fields, batches of flows as columns, addresses, names.
@NullMarked
package weir.flow;

import org.jspecify.annotations.NullMarked;
