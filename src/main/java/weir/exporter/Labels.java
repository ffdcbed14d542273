package weir.exporter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/// Names of exporters and their interfaces, for people. Each text keeps the address or number
/// beside the name: "edge-1 (192.0.2.1)", "uplink (3)".
///
/// @param exporters names by the exporter's address
/// @param heard all exporters that the data set has flows of, as far as is known
/// @param values of fields that are texts, as far as they were met: programs
public record Labels(
    Map<IpAddress, Exporter> exporters,
    Set<IpAddress> heard,
    Map<FlowField, SortedSet<String>> values) {
  public static final Labels NONE = new Labels(Map.of(), Set.of());

  public Labels {
    exporters = Map.copyOf(exporters);
    heard = Set.copyOf(heard);
    values = Map.copyOf(values);
  }

  public Labels(Map<IpAddress, Exporter> exporters, Set<IpAddress> heard) {
    this(exporters, heard, Map.of());
  }

  /// The same, knowing these values of texts.
  public Labels withValues(Map<FlowField, SortedSet<String>> met) {
    return new Labels(exporters, heard, met);
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

    private Exporter over(Exporter told) {
      Map<Long, String> all = new HashMap<>(told.interfaces);
      all.putAll(interfaces);
      return new Exporter(name.isEmpty() ? told.name : name, all, told.numbers, told.speeds);
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

  /// These, and the others' where these have none.
  public Labels over(Labels others) {
    Map<IpAddress, Exporter> all = new HashMap<>(others.exporters);
    exporters.forEach(
        (address, mine) -> all.merge(address, mine, (theirs, own) -> own.over(theirs)));
    return new Labels(all, heard.isEmpty() ? others.heard : heard, values);
  }

  /// Where all flows are of one exporter: an interface is that exporter's.
  public Labels of(IpAddress exporter) {
    return new Labels(exporters, Set.of(exporter), values);
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
    return number(field, low, exporter).map(text -> text + " (" + plain + ")").orElse(plain);
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
    SortedMap<Long, String> all = new TreeMap<>();
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
