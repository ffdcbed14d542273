/// Names of hosts by reverse DNS: asked for what is on the screen, when somebody wants that.
@NullMarked
package weir.enrich.hosts;

import org.jspecify.annotations.NullMarked;
