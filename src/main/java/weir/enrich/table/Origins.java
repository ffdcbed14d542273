package weir.enrich.table;

import java.util.LinkedHashSet;
import java.util.Set;
import weir.flow.IpAddress;

/// What readers of tables find: whose networks are, and what the AS are called.
final class Origins {
  private final PrefixTable.Builder prefixes;
  private final AsNames.Builder names;
  private final Set<String> remarks = new LinkedHashSet<>();
  private long defaults;
  private long madeSeconds;

  Origins(PrefixTable.Builder prefixes, AsNames.Builder names) {
    this.prefixes = prefixes;
    this.names = names;
  }

  /// A default route is passed over: it says nothing of whose the addresses are.
  void add(Network network, int asn) {
    if (network.isDefault()) {
      defaults++;
    } else if (asn != 0) {
      prefixes.add(network.high(), network.low(), network.bits(), asn);
    }
  }

  /// All networks between two addresses.
  void add(IpAddress first, IpAddress last, int asn) {
    if (asn != 0) {
      prefixes.addRange(first, last, asn);
    }
  }

  void name(int asn, String name, String country) {
    names.put(asn, name, country);
  }

  /// When the table was made, by its own word.
  void made(long seconds) {
    madeSeconds = seconds;
  }

  /// What was left out of a file, to be said.
  void remark(String remark) {
    remarks.add(remark);
  }

  long madeSeconds() {
    return madeSeconds;
  }

  /// In sentences' parts.
  String remarks() {
    if (defaults > 0) {
      remark(defaults + (defaults == 1 ? " default route" : " default routes") + " passed over");
    }
    return String.join("; ", remarks);
  }
}
