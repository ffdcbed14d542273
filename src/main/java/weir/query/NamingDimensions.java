package weir.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import weir.flow.FlowField;
import weir.naming.AutonomousSystem;
import weir.naming.Exporter;
import weir.naming.Naming;
import weir.naming.Network;
import weir.naming.Places;

/// What people's names make of fields: sites, roles, sides, networks, AS, countries, hosts,
/// listeners. Tables are made when they are first needed, for they may be long.
final class NamingDimensions {
  static final String NO_COUNTRY = "no country";
  private static final String NO_NAME = "no name";

  private final Naming naming;
  private final List<Later> all = new ArrayList<>();

  /// @param told whether the names have anything of it
  record Later(String name, boolean told, Supplier<Dimension> made) {}

  private NamingDimensions(Naming naming) {
    this.naming = naming;
  }

  static List<Later> of(Naming naming) {
    NamingDimensions dimensions = new NamingDimensions(naming);
    dimensions.addAll();
    return dimensions.all;
  }

  private void addAll() {
    ofExporters("exporter_name", "Exporter's name", Exporter::name, NO_NAME);
    ofInterfaces("in_if_name", "Name of ingress interface", FlowField.IN_INTERFACE);
    ofInterfaces("out_if_name", "Name of egress interface", FlowField.OUT_INTERFACE);
    ofExporters("site", "Site", Exporter::site, "no site");
    ofExporters("exporter_role", "Exporter's role", Exporter::role, "no role");
    Borders borders = new Borders(naming);
    side(borders, "in_side", "Side of ingress", FlowField.IN_INTERFACE);
    side(borders, "out_side", "Side of egress", FlowField.OUT_INTERFACE);
    add(Borders.ONCE, borders.isKnown(), borders::once);
    atBothEnds("network", "network", Network::name, "no network");
    atBothEnds("network_role", "network's role", Network::role, "no role");
    atBothEnds("network_site", "network's site", Network::site, "no site");
    ofSystems("as_name", "AS name", AutonomousSystem::name, NO_NAME);
    boolean placed = naming.places() != Places.NONE;
    if (!placed) {
      ofSystems("country", "country (of its AS)", AutonomousSystem::country, NO_COUNTRY);
    }
    ofSystems("as_country", "country of the AS", AutonomousSystem::country, NO_COUNTRY, placed);
    new PlaceDimensions(naming).addTo(all);
    ofHosts();
    ofListeners();
  }

  private void add(String name, boolean told, Supplier<Dimension> made) {
    all.add(new Later(name, told, new Once<>(made)));
  }

  private void ofExporters(
      String name, String label, Function<Exporter, String> said, String rest) {
    add(
        name,
        isTold(naming.exporters().values(), said),
        () ->
            named(
                name,
                label,
                FlowField.EXPORTER,
                table(
                    spans ->
                        naming
                            .exporters()
                            .forEach(
                                (address, one) ->
                                    spans.accept(said.apply(one), NameTable.Span.of(address))),
                    rest)));
  }

  private void ofInterfaces(String name, String label, FlowField way) {
    add(
        name,
        InterfaceNames.isTold(naming),
        () -> new InterfaceNames(naming).of(name, label, way, NO_NAME));
  }

  private void side(Borders borders, String name, String label, FlowField way) {
    add(name, borders.isKnown(), () -> borders.side(name, label, way));
  }

  private void atBothEnds(String name, String label, Function<Network, String> said, String rest) {
    Supplier<NameTable> table =
        new Once<>(
            () ->
                NameTable.ofNetworks(
                    naming.networks().stream()
                        .map(one -> new NameTable.Network(one.range(), said.apply(one)))
                        .toList(),
                    rest));
    bothEnds(
        name,
        label,
        isTold(naming.networks(), said),
        table,
        FlowField.SRC_ADDRESS,
        FlowField.DST_ADDRESS);
  }

  private void ofSystems(
      String name, String label, Function<AutonomousSystem, String> said, String rest) {
    ofSystems(name, label, said, rest, true);
  }

  private void ofSystems(
      String name,
      String label,
      Function<AutonomousSystem, String> said,
      String rest,
      boolean offered) {
    Supplier<NameTable> table =
        new Once<>(
            () ->
                table(
                    spans ->
                        naming
                            .systems()
                            .forEach(
                                (number, one) ->
                                    spans.accept(said.apply(one), NameTable.Span.of(number))),
                    rest));
    bothEnds(
        name,
        label,
        offered && isTold(naming.systems().values(), said),
        table,
        FlowField.SRC_AS,
        FlowField.DST_AS);
  }

  private void ofHosts() {
    Supplier<NameTable> table =
        new Once<>(
            () ->
                table(
                    spans ->
                        naming
                            .hosts()
                            .forEach(
                                (address, name) -> spans.accept(name, NameTable.Span.of(address))),
                    NO_NAME));
    bothEnds(
        "host",
        "host",
        !naming.hosts().isEmpty(),
        table,
        FlowField.SRC_ADDRESS,
        FlowField.DST_ADDRESS);
  }

  private void ofListeners() {
    add(
        "listener",
        !naming.tags().isEmpty(),
        () ->
            named(
                "listener",
                "Listener",
                FlowField.LISTENER_PORT,
                table(
                    spans ->
                        naming
                            .tags()
                            .forEach((port, tag) -> spans.accept(tag, NameTable.Span.of(port))),
                    "no tag")));
  }

  private void bothEnds(
      String name,
      String label,
      boolean told,
      Supplier<NameTable> table,
      FlowField source,
      FlowField destination) {
    add("src_" + name, told, () -> named("src_" + name, "Source " + label, source, table.get()));
    add(
        "dst_" + name,
        told,
        () -> named("dst_" + name, "Destination " + label, destination, table.get()));
  }

  private static Dimension named(String name, String label, FlowField field, NameTable table) {
    return new Dimension.Named(name, label, field, table);
  }

  private static <T> boolean isTold(Collection<T> all, Function<T, String> said) {
    return all.stream().anyMatch(one -> !said.apply(one).isEmpty());
  }

  /// Says what has which name; what has an empty one has none.
  private interface Telling {
    void tell(BiConsumer<String, NameTable.Span> spans);
  }

  private static NameTable table(Telling told, String rest) {
    Map<String, List<NameTable.Span>> spans = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    told.tell(
        (name, span) -> {
          if (!name.isEmpty()) {
            spans.computeIfAbsent(name, _ -> new ArrayList<>()).add(span);
          }
        });
    return BuiltInTables.table(spans, rest);
  }
}
