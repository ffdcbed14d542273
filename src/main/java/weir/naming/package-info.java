/// What people call things: exporters, interfaces, networks, hosts, autonomous systems, ports. One
/// file that people write and keep in version control (NamesFile), what is in it as values (Naming,
/// the door), and the layers of what others say (Naming, by Origin).
@NullMarked
package weir.naming;

import org.jspecify.annotations.NullMarked;
