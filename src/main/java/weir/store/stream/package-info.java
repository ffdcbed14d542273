/// Flows for another Weir, over TCP.
@NullMarked
package weir.store.stream;

import org.jspecify.annotations.NullMarked;
