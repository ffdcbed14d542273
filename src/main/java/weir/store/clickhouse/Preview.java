package weir.store.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.json.JsonValue;
import weir.store.SchemaGuess;
import weir.store.StoreException;

/// Reads the first rows of a table as a guess says.
final class Preview {
  private static final int ROWS = 5;

  private Preview() {}

  static SchemaGuess.Preview of(Server server, SchemaGuess guess) {
    guess
        .lacks()
        .ifPresent(
            lack -> {
              throw new StoreException(lack, null);
            });
    FlowTable table = table(guess);
    Set<FlowField> wanted = EnumSet.copyOf(guess.choices().keySet());
    List<FlowField> fields = FlowField.all().stream().filter(wanted::contains).toList();
    FlowBatch batch;
    try {
      batch = Answers.records(fields, server.ask(table.firstSql(fields, ROWS)));
    } catch (StoreException e) {
      throw new StoreException(wrong(server, guess).orElse(String.valueOf(e.getMessage())), e);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      int at = row;
      rows.add(
          fields.stream()
              .map(
                  field ->
                      field.words(field.isWide() ? batch.high(field, at) : 0, batch.get(field, at)))
              .toList());
    }
    return new SchemaGuess.Preview(fields, rows);
  }

  /// The first field that cannot be read so, and what the server says of it.
  private static Optional<String> wrong(Server server, SchemaGuess guess) {
    for (Map.Entry<FlowField, SchemaGuess.Choice> choice : guess.choices().entrySet()) {
      try {
        var _ = server.ask(table(guess).firstSql(List.of(choice.getKey()), ROWS));
      } catch (StoreException e) {
        return Optional.of(
            choice.getKey().label() + " from " + choice.getValue() + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  private static FlowTable table(SchemaGuess guess) {
    Schema schema =
        SchemaFile.read(
            "guess",
            true,
            JsonValue.read(guess.title(), guess.json().getBytes(StandardCharsets.UTF_8)));
    return new FlowTable(
        guess.table().database(),
        guess.table().name(),
        schema,
        TableSearch.types(guess.table().columns()),
        Prefixes.of(List.of()));
  }
}
