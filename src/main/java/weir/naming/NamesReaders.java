package weir.naming;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What a names file is read with that others know: rules of directions, and tables that are no
/// names.
///
/// @param rules takes each rule, and throws [IllegalArgumentException] if it is none
/// @param tables reads tables of a kind; the others are read elsewhere
public record NamesReaders(Consumer<String> rules, Map<Table.Kind, Function<Path, Naming>> tables) {
  /// CSV of networks, hosts and interfaces; rules are taken as they are.
  public static final NamesReaders PLAIN =
      new NamesReaders(
          _ -> {},
          Map.of(
              Table.Kind.NETWORKS, NamesCsv::networks,
              Table.Kind.HOSTS, NamesCsv::hosts,
              Table.Kind.INTERFACES, NamesCsv::interfaces));

  public NamesReaders {
    tables = Map.copyOf(tables);
  }

  /// The same with these rules.
  public NamesReaders withRules(Consumer<String> check) {
    return new NamesReaders(check, tables);
  }

  /// The same with what reads one more kind of tables.
  public NamesReaders with(Table.Kind kind, Function<Path, Naming> reader) {
    Map<Table.Kind, Function<Path, Naming>> more = new EnumMap<>(Table.Kind.class);
    more.putAll(tables);
    more.put(kind, reader);
    return new NamesReaders(rules, more);
  }

  Optional<Function<Path, Naming>> of(Table.Kind kind) {
    return Optional.ofNullable(tables.get(kind));
  }
}
