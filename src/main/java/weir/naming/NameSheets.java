package weir.naming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.flow.Prefixes;
import weir.flow.Service;
import weir.naming.SheetShape.Said;

/// The tables of names that there are.
public final class NameSheets {
  /// Rules of directions: the only table whose order counts.
  public static final String DIRECTIONS = "directions";

  /// Files with more names, and with AS.
  public static final String FILES = "files";

  private static final Said<String> NAME = Said.name("name");

  /// All, in the order in which people need them.
  public static final List<NameSheet> ALL =
      List.of(
          SheetShape.byKey(
                  "exporters",
                  "Exporters",
                  Key.ADDRESS,
                  exporter(),
                  new Lens<>(Naming::exporters, Naming::withExporters))
              .withReader(NamesCsv::exporters),
          SheetShape.ofExporters(
                  "interfaces",
                  "Interfaces",
                  Key.INDEX,
                  port(),
                  new Lens<>(Exporter::interfaces, Exporter::withInterfaces))
              .withReader(NamesCsv::interfaces),
          SheetShape.inOrder(
                  "networks",
                  "Networks",
                  List.of("prefix", "name", "role", "site"),
                  1,
                  new Lens<>(Naming::networks, Naming::withNetworks),
                  one -> List.of(one.prefix(), one.name(), one.role(), one.site()),
                  line -> new Network(line.get(0), line.get(1), line.get(2), line.get(3)),
                  (one, other) -> one.range().equals(other.range()))
              .withReader(NamesCsv::networks),
          SheetShape.inOrder(
              "own_networks",
              "Own networks",
              List.of("prefix"),
              1,
              new Lens<>(Naming::own, Naming::withOwn),
              List::of,
              line -> checkedPrefix(line.getFirst()),
              (one, other) -> range(one).equals(range(other))),
          SheetShape.inOrder(
              DIRECTIONS,
              "Directions",
              List.of("direction", "filter"),
              2,
              new Lens<>(Naming::directions, Naming::withDirections),
              RuleLine::cells,
              line -> RuleLine.text(line.get(0), line.get(1)),
              (one, other) -> RuleLine.cells(one).equals(RuleLine.cells(other))),
          SheetShape.byKey(
                  "hosts", "Hosts", Key.ADDRESS, NAME, new Lens<>(Naming::hosts, Naming::withHosts))
              .withReader(NamesCsv::hosts),
          SheetShape.byKey(
                  "systems",
                  "AS",
                  Key.SYSTEM,
                  system(),
                  new Lens<>(Naming::systems, Naming::withSystems))
              .withReader(NamesCsv::systems),
          SheetShape.ofExporters(
              "vlans", "VLANs", Key.VLAN, NAME, new Lens<>(Exporter::vlans, Exporter::withVlans)),
          SheetShape.ofExporters(
              "vrfs", "VRFs", Key.VRF, NAME, new Lens<>(Exporter::vrfs, Exporter::withVrfs)),
          words("services", "Services", Key.SERVICE, services()),
          words(
              "protocols",
              "Protocols",
              Key.PROTOCOL,
              new Lens<>(Words::protocols, Words::withProtocols)),
          words("dscp", "DSCP", Key.DSCP, new Lens<>(Words::dscp, Words::withDscp)),
          words(
              "ether_types",
              "EtherTypes",
              Key.ETHER_TYPE,
              new Lens<>(Words::etherTypes, Words::withEtherTypes)),
          SheetShape.byKey(
              "listeners",
              "Listeners",
              Key.PORT,
              Said.name("tag"),
              new Lens<>(Naming::tags, Naming::withTags)),
          SheetShape.inOrder(
              "sets",
              "Sets",
              List.of("set", "value"),
              2,
              new Lens<>(NameSheets::members, NameSheets::withMembers),
              one -> List.of(one.set(), one.value()),
              line -> new Member(SetValues.name(line.get(0)), SetValues.check(line.get(1))),
              Member::equals),
          SheetShape.inOrder(
              FILES,
              "Files",
              List.of("kind", "file"),
              2,
              new Lens<>(Naming::tables, Naming::withTables),
              one -> List.of(one.kind().word(), one.path()),
              NameSheets::table,
              Table::equals));

  private NameSheets() {}

  private static <K> NameSheet words(
      String id, String title, Key<K> key, Lens<Words, Map<K, String>> names) {
    return SheetShape.byKey(
        id, title, key, NAME, new Lens<>(Naming::words, Naming::withWords).then(names));
  }

  private static Lens<Words, Map<Service, String>> services() {
    return new Lens<>(Words::services, Words::withServices);
  }

  private static Said<Exporter> exporter() {
    return new Said<>(
        List.of("name", "site", "role", "sampling_rate", "anonymise"),
        Exporter.NOTHING,
        one ->
            List.of(
                one.name(),
                one.site(),
                one.role(),
                number(one.samplingRate()),
                flag(one.anonymise())),
        (before, cells) ->
            before
                .withName(cells.get(0))
                .withSite(cells.get(1))
                .withRole(cells.get(2))
                .withSamplingRate(NamesCsv.rate(cells.get(3)))
                .withAnonymise(NamesCsv.flag(cells.get(4))));
  }

  private static Said<Interface> port() {
    return new Said<>(
        List.of("name", "description", "speed", "side", "sampling_rate"),
        Interface.NOTHING,
        one ->
            List.of(
                one.name(),
                one.description(),
                Speed.text(one.speedBitsPerSecond()),
                one.side() == Side.NONE ? "" : one.side().word(),
                number(one.samplingRate())),
        (_, cells) ->
            new Interface(
                cells.get(0),
                cells.get(1),
                Speed.parse(cells.get(2)),
                NamesCsv.side(cells.get(3)),
                NamesCsv.rate(cells.get(4))));
  }

  private static Said<AutonomousSystem> system() {
    return new Said<>(
        List.of("name", "country", "own"),
        AutonomousSystem.NOTHING,
        one -> List.of(one.name(), one.country(), flag(one.own())),
        (_, cells) ->
            new AutonomousSystem(cells.get(0), cells.get(1), NamesCsv.flag(cells.get(2))));
  }

  private static Prefixes.Network range(String prefix) {
    return Prefixes.of(List.of(prefix)).networks().getFirst();
  }

  private static String checkedPrefix(String prefix) {
    var _ = range(prefix); // says what is wrong
    return prefix;
  }

  /// One value of a set.
  private record Member(String set, String value) {}

  private static List<Member> members(Naming naming) {
    return naming.sets().entrySet().stream()
        .flatMap(set -> set.getValue().stream().map(value -> new Member(set.getKey(), value)))
        .toList();
  }

  private static Naming withMembers(Naming naming, List<Member> members) {
    Map<String, List<String>> sets = new LinkedHashMap<>();
    for (Member one : members) {
      sets.computeIfAbsent(one.set(), _ -> new ArrayList<>()).add(one.value());
    }
    return naming.withSets(sets);
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
    return String.join(", ", Arrays.stream(Table.Kind.values()).map(Table.Kind::word).toList());
  }

  private static String number(long number) {
    return number == 0 ? "" : Long.toString(number);
  }

  private static String flag(boolean is) {
    return is ? "yes" : "";
  }

  /// The table of that name.
  public static NameSheet named(String id) {
    return ALL.stream().filter(sheet -> sheet.id().equals(id)).findFirst().orElseThrow();
  }
}
