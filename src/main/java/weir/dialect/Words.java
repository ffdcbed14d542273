package weir.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The words of a language: rows of a table, parted by tabs. `#` begins a comment.
final class Words {
  /// What a word of theirs means here.
  ///
  /// @param how what to make of it
  /// @param ours our property, our condition, or why there is none
  /// @param implied our condition that holds too where the field is there; may be empty
  /// @param values what some of their values are called here
  record Word(How how, String ours, String implied, Map<String, String> values) {}

  /// What to make of a word.
  enum How {
    /// A property that is compared.
    FIELD,
    /// A condition by itself.
    ALONE,
    /// A bit that is 1 or 0.
    BIT,
    /// Exporters by their names.
    EXPORTER,
    /// Nothing: there is a reason.
    NONE
  }

  private final Map<String, Word> words = new HashMap<>();

  /// @param table the language's
  Words(Language table) {
    for (List<String> row : rows(table.word() + ".tsv")) {
      Map<String, String> values = new HashMap<>();
      for (String pair : row.size() < 5 ? List.<String>of() : List.of(row.get(4).split(","))) {
        int at = pair.indexOf('=');
        values.put(pair.substring(0, at), pair.substring(at + 1));
      }
      words.put(
          row.get(0).toLowerCase(Locale.ROOT),
          new Word(
              How.valueOf(row.get(1).toUpperCase(Locale.ROOT)),
              row.get(2),
              row.size() < 4 ? "" : row.get(3),
              values));
    }
  }

  /// The word, in whatever case.
  Optional<Word> find(String word) {
    return Optional.ofNullable(words.get(word.toLowerCase(Locale.ROOT)));
  }

  /// All of them.
  Map<String, Word> all() {
    return Map.copyOf(words);
  }

  /// The rows of a table.
  static List<List<String>> rows(String name) {
    try (InputStream in =
        Objects.requireNonNull(Words.class.getResourceAsStream("/weir/dialect/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Arrays.asList(line.split("\t")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
