package weir.exporter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.exporter.ToldName.About;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.Service;
import weir.naming.AutonomousSystem;
import weir.naming.Interface;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.naming.Network;

/// Names of what is in flows, for people: the one place where a value gets its words. Each text
/// keeps the address or number beside the name: "edge-1 (192.0.2.1)", "uplink (3)", "AS64500 us".
///
/// @param exporters names by the exporter's address
/// @param heard all exporters that the data set has flows of, as far as is known
/// @param values of fields that are texts, as far as they were met: programs
/// @param layers what people say, each with where it is from
public record Labels(
    Map<IpAddress, Exporter> exporters,
    Set<IpAddress> heard,
    Map<FlowField, SortedSet<String>> values,
    Layers layers) {
  public static final Labels NONE = new Labels(Map.of(), Set.of());

  private static final Set<FlowField> VLANS =
      EnumSet.of(FlowField.VLAN, FlowField.SRC_VLAN, FlowField.DST_VLAN, FlowField.CUSTOMER_VLAN);

  public Labels {
    exporters = Map.copyOf(exporters);
    heard = Set.copyOf(heard);
    values = Map.copyOf(values);
  }

  public Labels(Map<IpAddress, Exporter> exporters, Set<IpAddress> heard) {
    this(exporters, heard, Map.of(), Layers.NONE);
  }

  /// What people say.
  public static Labels of(Layers layers) {
    Map<IpAddress, Exporter> exporters = new HashMap<>();
    layers
        .merged()
        .exporters()
        .forEach((address, said) -> exporters.put(address, Exporter.of(said)));
    return new Labels(exporters, Set.of(), Map.of(), layers);
  }

  /// The same, knowing these values of texts.
  public Labels withValues(Map<FlowField, SortedSet<String>> met) {
    return new Labels(exporters, heard, met, layers);
  }

  /// Values of a text that were met, in order.
  public Set<String> values(FlowField text) {
    return values.getOrDefault(text, Collections.emptySortedSet());
  }

  /// @param name empty for none
  /// @param interfaces names by ifIndex; empty ones are left out
  /// @param numbers names of applications and VRFs by their numbers
  /// @param speeds bits per second by ifIndex, as far as they were told
  public record Exporter(
      String name,
      Map<Long, String> interfaces,
      Map<About, Map<Long, String>> numbers,
      Map<Long, Long> speeds) {
    private static final Exporter NOTHING = new Exporter("", Map.of());

    public Exporter {
      Map<Long, String> named = new HashMap<>(interfaces);
      named.values().removeIf(String::isEmpty);
      interfaces = Map.copyOf(named);
      numbers = Map.copyOf(numbers);
      Map<Long, Long> known = new HashMap<>(speeds);
      known.values().removeIf(speed -> speed <= 0);
      speeds = Map.copyOf(known);
    }

    public Exporter(String name, Map<Long, String> interfaces) {
      this(name, interfaces, Map.of(), Map.of());
    }

    /// Without speeds.
    public Exporter(
        String name, Map<Long, String> interfaces, Map<About, Map<Long, String>> numbers) {
      this(name, interfaces, numbers, Map.of());
    }

    private static Exporter of(weir.naming.Exporter said) {
      Map<Long, String> names = new HashMap<>();
      Map<Long, Long> speeds = new HashMap<>();
      said.interfaces()
          .forEach(
              (index, one) -> {
                names.put(index, one.name().isEmpty() ? one.description() : one.name());
                speeds.put(index, one.speedBitsPerSecond());
              });
      Map<About, Map<Long, String>> numbers =
          said.vrfs().isEmpty() ? Map.of() : Map.of(About.VRF, said.vrfs());
      return new Exporter(said.name(), names, numbers, speeds);
    }

    private Exporter over(Exporter told) {
      Map<About, Map<Long, String>> named = new EnumMap<>(About.class);
      named.putAll(told.numbers);
      numbers.forEach((about, mine) -> named.merge(about, mine, (theirs, _) -> both(mine, theirs)));
      return new Exporter(
          name.isEmpty() ? told.name : name,
          both(interfaces, told.interfaces),
          named,
          both(speeds, told.speeds));
    }

    private static <V> Map<Long, V> both(Map<Long, V> mine, Map<Long, V> theirs) {
      Map<Long, V> all = new HashMap<>(theirs);
      all.putAll(mine);
      return all;
    }

    private Optional<String> number(About about, long number) {
      return Optional.ofNullable(numbers.getOrDefault(about, Map.of()).get(number));
    }
  }

  /// What exporters have told of their interfaces themselves; those that told nothing are in it
  /// too.
  public static Labels told(Map<IpAddress, Map<Long, String>> interfaces) {
    Map<IpAddress, Exporter> exporters = new HashMap<>();
    interfaces.forEach((address, names) -> exporters.put(address, new Exporter("", names)));
    return new Labels(exporters, interfaces.keySet());
  }

  /// What exporters have told themselves.
  public static Labels told(List<ExporterStatus> told) {
    Map<IpAddress, Exporter> exporters = new HashMap<>();
    for (ExporterStatus one : told) {
      Map<About, Map<Long, String>> numbers = new EnumMap<>(About.class);
      for (ToldName name : one.names()) {
        numbers.computeIfAbsent(name.about(), _ -> new HashMap<>()).put(name.key(), name.name());
      }
      Map<Long, Long> speeds = new HashMap<>();
      one.interfaces().forEach(port -> speeds.put(port.index(), port.speedBitsPerSecond()));
      exporters.put(one.address(), new Exporter("", one.interfaceNames(), numbers, speeds));
    }
    return new Labels(exporters, exporters.keySet());
  }

  /// The same as people say it: names of exporters and of their interfaces.
  public Naming naming() {
    Map<IpAddress, weir.naming.Exporter> all = new HashMap<>();
    exporters.forEach(
        (address, one) -> {
          Map<Long, Interface> ports = new HashMap<>();
          one.interfaces.forEach(
              (index, name) -> ports.put(index, Interface.NOTHING.withName(name)));
          weir.naming.Exporter said =
              weir.naming.Exporter.NOTHING.withName(one.name).withInterfaces(ports);
          if (!said.isNothing()) {
            all.put(address, said);
          }
        });
    return Naming.NONE.withExporters(all);
  }

  /// These, and the others' where these have none.
  public Labels over(Labels others) {
    Map<IpAddress, Exporter> all = new HashMap<>(others.exporters);
    exporters.forEach(
        (address, mine) -> all.merge(address, mine, (theirs, own) -> own.over(theirs)));
    return new Labels(
        all,
        heard.isEmpty() ? others.heard : heard,
        values,
        layers.equals(Layers.NONE) ? others.layers : layers);
  }

  /// Where all flows are of one exporter: an interface is that exporter's.
  public Labels of(IpAddress exporter) {
    return new Labels(exporters, Set.of(exporter), values, layers);
  }

  /// Bits per second of an exporter's interface; 0 where they were not told.
  public long speed(IpAddress exporter, long index) {
    return said(exporter).speeds.getOrDefault(index, 0L);
  }

  /// A value in words. An interface whose exporter is not known has a name if all exporters call it
  /// so.
  ///
  /// @param exporter whose interface it is; null if that is not known
  public String text(FlowField field, long high, long low, @Nullable IpAddress exporter) {
    String plain = field.words(high, low);
    if (low == 0 && field.kind() == Kind.INTERFACE) { // whatever somebody calls it
      return plain;
    }
    if (field == FlowField.EXPORTER) {
      return exporter(new IpAddress(high, low))
          .map(name -> name + " (" + plain + ")")
          .orElse(plain);
    }
    if (field.kind() == Kind.INTERFACE) {
      Optional<String> name = exporter == null ? common(low) : interfaceOf(exporter, low);
      return name.map(text -> text + " (" + Long.toUnsignedString(low) + ")").orElse(plain);
    }
    return said(field, high, low, exporter, plain)
        .or(() -> number(field, low, exporter).map(text -> text + " (" + plain + ")"))
        .orElse(plain);
  }

  /// What people call it.
  private Optional<String> said(
      FlowField field, long high, long low, @Nullable IpAddress exporter, String plain) {
    Naming all = layers.merged();
    if ((low == 0 && high == 0) || all.equals(Naming.NONE)) {
      return Optional.empty();
    }
    return switch (field.kind()) {
      case ADDRESS ->
          host(new IpAddress(high, low), exporter).map(name -> name + " (" + plain + ")");
      case AS_NUMBER -> system(low).map(name -> plain + " " + name);
      case PORT -> service(low).map(name -> low + " " + name);
      case PROTOCOL ->
          Optional.ofNullable(all.words().protocols().get((int) low))
              .map(name -> name + " (" + low + ")");
      case ETHER_TYPE ->
          Optional.ofNullable(all.words().etherTypes().get((int) low))
              .map(name -> String.format(Locale.ROOT, "%s (0x%04x)", name, low));
      default ->
          VLANS.contains(field)
              ? vlan(low, exporter).map(name -> name + " (" + low + ")")
              : field.hasCodepoint()
                  ? Optional.ofNullable(all.words().dscp().get((int) low >>> 2))
                      .map(name -> name + " (" + low + ")")
                  : Optional.empty();
    };
  }

  /// The name of an address: what it is called in flows of an exporter, else everywhere.
  ///
  /// @param exporter null if that is not known
  public Optional<String> host(IpAddress address, @Nullable IpAddress exporter) {
    Naming all = layers.merged();
    Optional<String> there =
        exporter == null
            ? Optional.empty()
            : Optional.ofNullable(all.exporter(exporter).hosts().get(address));
    return there.or(() -> Optional.ofNullable(all.hosts().get(address)));
  }

  /// The name of an autonomous system.
  public Optional<String> system(long number) {
    return Optional.ofNullable(layers.merged().systems().get(number))
        .map(AutonomousSystem::name)
        .filter(name -> !name.isEmpty());
  }

  /// The network of this prefix.
  ///
  /// @param bits of 128
  public Optional<String> network(long high, long low, int bits) {
    return layers
        .networks()
        .exactly(high, low, bits)
        .map(Network::name)
        .filter(name -> !name.isEmpty());
  }

  /// What people call a service.
  public Optional<String> service(Service service) {
    return Optional.ofNullable(layers.merged().words().services().get(service));
  }

  /// What all protocols that have the port call it.
  private Optional<String> service(long port) {
    List<String> names =
        layers.merged().words().services().entrySet().stream()
            .filter(one -> one.getKey().port() == port)
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
  }

  /// The name of a VLAN; of one whose exporter is not known, if all who name it call it so.
  private Optional<String> vlan(long id, @Nullable IpAddress exporter) {
    Map<IpAddress, weir.naming.Exporter> all = layers.merged().exporters();
    Set<IpAddress> whose = exporter != null ? Set.of(exporter) : all.keySet();
    List<String> names =
        whose.stream()
            .map(one -> layers.merged().exporter(one).vlans().get((int) id))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
  }

  /// The name of an application or a VRF. Applications are numbered by makers, not by exporters:
  /// one that names none has the names of others.
  ///
  /// @param exporter whose it is; null if that is not known: then the name that all who tell any
  ///   give
  private Optional<String> number(FlowField field, long number, @Nullable IpAddress exporter) {
    Optional<About> about = number == 0 ? Optional.empty() : About.of(field);
    if (about.isEmpty()) {
      return Optional.empty();
    }
    boolean ofOthers =
        exporter != null
            && about.get() == About.APPLICATION
            && !said(exporter).numbers.containsKey(About.APPLICATION);
    if (exporter != null && !ofOthers) {
      return said(exporter).number(about.get(), number);
    }
    List<Optional<String>> names =
        heard.stream()
            .map(this::said)
            .filter(one -> one.numbers.containsKey(about.get()))
            .map(one -> one.number(about.get(), number))
            .distinct()
            .toList();
    return names.size() == 1 ? names.getFirst() : Optional.empty();
  }

  /// Names of the numbers in a field, by number: those that all exporters agree on.
  public SortedMap<Long, String> numbers(FlowField field) {
    if (field.kind() == Kind.AS_NUMBER) {
      return layers.systemNames();
    }
    SortedMap<Long, String> all = new TreeMap<>();
    if (VLANS.contains(field)) {
      layers.merged().exporters().values().stream()
          .flatMap(one -> one.vlans().keySet().stream())
          .forEach(id -> vlan(id, null).ifPresent(name -> all.put((long) id, name)));
    }
    if (field.kind() == Kind.PORT) {
      layers
          .merged()
          .words()
          .services()
          .keySet()
          .forEach(one -> service(one.port()).ifPresent(name -> all.put((long) one.port(), name)));
    }
    About.of(field)
        .ifPresent(
            about ->
                heard.stream()
                    .map(address -> said(address).numbers.getOrDefault(about, Map.of()))
                    .flatMap(names -> names.keySet().stream())
                    .distinct()
                    .forEach(
                        number ->
                            number(field, number, null).ifPresent(name -> all.put(number, name))));
    return all;
  }

  /// The same for a value among others of its group: an exporter's name stands alone, unless
  /// another exporter has it too.
  public String brief(FlowField field, long high, long low, @Nullable IpAddress exporter) {
    if (field == FlowField.EXPORTER) {
      Optional<String> name = exporter(new IpAddress(high, low));
      if (name.isPresent() && isOnly(name.get())) {
        return name.get();
      }
    }
    return text(field, high, low, exporter);
  }

  private boolean isOnly(String name) {
    return exporters.values().stream().filter(one -> one.name.equals(name)).count() == 1;
  }

  /// The name of an exporter.
  public Optional<String> exporter(IpAddress address) {
    return Optional.of(said(address).name).filter(name -> !name.isEmpty());
  }

  /// The name of one of an exporter's interfaces.
  public Optional<String> interfaceOf(IpAddress exporter, long index) {
    return Optional.ofNullable(said(exporter).interfaces.get(index));
  }

  private Optional<String> common(long index) {
    List<Optional<String>> names =
        heard.stream().map(address -> interfaceOf(address, index)).distinct().toList();
    return names.size() == 1 ? names.getFirst() : Optional.empty();
  }

  private Exporter said(IpAddress exporter) {
    return exporters.getOrDefault(exporter, Exporter.NOTHING);
  }
}
