package weir.naming;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;

/// What each says of the network, and what holds of it: of two who name the same thing, the one
/// whose [Origin] counts more.
public final class Layers {
  public static final Layers NONE = new Layers(Map.of());

  private final Map<Origin, Naming> each;
  private final Naming merged;

  /// Made when it is first needed.
  private volatile @Nullable Networks networks;

  private volatile @Nullable SortedMap<Long, String> systemNames;

  private Layers(Map<Origin, Naming> each) {
    Map<Origin, Naming> ordered = new EnumMap<>(Origin.class);
    each.forEach(
        (origin, naming) -> {
          if (!naming.equals(Naming.NONE)) {
            ordered.put(origin, naming);
          }
        });
    this.each = Collections.unmodifiableMap(ordered);
    Naming all = Naming.NONE;
    for (Naming one : ordered.values()) {
      all = one.over(all);
    }
    merged = all;
  }

  /// Of one alone.
  public static Layers of(Origin origin, Naming naming) {
    return new Layers(Map.of(origin, naming));
  }

  /// The same, but this one says that.
  public Layers with(Origin origin, Naming naming) {
    Map<Origin, Naming> changed = new EnumMap<>(Origin.class);
    changed.putAll(each);
    changed.put(origin, naming);
    return new Layers(changed);
  }

  /// What each says, those that count less first.
  public Map<Origin, Naming> each() {
    return each;
  }

  /// What one says.
  public Naming of(Origin origin) {
    return each.getOrDefault(origin, Naming.NONE);
  }

  /// What holds.
  public Naming merged() {
    return merged;
  }

  /// Finds networks that have names.
  public Networks networks() {
    Networks made = networks;
    if (made == null) {
      made = new Networks(merged.networks());
      networks = made;
    }
    return made;
  }

  /// Names of AS, by number: a hundred thousand where there is a table of them.
  public SortedMap<Long, String> systemNames() {
    SortedMap<Long, String> made = systemNames;
    if (made == null) {
      SortedMap<Long, String> all = new TreeMap<>();
      merged
          .systems()
          .forEach(
              (number, one) -> {
                if (!one.name().isEmpty()) {
                  all.put(number, one.name());
                }
              });
      made = Collections.unmodifiableSortedMap(all);
      systemNames = made;
    }
    return made;
  }

  /// Who gives an exporter its name, of those who name it.
  public Optional<Origin> ofExporter(IpAddress exporter) {
    return highest(naming -> !naming.exporter(exporter).name().isEmpty());
  }

  /// Who gives an interface its name.
  public Optional<Origin> ofInterface(IpAddress exporter, long index) {
    return highest(naming -> !naming.exporter(exporter).interfaceOf(index).name().isEmpty());
  }

  /// Who says this, of several the one who counts.
  public Optional<Origin> highest(Predicate<Naming> says) {
    return each.entrySet().stream()
        .filter(one -> says.test(one.getValue()))
        .map(Map.Entry::getKey)
        .reduce((_, upper) -> upper);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layers that && each.equals(that.each);
  }

  @Override
  public int hashCode() {
    return each.hashCode();
  }

  @Override
  public String toString() {
    return each.toString();
  }
}
