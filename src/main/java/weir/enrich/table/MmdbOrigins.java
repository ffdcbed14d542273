package weir.enrich.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Whose networks are, out of a database: MaxMind's and DB-IP's ASN databases
/// (`autonomous_system_number`), IPinfo's (`asn`, "AS13335").
final class MmdbOrigins {
  private MmdbOrigins() {}

  static void read(Mmdb database, Origins into) throws IOException {
    Map<Long, Integer> byLeaf = new HashMap<>();
    int[] networks = new int[1];
    database.walk(
        (network, leaf) -> {
          Integer asn = byLeaf.get(leaf);
          if (asn == null) {
            asn = take(database.data(leaf), into);
            byLeaf.put(leaf, asn);
          }
          networks[0] += asn == 0 ? 0 : 1;
          into.add(network, asn);
        });
    if (networks[0] == 0) {
      throw new Malformed(
          "", "the database " + database.type() + " says of no network which AS it is of");
    }
    into.made(database.madeSeconds());
  }

  private static int take(Map<String, Object> data, Origins into) {
    Object number = first(data, "autonomous_system_number", "asn");
    int asn =
        number instanceof Number told
            ? told.intValue()
            : AsNumber.parse(String.valueOf(number)).orElse(0);
    Object name = first(data, "autonomous_system_organization", "as_name", "name", "organization");
    if (asn != 0 && name instanceof String text && !text.isBlank()) {
      into.name(asn, text, "");
    }
    return asn;
  }

  private static Object first(Map<String, Object> data, String... names) {
    for (String name : names) {
      Object value = data.get(name);
      if (value != null) {
        return value;
      }
    }
    return "";
  }
}
