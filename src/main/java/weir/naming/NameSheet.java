package weir.naming;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One kind of names as a table of texts, for who edits, searches, imports and prints them.
///
/// @param id "interfaces"
/// @param title for people
/// @param columns names of the columns, as CSV has them
/// @param keys how many of the first columns tell lines apart
/// @param cells the lines of a naming
/// @param putter takes a line in, instead of one of the same key; a cell that cannot be so is an
///   [IllegalArgumentException]
/// @param remover takes the line of a key out
/// @param reader reads such a table
public record NameSheet(
    String id,
    String title,
    List<String> columns,
    int keys,
    Function<Naming, List<List<String>>> cells,
    BiFunction<Naming, List<String>, Naming> putter,
    BiFunction<Naming, List<String>, Naming> remover,
    Function<Path, Naming> reader) {

  /// A line, and who says what is in it.
  ///
  /// @param said whether the names file itself has it
  public record Line(List<String> cells, Origin origin, boolean said) {}

  /// The same, where its tables are read in another way.
  NameSheet withReader(Function<Path, Naming> other) {
    return new NameSheet(id, title, columns, keys, cells, putter, remover, other);
  }

  /// All lines that are in force.
  public List<Line> lines(Layers layers) {
    Map<List<String>, Origin> origins = new HashMap<>();
    layers
        .each()
        .forEach(
            (origin, naming) ->
                cells.apply(naming).forEach(line -> origins.put(key(line), origin)));
    java.util.Set<List<String>> own = new java.util.HashSet<>();
    cells.apply(layers.of(Origin.FILE)).forEach(line -> own.add(key(line)));
    List<Line> lines = new ArrayList<>();
    for (List<String> line : cells.apply(layers.merged())) {
      List<String> key = key(line);
      lines.add(new Line(line, origins.getOrDefault(key, Origin.FILE), own.contains(key)));
    }
    return lines;
  }

  /// What tells a line apart.
  public List<String> key(List<String> line) {
    return List.copyOf(line.subList(0, keys));
  }

  /// Takes a line in.
  ///
  /// @throws IllegalArgumentException if something in it cannot be so
  public Naming put(Naming said, List<String> line) {
    return putter.apply(said, line.stream().map(String::strip).toList());
  }

  /// The line of a naming that a line would take the place of.
  ///
  /// @throws IllegalArgumentException if something in it cannot be so
  public Optional<List<String>> same(Naming naming, List<String> line) {
    List<String> key =
        cells.apply(put(Naming.NONE, line)).stream().findFirst().map(this::key).orElse(key(line));
    return Optional.of(cellsOf(naming, key)).filter(there -> !there.isEmpty());
  }

  /// Takes a line over from another naming, as far as that says something.
  ///
  /// @param line that has the key
  public Naming copied(Naming from, Naming into, List<String> line) {
    List<String> key = key(line);
    List<String> there = cellsOf(into, key);
    List<String> cells = new ArrayList<>(cellsOf(from, key));
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).isEmpty() && !there.isEmpty()) {
        cells.set(i, there.get(i));
      }
    }
    return cells.isEmpty() ? into : put(into, cells);
  }

  private List<String> cellsOf(Naming naming, List<String> key) {
    return cells.apply(naming).stream()
        .filter(one -> key(one).equals(key))
        .findFirst()
        .orElse(List.of());
  }

  /// Takes a line out.
  public Naming remove(Naming said, List<String> line) {
    return remover.apply(said, key(line));
  }

  /// Reads a CSV file and lays it over what is said.
  ///
  /// @throws IllegalArgumentException saying file, line and what is wrong
  public Naming read(Path file, Naming said) {
    return reader.apply(file).over(said);
  }

  /// The lines as CSV.
  public String csv(Naming naming) {
    StringBuilder text = new StringBuilder(CsvRows.line(columns.toArray()));
    cells.apply(naming).forEach(line -> text.append(CsvRows.line(line.toArray())));
    return text.toString();
  }

  /// What reads tables of few lines.
  static Function<Path, Naming> few(
      List<String> columns, BiFunction<Naming, List<String>, Naming> putter) {
    return file -> {
      Naming[] all = {Naming.NONE};
      CsvRows.read(
          file.toString(),
          CsvRows.lines(file),
          columns.getFirst(),
          String.join(",", columns),
          row -> all[0] = putter.apply(all[0], columns.stream().map(row::get).toList()));
      return all[0];
    };
  }
}
