package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import weir.flow.FlowField;
import weir.naming.AutonomousSystem;
import weir.naming.Naming;
import weir.naming.Places;

/// Countries and cities of addresses, by tables of places; where these do not know an address, the
/// country in which its AS is registered. Which of the two it is, is a dimension of its own. The
/// tables are read when the first of them is needed.
final class PlaceDimensions {
  private final Naming naming;
  private final boolean placed;
  private final Supplier<AddressTable> cities;
  private final Supplier<AddressTable> countries;

  /// The countries of systems, each at the place that it has among those of addresses.
  private final Supplier<NameTable> registered;

  PlaceDimensions(Naming naming) {
    this.naming = naming;
    placed = naming.places() != Places.NONE;
    cities =
        new Once<>(() -> AddressTable.of(known(), PlaceDimensions::city, List.of(), "no city"));
    countries =
        new Once<>(
            () ->
                AddressTable.of(
                    known(),
                    Places.Place::country,
                    naming.systems().values().stream().map(AutonomousSystem::country).toList(),
                    NamingDimensions.NO_COUNTRY));
    registered = new Once<>(() -> registered(countries.get().names()));
  }

  private Places.Known known() {
    return naming.places().known();
  }

  private static String city(Places.Place place) {
    return place.city().isEmpty() ? "" : place.toString();
  }

  void addTo(List<NamingDimensions.Later> all) {
    end(all, "src_", "Source ", FlowField.SRC_ADDRESS, FlowField.SRC_AS);
    end(all, "dst_", "Destination ", FlowField.DST_ADDRESS, FlowField.DST_AS);
  }

  private void end(
      List<NamingDimensions.Later> all,
      String end,
      String label,
      FlowField address,
      FlowField system) {
    Supplier<Dimension.Named> ofSystem =
        () ->
            new Dimension.Named(
                end + "as_country", label + "country of the AS", system, registered.get());
    Supplier<Located> ofAddress =
        () ->
            new Located(
                end + "country",
                label + "country" + by(),
                address,
                countries.get(),
                Optional.of(ofSystem.get()));
    if (placed) { // else it is what the AS's is
      add(all, end + "country", ofAddress);
    }
    add(
        all,
        end + "city",
        () ->
            new Located(
                end + "city", label + "city" + by(), address, cities.get(), Optional.empty()));
    add(
        all,
        end + "country_from",
        () -> from(end + "country_from", label + "country is from", ofAddress.get()));
  }

  private void add(
      List<NamingDimensions.Later> all, String name, Supplier<? extends Dimension> made) {
    all.add(new NamingDimensions.Later(name, placed, new Once<>(made)));
  }

  private String by() {
    return known().by().isEmpty() ? "" : " (by " + known().by() + ")";
  }

  private static Dimension from(String name, String label, Located of) {
    Located table = new Located(of.name(), of.label(), of.address(), of.table(), Optional.empty());
    Dimension.Named system = of.otherwise().orElseThrow();
    long rest = of.table().rest();
    return new Dimension.Cases(
        name,
        label,
        List.of(
            new Dimension.Cases.Case(0, new Filter.Not(table.equal(0, rest))),
            new Dimension.Cases.Case(1, new Filter.Not(system.equal(0, rest)))),
        List.of("table", "AS", "none"),
        2);
  }

  private NameTable registered(List<String> names) {
    Map<String, List<NameTable.Span>> spans = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    naming
        .systems()
        .forEach(
            (number, one) ->
                spans
                    .computeIfAbsent(one.country(), _ -> new ArrayList<>())
                    .add(NameTable.Span.of(number)));
    return new NameTable(
        names.subList(0, names.size() - 1).stream()
            .map(name -> new NameTable.Entry(name, spans.getOrDefault(name, List.of())))
            .toList(),
        names.getLast());
  }
}
