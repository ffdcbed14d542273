package weir.export;

import java.time.Instant;
import java.util.List;
import weir.flow.ForeignText;

/// A report as a value: text, tables and pictures in the order in which they are read, whatever
/// writes it. Its texts are plain text, strangers' too; who writes them escapes them.
///
/// @param facts what it is of: source, range, filter
/// @param foot stands at the foot of each page: who made it, and when
/// @param made when
public record Report(
    String title, List<Fact> facts, List<Section> sections, String foot, Instant made) {
  public Report {
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
  }

  /// A name, and what is said under it.
  ///
  /// @param code whether it is for programs, as a filter is
  public record Fact(String name, String text, boolean code) {
    public Fact(String name, String text) {
      this(name, text, false);
    }
  }

  /// What stands under a heading of its own.
  ///
  /// @param level 1, or 2 within the one before
  public record Section(String heading, int level, List<Block> blocks) {
    public Section {
      blocks = List.copyOf(blocks);
    }
  }

  /// One of the things below each other.
  public sealed interface Block {}

  /// A paragraph; lines end where it has line feeds.
  public record Text(String text) implements Block {}

  /// Names and what is said under them.
  public record Facts(List<Fact> facts) implements Block {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  /// A picture on white ground.
  ///
  /// @param words what it shows, for those who do not see it
  public record Picture(Drawing drawing, String words) implements Block {}

  /// Text for programs, as it is.
  public record Code(String text) implements Block {}

  /// A table of texts.
  ///
  /// @param caption what it has; empty for none
  public record Table(String caption, List<Column> columns, List<Row> rows) implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /// @param number whether its cells are numbers, to be read from the right
  public record Column(String label, boolean number) {}

  /// @param cells one for each column
  /// @param bar length of a bar below its first cell, 0 to 1
  /// @param rest whether it sums up what has no row of its own
  public record Row(List<String> cells, double bar, boolean rest) {
    public Row {
      cells = List.copyOf(cells);
    }

    public Row(String... cells) {
      this(List.of(cells), 0, false);
    }
  }

  /// With line feeds and tabs, and a mark for every other character that is not seen.
  static String readable(String text) {
    StringBuilder readable = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .map(c -> c != '\n' && c != '\t' && isUnseen(c) ? 0xfffd : c)
        .forEach(readable::appendCodePoint);
    return readable.toString();
  }

  /// No character at all is among them, and XML forbids it.
  private static boolean isUnseen(int character) {
    return ForeignText.isHarmful(character) || (character & 0xfffe) == 0xfffe;
  }
}
