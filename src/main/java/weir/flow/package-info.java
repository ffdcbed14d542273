/// The vocabulary: the catalogue of fields (FlowField, the door), flows as columns (FlowBatch),
/// addresses, names of protocols and ports, text and addresses of strangers made safe.
@NullMarked
package weir.flow;

import org.jspecify.annotations.NullMarked;
