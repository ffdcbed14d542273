package weir.decode.log;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;

/// A cloud's log as text: a line a flow, the first line may say what its columns are. Another such
/// line, where files were put together, says so for those behind it.
final class TextRecords implements LogRecords {
  private static final int TIME_LENGTH = 20;

  private final LogLines lines;
  private Separated separated = new Separated(' ');
  private LogTable table = new LogTable(LogTable.AWS);
  private final Unkept unkept = new Unkept();
  private long leftOut;

  TextRecords(LogLines lines) {
    this.lines = lines;
  }

  /// Whether a line may be of such a log.
  static boolean recognises(String line) {
    return heading(line) != null || isAws(new Separated(' ').cells(withoutTime(line)));
  }

  private static boolean isAws(List<String> cells) {
    return cells.size() == LogTable.AWS.size()
        && cells.getFirst().matches("\\d{1,2}")
        && cells.getLast().matches("OK|NODATA|SKIPDATA");
  }

  private static @Nullable List<String> heading(String line) {
    if (line.isEmpty() || Character.isDigit(line.charAt(0))) {
      return null;
    }
    List<String> names = Separated.of(line).cells(line);
    return LogTable.isHeading(names) ? names : null;
  }

  /// What CloudWatch writes before each line when it exports them goes.
  private static String withoutTime(String line) {
    int space = line.indexOf(' ');
    return space >= TIME_LENGTH && line.charAt(space - 1) == 'Z' && line.charAt(10) == 'T'
        ? line.substring(space + 1)
        : line;
  }

  @Override
  public Outcome next(FlowBatch into) throws IOException, BadRecord {
    String line = lines.next();
    if (line == null) {
      return Outcome.END;
    }
    if (line.isBlank()) {
      return Outcome.NONE;
    }
    List<String> names = heading(line);
    if (names != null) {
      leftOut += table.leftOut();
      separated = Separated.of(line);
      table = new LogTable(names);
      unkept.addAll(LogTable.unkept(names));
      return Outcome.NONE;
    }
    List<String> cells = separated.cells(separated.by() == ' ' ? withoutTime(line) : line);
    if (cells.size() != table.columns()) {
      throw new BadRecord(
          "expected %,d columns, found %,d".formatted(table.columns(), cells.size()));
    }
    return table.put(into, cells);
  }

  @Override
  public String place() {
    return "line " + lines.number();
  }

  @Override
  public boolean isMore() throws IOException {
    return lines.isMore();
  }

  @Override
  public long leftOut() {
    return leftOut + table.leftOut();
  }

  @Override
  public Unkept unkept() {
    return unkept;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
