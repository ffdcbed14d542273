/// Asks routers and switches by SNMP what their interfaces are called, when somebody wants to know.
@NullMarked
package weir.snmp;

import org.jspecify.annotations.NullMarked;
