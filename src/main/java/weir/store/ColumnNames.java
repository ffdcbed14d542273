package weir.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.store.SchemaGuess.Choice;
import weir.store.SchemaGuess.Part;

/// What columns of tables of flows are called, from the file `weir/names/columns.tsv`.
final class ColumnNames {
  private static final String FILE = "/weir/names/columns.tsv";
  private static final List<FlowField> TIMES =
      List.of(FlowField.TIME_RECEIVED, FlowField.TIME_END, FlowField.TIME_START);

  private ColumnNames() {}

  /// Read when a table is first guessed at.
  private static final class Table {
    static final Map<String, List<String>> NAMES = read();

    private static Map<String, List<String>> read() {
      Map<String, List<String>> names = new HashMap<>();
      try (InputStream in = Objects.requireNonNull(ColumnNames.class.getResourceAsStream(FILE));
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith("#")) {
            String[] halves = line.split("\t", 2);
            names.put(halves[0], List.of(halves[1].split(" ", 0)));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(FILE + " cannot be read: " + e, e);
      }
      return names;
    }
  }

  static Map<FlowField, Choice> guess(TableColumns table) {
    Map<FlowField, Choice> choices = new EnumMap<>(FlowField.class);
    for (FlowField field : FlowField.all()) {
      guess(table, field).ifPresent(choice -> choices.put(field, choice));
    }
    received(choices).ifPresent(choice -> choices.put(FlowField.TIME_RECEIVED, choice));
    return choices;
  }

  /// What every question bounds: best a column that the table is sorted by.
  private static Optional<Choice> received(Map<FlowField, Choice> choices) {
    List<Choice> times = new ArrayList<>();
    TIMES.forEach(field -> Optional.ofNullable(choices.get(field)).ifPresent(times::add));
    return times.stream()
        .filter(choice -> choice.parts().getFirst().column().key())
        .findFirst()
        .or(() -> times.stream().findFirst());
  }

  private static Optional<Choice> guess(TableColumns table, FlowField field) {
    Optional<Part> whole = best(table, field, field.fieldName());
    if (whole.isPresent() || !field.isAddress()) {
      return whole.map(part -> new Choice(List.of(part)));
    }
    List<Part> families = new ArrayList<>();
    best(table, field, field.fieldName() + " 4").ifPresent(families::add);
    best(table, field, field.fieldName() + " 6").ifPresent(families::add);
    return families.isEmpty() ? Optional.empty() : Optional.of(new Choice(families));
  }

  private static Optional<Part> best(TableColumns table, FlowField field, String line) {
    List<String> names = Table.NAMES.getOrDefault(line, List.of(bare(field.fieldName())));
    return table.columns().stream()
        .filter(column -> place(names, field, column) >= 0)
        .sorted(Comparator.comparingInt(column -> place(names, field, column)))
        .flatMap(column -> reading(field, column).map(how -> new Part(column, how)).stream())
        .findFirst();
  }

  /// Where a column's name is among names; times may have a unit behind theirs.
  private static int place(List<String> names, FlowField field, TableColumns.Column column) {
    String bare = bare(column.name());
    int place = names.indexOf(bare);
    return place < 0 && field.kind() == Kind.TIME
        ? names.indexOf(bare.replaceFirst("[nmu]s$", ""))
        : place;
  }

  /// "srcaddr" of "src_addr", "octetdeltacount" of "iana:octetDeltaCount".
  private static String bare(String column) {
    String letters = column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return letters.startsWith("iana") ? letters.substring("iana".length()) : letters;
  }

  private static Optional<Reading> reading(FlowField field, TableColumns.Column column) {
    Optional<Reading> first = Optional.empty();
    for (Reading reading : Reading.values()) {
      if (reading.reads(field, column.type())) {
        if (field.kind() == Kind.TIME && reading == unit(column)) {
          return Optional.of(reading);
        }
        first = first.or(() -> Optional.of(reading));
      }
    }
    return first;
  }

  /// What a name says of the unit of a number.
  private static Reading unit(TableColumns.Column column) {
    String name = column.name().toLowerCase(Locale.ROOT);
    if (name.endsWith("ns") || name.contains("nano")) {
      return Reading.NANOS;
    }
    if (name.endsWith("us") || name.contains("micro")) {
      return Reading.MICROS;
    }
    return name.endsWith("ms") || name.contains("milli") ? Reading.MILLIS : Reading.SECONDS;
  }
}
