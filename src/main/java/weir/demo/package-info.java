/// A generated network: traffic, and exporters that report it in real datagrams. DemoNetwork is the
/// door.
@NullMarked
package weir.demo;

import org.jspecify.annotations.NullMarked;
