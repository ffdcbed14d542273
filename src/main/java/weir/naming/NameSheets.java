package weir.naming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import weir.flow.IpAddress;
import weir.flow.Prefixes;

/// The tables of names that there are.
public final class NameSheets {
  /// All, in the order in which people need them.
  public static final List<NameSheet> ALL =
      List.of(
          sheet(
              "exporters",
              "Exporters",
              List.of("address", "name", "site", "role", "sampling_rate", "anonymise"),
              1,
              NameSheets::exporters,
              NameSheets::putExporter,
              (said, key) -> said.withExporters(without(said.exporters(), address(key.get(0)))),
              NamesCsv::exporters),
          sheet(
              "interfaces",
              "Interfaces",
              List.of("exporter", "index", "name", "description", "speed", "side", "sampling_rate"),
              2,
              NameSheets::interfaces,
              NameSheets::putInterface,
              (said, key) ->
                  said.with(
                      address(key.get(0)),
                      one -> one.withInterfaces(without(one.interfaces(), index(key.get(1))))),
              NamesCsv::interfaces),
          sheet(
              "networks",
              "Networks",
              List.of("prefix", "name", "role", "site"),
              1,
              naming ->
                  naming.networks().stream()
                      .map(one -> List.of(one.prefix(), one.name(), one.role(), one.site()))
                      .toList(),
              NameSheets::putNetwork,
              (said, key) ->
                  said.withNetworks(others(said.networks(), new Network(key.get(0), "", "", ""))),
              NamesCsv::networks),
          few(
              "own_networks",
              "Own networks",
              List.of("prefix"),
              1,
              naming -> naming.own().stream().map(List::of).toList(),
              NameSheets::putOwn,
              (said, key) ->
                  said.withOwn(
                      kept(said.own(), prefix -> !range(prefix).equals(range(key.get(0)))))),
          sheet(
              "hosts",
              "Hosts",
              List.of("address", "name"),
              1,
              naming -> named(naming.hosts()),
              (said, line) ->
                  said.withHosts(with(said.hosts(), address(line.get(0)), needed(line.get(1)))),
              (said, key) -> said.withHosts(without(said.hosts(), address(key.get(0)))),
              NamesCsv::hosts),
          sheet(
              "systems",
              "AS",
              List.of("number", "name", "country", "own"),
              1,
              NameSheets::systems,
              NameSheets::putSystem,
              (said, key) -> said.withSystems(without(said.systems(), system(key.get(0)))),
              NamesCsv::systems),
          few(
              "vlans",
              "VLANs",
              List.of("exporter", "vlan", "name"),
              2,
              naming -> perExporter(naming, Exporter::vlans),
              (said, line) ->
                  said.with(
                      address(line.get(0)),
                      one ->
                          one.withVlans(with(one.vlans(), vlan(line.get(1)), needed(line.get(2))))),
              (said, key) ->
                  said.with(
                      address(key.get(0)),
                      one -> one.withVlans(without(one.vlans(), vlan(key.get(1)))))),
          few(
              "vrfs",
              "VRFs",
              List.of("exporter", "vrf", "name"),
              2,
              naming -> perExporter(naming, Exporter::vrfs),
              (said, line) ->
                  said.with(
                      address(line.get(0)),
                      one ->
                          one.withVrfs(with(one.vrfs(), index(line.get(1)), needed(line.get(2))))),
              (said, key) ->
                  said.with(
                      address(key.get(0)),
                      one -> one.withVrfs(without(one.vrfs(), index(key.get(1)))))),
          few(
              "services",
              "Services",
              List.of("service", "name"),
              1,
              naming -> named(naming.words().services()),
              (said, line) ->
                  said.withWords(
                      said.words()
                          .withServices(
                              with(
                                  said.words().services(),
                                  NamesJson.service(line.get(0).toLowerCase(Locale.ROOT)),
                                  needed(line.get(1))))),
              (said, key) ->
                  said.withWords(
                      said.words()
                          .withServices(
                              without(said.words().services(), NamesJson.service(key.get(0)))))),
          few(
              "listeners",
              "Listeners",
              List.of("port", "tag"),
              1,
              naming -> named(naming.tags()),
              (said, line) ->
                  said.withTags(with(said.tags(), vlan(line.get(0)), needed(line.get(1)))),
              (said, key) -> said.withTags(without(said.tags(), vlan(key.get(0))))),
          few(
              "sets",
              "Sets",
              List.of("set", "value"),
              2,
              NameSheets::sets,
              NameSheets::putInSet,
              NameSheets::removeFromSet),
          few(
              "files",
              "Files",
              List.of("kind", "file"),
              2,
              naming ->
                  naming.tables().stream()
                      .map(one -> List.of(one.kind().word(), one.path()))
                      .toList(),
              (said, line) -> said.withTables(plus(said.tables(), table(line))),
              (said, key) -> said.withTables(kept(said.tables(), one -> !one.equals(table(key))))));

  private NameSheets() {}

  private static NameSheet sheet(
      String id,
      String title,
      List<String> columns,
      int keys,
      Function<Naming, List<List<String>>> cells,
      BiFunction<Naming, List<String>, Naming> put,
      BiFunction<Naming, List<String>, Naming> remove,
      Function<java.nio.file.Path, Naming> reader) {
    return new NameSheet(id, title, columns, keys, cells, put, remove, reader);
  }

  private static NameSheet few(
      String id,
      String title,
      List<String> columns,
      int keys,
      Function<Naming, List<List<String>>> cells,
      BiFunction<Naming, List<String>, Naming> put,
      BiFunction<Naming, List<String>, Naming> remove) {
    return new NameSheet(id, title, columns, keys, cells, put, remove, NameSheet.few(columns, put));
  }

  private static List<List<String>> exporters(Naming naming) {
    List<List<String>> lines = new ArrayList<>();
    naming
        .exporters()
        .forEach(
            (address, one) ->
                lines.add(
                    List.of(
                        address.toString(),
                        one.name(),
                        one.site(),
                        one.role(),
                        number(one.samplingRate()),
                        one.anonymise() ? "yes" : "")));
    return lines;
  }

  private static Naming putExporter(Naming said, List<String> line) {
    return said.with(
        address(line.get(0)),
        one ->
            one.withName(line.get(1))
                .withSite(line.get(2))
                .withRole(line.get(3))
                .withSamplingRate(rate(line.get(4)))
                .withAnonymise(flag(line.get(5))));
  }

  private static List<List<String>> interfaces(Naming naming) {
    List<List<String>> lines = new ArrayList<>();
    naming
        .exporters()
        .forEach(
            (address, exporter) ->
                exporter
                    .interfaces()
                    .forEach(
                        (index, one) ->
                            lines.add(
                                List.of(
                                    address.toString(),
                                    Long.toString(index),
                                    one.name(),
                                    one.description(),
                                    Speed.text(one.speedBitsPerSecond()),
                                    one.side() == Side.NONE ? "" : one.side().word(),
                                    number(one.samplingRate())))));
    return lines;
  }

  private static Naming putInterface(Naming said, List<String> line) {
    Interface made =
        new Interface(
            line.get(2),
            line.get(3),
            Speed.parse(line.get(4)),
            NamesCsv.side(line.get(5)),
            rate(line.get(6)));
    return said.with(address(line.get(0)), one -> one.with(index(line.get(1)), _ -> made));
  }

  private static Naming putNetwork(Naming said, List<String> line) {
    Network made = new Network(line.get(0), line.get(1), line.get(2), line.get(3));
    List<Network> all = new ArrayList<>(said.networks());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).range().equals(made.range())) {
        all.set(i, made);
        return said.withNetworks(all);
      }
    }
    all.add(made);
    return said.withNetworks(all);
  }

  private static List<Network> others(List<Network> all, Network gone) {
    return kept(all, one -> !one.range().equals(gone.range()));
  }

  private static Naming putOwn(Naming said, List<String> line) {
    String prefix = line.get(0);
    Prefixes.Network made = range(prefix);
    return said.own().stream().anyMatch(one -> range(one).equals(made))
        ? said
        : said.withOwn(plus(said.own(), prefix));
  }

  private static Prefixes.Network range(String prefix) {
    return Prefixes.of(List.of(prefix)).networks().getFirst();
  }

  private static List<List<String>> systems(Naming naming) {
    List<List<String>> lines = new ArrayList<>();
    naming
        .systems()
        .forEach(
            (number, one) ->
                lines.add(
                    List.of(
                        Long.toString(number), one.name(), one.country(), one.own() ? "yes" : "")));
    return lines;
  }

  private static Naming putSystem(Naming said, List<String> line) {
    return said.withSystems(
        with(
            said.systems(),
            system(line.get(0)),
            new AutonomousSystem(line.get(1), line.get(2), flag(line.get(3)))));
  }

  private static <K> List<List<String>> named(Map<K, String> names) {
    return names.entrySet().stream()
        .map(one -> List.of(one.getKey().toString(), one.getValue()))
        .toList();
  }

  private static <K> List<List<String>> perExporter(
      Naming naming, Function<Exporter, Map<K, String>> names) {
    List<List<String>> lines = new ArrayList<>();
    naming
        .exporters()
        .forEach(
            (address, one) ->
                names
                    .apply(one)
                    .forEach(
                        (id, name) -> lines.add(List.of(address.toString(), id.toString(), name))));
    return lines;
  }

  private static List<List<String>> sets(Naming naming) {
    List<List<String>> lines = new ArrayList<>();
    naming.sets().forEach((set, values) -> values.forEach(one -> lines.add(List.of(set, one))));
    return lines;
  }

  private static Naming putInSet(Naming said, List<String> line) {
    String set = SetValues.name(line.get(0));
    String value = SetValues.check(line.get(1));
    return said.withSets(
        with(said.sets(), set, plus(said.sets().getOrDefault(set, List.of()), value)));
  }

  private static Naming removeFromSet(Naming said, List<String> key) {
    List<String> values =
        kept(said.sets().getOrDefault(key.get(0), List.of()), one -> !one.equals(key.get(1)));
    return said.withSets(
        values.isEmpty()
            ? without(said.sets(), key.get(0))
            : with(said.sets(), key.get(0), values));
  }

  private static Table table(List<String> line) {
    Table.Kind kind =
        Table.Kind.of(line.get(0))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + line.get(0) + "' is no kind of file; write one of " + kinds()));
    return new Table(kind, line.get(1));
  }

  private static String kinds() {
    return String.join(
        ", ", java.util.Arrays.stream(Table.Kind.values()).map(Table.Kind::word).toList());
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text);
  }

  private static long index(String text) {
    return NamesJson.number(text, Numbers.MOST);
  }

  private static int vlan(String text) {
    return (int) NamesJson.number(text, 0xffff);
  }

  private static long system(String text) {
    return NamesJson.number(text.replaceFirst("^(?i)AS", ""), Numbers.MOST);
  }

  private static String needed(String name) {
    String checked = Name.quotable(name, "a name");
    if (checked.isEmpty()) {
      throw new IllegalArgumentException("a name is missing");
    }
    return checked;
  }

  private static long rate(String text) {
    return NamesCsv.rate(text);
  }

  private static boolean flag(String text) {
    return NamesCsv.flag(text);
  }

  private static String number(long number) {
    return number == 0 ? "" : Long.toString(number);
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  private static <K, V> Map<K, V> without(Map<K, V> map, K key) {
    Map<K, V> changed = new LinkedHashMap<>(map);
    changed.remove(key);
    return changed;
  }

  private static <T> List<T> plus(List<T> list, T one) {
    if (list.contains(one)) {
      return list;
    }
    List<T> changed = new ArrayList<>(list);
    changed.add(one);
    return changed;
  }

  private static <T> List<T> kept(List<T> list, Predicate<T> stays) {
    return list.stream().filter(stays).toList();
  }
}
