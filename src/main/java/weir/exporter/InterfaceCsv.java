package weir.exporter;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import weir.exporter.NamedInterface.Role;
import weir.flow.IpAddress;
import weir.naming.CsvRows;
import weir.naming.Speed;

/// Lists of interfaces as CSV (RFC 4180): a first line with the names of the columns, in any order
/// and among others, then a line for each interface. Lines that begin with # say nothing.
///
///     exporter,index,name,description,speed,role
///     192.0.2.1,3,xe-0/0/3,to the exchange,10G,external
public final class InterfaceCsv {
  /// Of a list, in octets: more than a hundred thousand interfaces.
  private static final long MOST_OCTETS = 16L << 20;

  private static final int MOST_TOLD = 3;
  private static final String EXPORTER = "exporter";
  private static final String INDEX = "index";
  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String SPEED = "speed";
  private static final String ROLE = "role";

  private InterfaceCsv() {}

  /// Reads a list, whole or not at all.
  ///
  /// @throws IOException if it cannot be read, or lines are wrong; says file, lines and reasons
  public static List<NamedInterface> read(Path file) throws IOException {
    if (Files.size(file) > MOST_OCTETS) {
      throw new IOException(file + " is larger than 16 MiB, which no list of interfaces is");
    }
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is no text in UTF-8", e);
    }
  }

  /// @param source for messages
  /// @throws IOException if lines are wrong; says source, lines and reasons
  public static List<NamedInterface> parse(String source, String text) throws IOException {
    List<String> lines = text.lines().toList();
    Map<String, Integer> columns = Map.of();
    List<NamedInterface> interfaces = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line =
          i == 0 && lines.get(0).startsWith("\ufeff") ? lines.get(0).substring(1) : lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        List<String> cells = CsvRows.cells(line, ',');
        if (columns.isEmpty()) {
          columns = columns(cells);
        } else {
          interfaces.add(made(columns, cells));
        }
      } catch (IllegalArgumentException e) {
        wrong.add("line " + (i + 1) + ": " + e.getMessage());
        if (columns.isEmpty()) {
          break; // nobody knows what is where
        }
      }
    }
    if (!wrong.isEmpty()) {
      int more = wrong.size() - MOST_TOLD;
      throw new IOException(
          source
              + ", "
              + String.join("; ", wrong.subList(0, Math.min(wrong.size(), MOST_TOLD)))
              + (more > 0 ? "; and " + more + " more" : ""));
    }
    if (columns.isEmpty()) {
      throw new IOException(source + " is empty: it begins with exporter,index,name,…");
    }
    return List.copyOf(interfaces);
  }

  private static Map<String, Integer> columns(List<String> cells) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      columns.putIfAbsent(cells.get(i).strip().toLowerCase(Locale.ROOT), i);
    }
    if (!columns.containsKey(EXPORTER) || !columns.containsKey(INDEX)) {
      throw new IllegalArgumentException(
          "the first line names the columns, exporter and index among them:"
              + " exporter,index,name,description,speed,role");
    }
    return columns;
  }

  private static NamedInterface made(Map<String, Integer> columns, List<String> cells) {
    Function<String, String> cell =
        column -> {
          int at = columns.getOrDefault(column, Integer.MAX_VALUE);
          return at < cells.size() ? cells.get(at).strip() : "";
        };
    String index = cell.apply(INDEX);
    if (!index.matches("\\d{1,10}")) {
      throw new IllegalArgumentException("'" + index + "' is no ifIndex");
    }
    return new NamedInterface(
        IpAddress.parse(cell.apply(EXPORTER)),
        Long.parseLong(index),
        cell.apply(NAME),
        cell.apply(DESCRIPTION),
        Speed.parse(cell.apply(SPEED)),
        role(cell.apply(ROLE)));
  }

  private static Role role(String text) {
    for (Role role : Role.values()) {
      if (role.name().equalsIgnoreCase(text.isEmpty() ? "unknown" : text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no role; write external or internal");
  }

  /// The same as text, a line each.
  public static String text(List<NamedInterface> interfaces) {
    StringBuilder text = new StringBuilder("exporter,index,name,description,speed,role\n");
    for (NamedInterface one : interfaces) {
      text.append(one.exporter())
          .append(',')
          .append(one.index())
          .append(',')
          .append(quoted(one.name()))
          .append(',')
          .append(quoted(one.description()))
          .append(',')
          .append(one.speedBitsPerSecond() == 0 ? "" : one.speedBitsPerSecond())
          .append(',')
          .append(one.role() == Role.UNKNOWN ? "" : one.role().name().toLowerCase(Locale.ROOT))
          .append('\n');
    }
    return text.toString();
  }

  private static String quoted(String text) {
    boolean needed = text.contains(",") || text.contains("\"") || text.startsWith("#");
    return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
