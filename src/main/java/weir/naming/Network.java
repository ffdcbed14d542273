package weir.naming;

import weir.flow.IpAddress;
import weir.flow.Prefixes;

/// A network that has a name; of several that an address is in, the longest prefix counts.
///
/// @param prefix "203.0.113.0/24", as it was written
/// @param name empty for none
/// @param role what it is for, such as "customers"; empty for none
/// @param site where it is; empty for none
public record Network(String prefix, String name, String role, String site) {
  public Network {
    prefix = prefix.strip();
    Prefixes.of(java.util.List.of(prefix)); // or says what is wrong
    name = Name.quotable(name, "a network's name");
    role = Name.quotable(role, "a role");
    site = Name.quotable(site, "a site's name");
  }

  /// Its first address and its length in 128 bits.
  public Prefixes.Network range() {
    return Prefixes.of(java.util.List.of(prefix)).networks().getFirst();
  }

  /// Whether an address is in it.
  public boolean contains(IpAddress address) {
    return Prefixes.of(java.util.List.of(prefix)).contains(address.high(), address.low());
  }

  public Network withName(String newName) {
    return new Network(prefix, newName, role, site);
  }

  public Network withRole(String newRole) {
    return new Network(prefix, name, newRole, site);
  }

  public Network withSite(String newSite) {
    return new Network(prefix, name, role, newSite);
  }
}
