package weir.naming;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import weir.flow.Service;

/// What a names file has for a [Naming]: members that say nothing are left out.
final class NamesMembers {
  private NamesMembers() {}

  static Map<String, Object> of(Naming naming) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", NamesJson.FORMAT);
    put(
        all,
        "exporters",
        naming.exporters().entrySet().stream()
            .map(one -> exporter(one.getKey().toString(), one.getValue()))
            .toList());
    put(all, "hosts", names(naming.hosts(), Object::toString));
    put(all, "networks", naming.networks().stream().map(NamesMembers::network).toList());
    put(
        all,
        "systems",
        naming.systems().entrySet().stream()
            .map(one -> system(one.getKey(), one.getValue()))
            .toList());
    put(all, "own_networks", naming.own());
    put(all, "directions", naming.directions());
    put(all, "services", names(naming.words().services(), Service::toString));
    put(all, "protocols", names(naming.words().protocols(), Object::toString));
    put(all, "dscp", names(naming.words().dscp(), Object::toString));
    put(
        all,
        "ether_types",
        names(naming.words().etherTypes(), type -> String.format(Locale.ROOT, "0x%04x", type)));
    put(all, "listeners", names(naming.tags(), Object::toString));
    put(all, "sets", naming.sets());
    put(all, "tables", naming.tables().stream().map(NamesMembers::table).toList());
    return all;
  }

  private static Map<String, Object> exporter(String address, Exporter said) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("address", address);
    put(all, "name", said.name());
    put(all, "site", said.site());
    put(all, "role", said.role());
    put(all, "sampling_rate", said.samplingRate());
    put(all, "anonymise", said.anonymise());
    put(
        all,
        "interfaces",
        said.interfaces().entrySet().stream()
            .map(one -> port(one.getKey(), one.getValue()))
            .toList());
    put(all, "vlans", names(said.vlans(), Object::toString));
    put(all, "vrfs", names(said.vrfs(), Object::toString));
    put(all, "hosts", names(said.hosts(), Object::toString));
    return all;
  }

  private static Map<String, Object> port(long index, Interface said) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("index", index);
    put(all, "name", said.name());
    put(all, "description", said.description());
    put(all, "speed", Speed.text(said.speedBitsPerSecond()));
    put(all, "side", said.side() == Side.NONE ? "" : said.side().word());
    put(all, "sampling_rate", said.samplingRate());
    return all;
  }

  private static Map<String, Object> network(Network said) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("prefix", said.prefix());
    put(all, "name", said.name());
    put(all, "role", said.role());
    put(all, "site", said.site());
    return all;
  }

  private static Map<String, Object> system(long number, AutonomousSystem said) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("number", number);
    put(all, "name", said.name());
    put(all, "country", said.country());
    put(all, "own", said.own());
    return all;
  }

  private static Map<String, Object> table(Table table) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("kind", table.kind().word());
    all.put("file", table.path());
    return all;
  }

  private static <K> Map<String, Object> names(Map<K, String> names, Function<K, String> key) {
    Map<String, Object> all = new LinkedHashMap<>();
    names.forEach((which, name) -> all.put(key.apply(which), name));
    return all;
  }

  private static void put(Map<String, Object> all, String member, Object value) {
    boolean says =
        !value.equals("")
            && !value.equals(0L)
            && !value.equals(false)
            && !value.equals(List.of())
            && !value.equals(Map.of());
    if (says) {
      all.put(member, value);
    }
  }
}
