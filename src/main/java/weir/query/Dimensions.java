package weir.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.Exporter;
import weir.naming.Interface;
import weir.naming.Naming;
import weir.naming.Side;

/// The dimensions that there are, by name: every field that can be grouped by, prefixes of every
/// address (`src_addr/24`, `src_addr/24/56` with IPv6's length), services, and what tables of names
/// make of fields. Sites, networks and the like are what people said, so they differ from data set
/// to data set; where nothing was said, they have one value for all.
public final class Dimensions {
  /// Why nothing can be counted once.
  public static final String NO_BORDER =
      "where the own network ends is not known: say in the names file which interfaces are external";

  /// What is told by names that [#equals] passes over.
  private static final Set<String> CALLED = Set.of("exporter_name", "in_if_name", "out_if_name");

  private final Naming naming;

  /// With what exporters tell of themselves.
  private final Naming all;

  private final Sets sets;
  private final Map<String, NamingDimensions.Later> said = new LinkedHashMap<>();
  private final Map<String, Dimension> named = new LinkedHashMap<>();

  /// Where nothing was said.
  public static final Dimensions BUILT_IN = of(Naming.NONE);

  /// For what is read before it is known what people say, as files of views are: any set may be
  /// named.
  static final Dimensions UNREAD =
      new Dimensions(Naming.NONE, Naming.NONE, new Sets(Naming.NONE, true));

  private Dimensions(Naming naming, Naming all, Sets sets) {
    this.naming = naming;
    this.all = all;
    this.sets = sets;
    NamingDimensions.of(all).forEach(one -> said.put(one.name(), one));
    BuiltInTables.ALL.forEach(one -> named.put(one.name(), one));
  }

  /// With what people said of exporters.
  public static Dimensions of(Overrides overrides) {
    return of(overrides.naming());
  }

  /// With what people call things. Cheap: tables are made when they are needed.
  public static Dimensions of(Naming naming) {
    return of(naming, Naming.NONE);
  }

  /// The same with what exporters tell of themselves, which counts where people say nothing.
  public static Dimensions of(Naming naming, Naming told) {
    return new Dimensions(naming, naming.over(told), new Sets(naming));
  }

  /// With directions as these rules tell them, whatever rules are in force.
  public Dimensions with(DirectionRules rules) {
    Dimensions other = new Dimensions(naming, all, sets);
    other.said.putAll(said);
    other.named.put(rules.dimension().name(), rules.dimension());
    return other;
  }

  /// The dimension of that name.
  public Optional<Dimension> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int slash = lower.indexOf('/');
    if (slash >= 0) {
      return FlowField.named(lower.substring(0, slash))
          .filter(FlowField::isAddress)
          .flatMap(field -> prefix(field, lower.substring(slash + 1)));
    }
    Optional<Dimension> set = sets.named(lower);
    if (set.isPresent()) {
      return set;
    }
    NamingDimensions.Later later = said.get(lower);
    if (later != null) {
      return Optional.of(later.made().get());
    }
    Dimension made = named.get(lower.equals("bpp") ? "octets_per_packet" : lower); // nfdump's
    return made != null
        ? Optional.of(made)
        : FlowField.named(lower).filter(FlowField::groupable).map(Dimension::field);
  }

  /// @throws IllegalArgumentException if there is none of that name, with a sentence that names
  ///   those there are
  public Dimension require(String name) {
    return named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    sets.lack(name.toLowerCase(Locale.ROOT))
                        .orElseGet(
                            () -> "there is no field '" + name + "'; there are " + names())));
  }

  /// What records can be sorted by: the dimensions, and times and counts.
  ///
  /// @throws IllegalArgumentException as [#require] does
  public Dimension requireOrdered(String name) {
    return FlowField.named(name.toLowerCase(Locale.ROOT))
        .filter(field -> !field.isList())
        .map(Dimension::field)
        .orElseGet(() -> require(name));
  }

  /// What can be a column of records: every field and every dimension.
  ///
  /// @throws IllegalArgumentException as [#require] does
  public Dimension requireColumn(String name) {
    return column(name).orElseGet(() -> require(name));
  }

  /// The same; empty where there is none of that name.
  public Optional<Dimension> column(String name) {
    return FlowField.named(name.toLowerCase(Locale.ROOT))
        .map(Dimension::field)
        .or(() -> named(name));
  }

  /// The columns with names that stand beside numbers: those that somebody has told anything of.
  public List<Dimension> toldNames() {
    return told().map(one -> one.made().get()).toList();
  }

  /// Whether there are any such columns. Makes no tables.
  public boolean tellsNames() {
    return told().findAny().isPresent();
  }

  private Stream<NamingDimensions.Later> told() {
    return said.values().stream().filter(one -> one.told() && !one.name().equals(Borders.ONCE));
  }

  /// All columns with names, whether anybody has told anything of them or not.
  public List<Dimension> allNames() {
    return said.values().stream().map(one -> one.made().get()).toList();
  }

  /// A dimension as it is here: names of sites, for one, are those of this data set.
  public Dimension now(Dimension dimension) {
    return named(dimension.name()).orElse(dimension);
  }

  private static Optional<Dimension> prefix(FlowField field, String lengths) {
    String[] parts = lengths.split("/", -1);
    try {
      int v4 = Integer.parseInt(parts[0]);
      int v6 = parts.length > 1 ? Integer.parseInt(parts[1]) : Dimension.Prefix.USUAL_V6_BITS;
      return parts.length > 2 ? Optional.empty() : Optional.of(new Dimension.Prefix(field, v4, v6));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The flows that are to be counted so that each that crosses the border of one's own network is
  /// counted once; empty where no interface is said to be external.
  public Optional<Filter> once() {
    return Optional.ofNullable(said.get(Borders.ONCE))
        .filter(NamingDimensions.Later::told)
        .map(one -> one.made().get().equal(0, 1));
  }

  /// A filter as it is here: what it says by names of sites and the like has the values that these
  /// names have in this data set. Names that nothing has any more are left out.
  public Filter now(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) -> new Filter.And(parts.stream().map(this::now).toList());
      case Filter.Or(List<Filter> parts) -> new Filter.Or(parts.stream().map(this::now).toList());
      case Filter.Not(Filter part) -> new Filter.Not(now(part));
      case Filter.Is(Dimension dimension, List<Long> values)
          when said.containsKey(dimension.name()) || Sets.is(dimension) -> {
        Dimension here = now(dimension);
        yield here.equals(dimension)
            ? filter
            : new Filter.Is(
                here,
                values.stream()
                    .flatMap(value -> here.named(dimension.text(0, value)).stream())
                    .toList());
      }
      default -> filter;
    };
  }

  /// Why a filter means nothing here, in a sentence: there is no set that it names.
  Optional<String> lacks(Filter filter) {
    return filter.dimensions().stream()
        .filter(Sets::is)
        .flatMap(one -> sets.lack(one.name()).stream())
        .sorted()
        .findFirst();
  }

  /// Values under a name, for filters.
  Sets sets() {
    return sets;
  }

  /// What was said, that these are made of.
  public Naming naming() {
    return naming;
  }

  /// Whether a view, or a filter over it, is about what exporters and interfaces are called; or may
  /// be, as records are, whose columns people choose.
  public static boolean areCalled(View view, Filter filter) {
    return view.panels().stream()
            .anyMatch(
                panel ->
                    panel.visual() == Visual.RECORDS
                        || panel.sums().by().stream().anyMatch(Dimensions::isCalled)
                        || areCalled(panel.sums().filter()))
        || areCalled(filter);
  }

  private static boolean areCalled(Filter filter) {
    return filter.dimensions().stream().anyMatch(Dimensions::isCalled);
  }

  private static boolean isCalled(Dimension dimension) {
    return CALLED.contains(dimension.name());
  }

  /// Whether exporters and interfaces are called the same.
  public boolean callsAlike(Dimensions other) {
    return all.exporters().equals(other.all.exporters());
  }

  /// Whether all makes the same of flows, but for what exporters and interfaces are called: that is
  /// words, as a rule, and matters where [#areCalled] says so.
  @Override
  public boolean equals(Object other) {
    return other instanceof Dimensions that
        && named.equals(that.named)
        && told(naming).equals(told(that.naming));
  }

  @Override
  public int hashCode() {
    return told(naming).hashCode();
  }

  /// What of names these are made of.
  private static Naming told(Naming naming) {
    Map<IpAddress, Exporter> exporters = new LinkedHashMap<>();
    naming
        .exporters()
        .forEach(
            (address, said) -> {
              Map<Long, Interface> sides = new LinkedHashMap<>();
              said.interfaces()
                  .forEach(
                      (index, one) -> {
                        if (one.side() != Side.NONE) {
                          sides.put(index, Interface.NOTHING.withSide(one.side()));
                        }
                      });
              Exporter told =
                  Exporter.NOTHING
                      .withSite(said.site())
                      .withRole(said.role())
                      .withInterfaces(sides);
              if (!told.isNothing()) {
                exporters.put(address, told);
              }
            });
    return Naming.NONE
        .withExporters(exporters)
        .withNetworks(naming.networks())
        .withSystems(naming.systems())
        .withHosts(naming.hosts())
        .withTags(naming.tags())
        .withSets(naming.sets())
        .withPlaces(naming.places());
  }

  /// Those that are made of fields: by tables of names that there are, and services.
  public List<Dimension> made() {
    List<Dimension> made = new ArrayList<>();
    said.values().stream()
        .filter(one -> one.told() || one.name().equals("site"))
        .forEach(one -> made.add(one.made().get()));
    made.addAll(named.values());
    return made;
  }

  /// All names, for people: prefixes as one example.
  public String names() {
    return Stream.of(
            FlowField.all().stream().filter(FlowField::groupable).map(FlowField::fieldName),
            said.keySet().stream(),
            named.keySet().stream(),
            Stream.of("src_addr/24 (any address, any length; src_addr/24/56 with IPv6's)"))
        .flatMap(names -> names)
        .collect(Collectors.joining(", "));
  }
}
