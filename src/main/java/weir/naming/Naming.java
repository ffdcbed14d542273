package weir.naming;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import weir.flow.IpAddress;

/// What people say of their network: names of everything that flows have numbers of, which networks
/// are their own, and where more of it is to be found. In the order in which it was written.
///
/// @param exporters by address
/// @param hosts names of addresses
/// @param networks with their names
/// @param systems autonomous systems by number
/// @param own prefixes of one's own networks
/// @param directions rules that tell the direction of flows, in order, as they were written
/// @param words own names of numbers in packet headers
/// @param tags what flows are called that come in by a port, by the number of that port
/// @param sets values under a name, for filters: prefixes, ports, AS
/// @param tables files with more of it
/// @param places where addresses are, of who has read such tables
public record Naming(
    Map<IpAddress, Exporter> exporters,
    Map<IpAddress, String> hosts,
    List<Network> networks,
    Map<Long, AutonomousSystem> systems,
    List<String> own,
    List<String> directions,
    Words words,
    Map<Integer, String> tags,
    Map<String, List<String>> sets,
    List<Table> tables,
    Places places) {
  public static final Naming NONE =
      new Naming(
          Map.of(),
          Map.of(),
          List.of(),
          Map.of(),
          List.of(),
          List.of(),
          Words.NONE,
          Map.of(),
          Map.of(),
          List.of(),
          Places.NONE);

  public Naming {
    exporters = Numbers.kept(exporters);
    hosts = Numbers.kept(hosts);
    networks = List.copyOf(networks);
    systems = Numbers.kept(systems);
    own = List.copyOf(own);
    directions = List.copyOf(directions);
    tags = Numbers.kept(tags);
    sets = Numbers.kept(sets);
    tables = List.copyOf(tables);
  }

  /// What is said of an exporter.
  public Exporter exporter(IpAddress address) {
    return exporters.getOrDefault(address, Exporter.NOTHING);
  }

  /// Numbers of one's own autonomous systems.
  public Stream<Long> ownSystems() {
    return systems.entrySet().stream().filter(one -> one.getValue().own()).map(Map.Entry::getKey);
  }

  /// This, and what the lower one says where this says nothing. Lists are taken whole: those of
  /// networks and tables together, the upper ones first.
  public Naming over(Naming lower) {
    if (equals(NONE) || lower.equals(NONE)) {
      return equals(NONE) ? lower : this;
    }
    return new Naming(
        Numbers.over(exporters, lower.exporters, Exporter::over),
        Numbers.over(hosts, lower.hosts, (mine, _) -> mine),
        Stream.concat(networks.stream(), lower.networks.stream()).distinct().toList(),
        Numbers.over(systems, lower.systems, AutonomousSystem::over),
        Numbers.over(own, lower.own),
        Numbers.over(directions, lower.directions),
        words.over(lower.words),
        Numbers.over(tags, lower.tags, (mine, _) -> mine),
        Numbers.over(sets, lower.sets, (mine, _) -> mine),
        Stream.concat(tables.stream(), lower.tables.stream()).distinct().toList(),
        places == Places.NONE ? lower.places : places);
  }

  /// Says something else of an exporter.
  public Naming with(IpAddress exporter, UnaryOperator<Exporter> change) {
    Map<IpAddress, Exporter> changed = new LinkedHashMap<>(exporters);
    changed.put(exporter, change.apply(exporter(exporter)));
    return withExporters(changed);
  }

  public Naming withExporters(Map<IpAddress, Exporter> others) {
    return new Naming(
        others, hosts, networks, systems, own, directions, words, tags, sets, tables, places);
  }

  public Naming withHosts(Map<IpAddress, String> others) {
    return new Naming(
        exporters, others, networks, systems, own, directions, words, tags, sets, tables, places);
  }

  public Naming withNetworks(List<Network> others) {
    return new Naming(
        exporters, hosts, others, systems, own, directions, words, tags, sets, tables, places);
  }

  public Naming withSystems(Map<Long, AutonomousSystem> others) {
    return new Naming(
        exporters, hosts, networks, others, own, directions, words, tags, sets, tables, places);
  }

  public Naming withOwn(List<String> others) {
    return new Naming(
        exporters, hosts, networks, systems, others, directions, words, tags, sets, tables, places);
  }

  public Naming withDirections(List<String> others) {
    return new Naming(
        exporters, hosts, networks, systems, own, others, words, tags, sets, tables, places);
  }

  public Naming withWords(Words others) {
    return new Naming(
        exporters, hosts, networks, systems, own, directions, others, tags, sets, tables, places);
  }

  public Naming withTags(Map<Integer, String> others) {
    return new Naming(
        exporters, hosts, networks, systems, own, directions, words, others, sets, tables, places);
  }

  public Naming withTables(List<Table> others) {
    return new Naming(
        exporters, hosts, networks, systems, own, directions, words, tags, sets, others, places);
  }

  public Naming withPlaces(Places others) {
    return new Naming(
        exporters, hosts, networks, systems, own, directions, words, tags, sets, tables, others);
  }

  public Naming withSets(Map<String, List<String>> others) {
    return new Naming(
        exporters, hosts, networks, systems, own, directions, words, tags, others, tables, places);
  }
}
