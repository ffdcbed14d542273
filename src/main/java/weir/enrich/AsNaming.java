package weir.enrich;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import weir.enrich.table.AsName;
import weir.enrich.table.AsNames;
import weir.naming.AutonomousSystem;
import weir.naming.NamesFile;
import weir.naming.Naming;
import weir.naming.Origin;
import weir.naming.Table;

/// Has the tables that a names file points to be in force as names: what AS are called, in which
/// country they are registered, and where addresses are. They count after all that people say.
///
/// A hundred thousand names take a moment, so nobody is kept waiting who does not want to: [#read]
/// reads them before it returns, and places when somebody asks for them; [#keep] reads them all
/// meanwhile, and again when they have changed. A file that is wrong leaves what was read of it
/// before in force, and is said by the names file.
public final class AsNaming {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  private record Read(FileStamp stamp, AsNames names, String problem) {}

  private final NamesFile names;
  private final PlaceNaming places;
  private Map<Path, Read> known = new HashMap<>();
  private List<Path> order = List.of();

  private AsNaming(NamesFile names, boolean placesAtOnce) {
    this.names = names;
    this.places = new PlaceNaming(names, placesAtOnce);
  }

  /// Once, before it returns.
  public static void read(NamesFile names) {
    new AsNaming(names, false).look();
  }

  /// All that is in force of AS.
  public static AsNames of(NamesFile names) {
    AsNames.Builder all = new AsNames.Builder();
    names
        .now()
        .systems()
        .forEach((number, one) -> all.put((int) (long) number, one.name(), one.country()));
    return all.build();
  }

  /// Meanwhile, until it is closed.
  public static Keeping keep(NamesFile names) {
    return keep(names, Lookout.USUAL);
  }

  /// @param look how often files are looked at
  static Keeping keep(NamesFile names, Duration look) {
    Lookout lookout = Lookout.start("weir-as-names", look, new AsNaming(names, true)::look);
    names.listen(lookout::look);
    return lookout::close;
  }

  /// What is kept as it is in files.
  public interface Keeping extends AutoCloseable {
    @Override
    void close();
  }

  private void look() {
    List<Path> prefixes = names.tables(Table.Kind.AS_PREFIXES);
    List<Path> files = new ArrayList<>(prefixes);
    files.addAll(names.tables(Table.Kind.AS_NAMES));
    files.addAll(names.tables(Table.Kind.AS_COUNTRIES));
    Map<Path, Read> now = new LinkedHashMap<>();
    files.forEach(file -> now.put(file, read(file, prefixes.contains(file))));
    boolean elsewhere = places.look();
    if (elsewhere || !now.equals(known) || !files.equals(order)) {
      known = now;
      order = List.copyOf(files);
      names.put(Origin.AS_TABLE, naming(now.values()).withPlaces(places.known()));
      names.wrong(
          "tables of AS names",
          now.values().stream().map(Read::problem).filter(text -> !text.isEmpty()).toList());
    }
  }

  /// The same as before, as long as the file is. What is wrong with a table of prefixes is said by
  /// who fills in AS.
  private Read read(Path file, boolean ofPrefixes) {
    FileStamp stamp = FileStamp.of(file);
    Read before = known.get(file);
    if (before != null && before.stamp.equals(stamp)) {
      return before;
    }
    try {
      return new Read(
          stamp, ofPrefixes ? AsNames.ofPrefixes(file) : AsNames.load(List.of(file)), "");
    } catch (IOException e) {
      return new Read(
          stamp,
          before == null ? AsNames.NONE : before.names,
          ofPrefixes ? "" : e.getMessage() + "; what was read before stays in force");
    }
  }

  private static Naming naming(Iterable<Read> files) {
    AsNames all = AsNames.NONE;
    for (Read one : files) {
      all = all.size() == 0 ? one.names : all.with(one.names);
    }
    Map<Long, AutonomousSystem> systems = new LinkedHashMap<>();
    Map<String, AutonomousSystem> alike = new HashMap<>();
    for (AsNames.Name one : all.all()) {
      String country = COUNTRY.matcher(one.country()).matches() ? one.country() : "";
      Supplier<AutonomousSystem> made =
          () -> new AutonomousSystem(AsName.quotable(one.name()), country, false);
      AutonomousSystem system =
          one.name().isEmpty() // as registries' files have them all: one for each country
              ? alike.computeIfAbsent(country, _ -> made.get())
              : made.get();
      systems.put(Integer.toUnsignedLong(one.asn()), system);
    }
    return Naming.NONE.withSystems(systems);
  }
}
