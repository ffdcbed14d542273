package weir.decode.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.RateSource;

/// What the columns of a table mean, be it lines of text or rows of a file.
final class LogTable {
  /// The columns of AWS's logs where nobody chose others.
  static final List<String> AWS =
      List.of(
          "version",
          "account-id",
          "interface-id",
          "srcaddr",
          "dstaddr",
          "srcport",
          "dstport",
          "protocol",
          "packets",
          "bytes",
          "start",
          "end",
          "action",
          "log-status");

  private static final int LEAST_KNOWN = 2;

  private final List<@Nullable LogColumn> columns = new ArrayList<>();
  private final int status;
  private final int reporter;
  private long leftOut;

  LogTable(List<String> names) {
    List<String> plain = names.stream().map(LogColumn::plain).toList();
    plain.forEach(name -> columns.add(LogColumn.named(name)));
    status = plain.indexOf(LogColumn.STATUS);
    reporter = plain.indexOf(LogColumn.REPORTER);
  }

  /// Whether these are names of columns, among them such as flows have.
  static boolean isHeading(List<String> names) {
    long known =
        names.stream().filter(name -> LogColumn.named(LogColumn.plain(name)) != null).count();
    return known >= LEAST_KNOWN && 2 * known >= Math.min(names.size(), 2 * LEAST_KNOWN);
  }

  /// Columns of which nothing is kept, as the log calls them.
  static List<String> unkept(List<String> names) {
    return LogColumn.ofFlows(names).stream()
        .filter(name -> LogColumn.isLost(LogColumn.plain(name)))
        .toList();
  }

  int columns() {
    return columns.size();
  }

  long leftOut() {
    return leftOut;
  }

  /// @param cells as many as there are columns; null for none
  LogRecords.Outcome put(FlowBatch into, List<? extends @Nullable String> cells) throws BadRecord {
    if (status >= 0 && !isThere(text(cells.get(status)))) {
      return LogRecords.Outcome.NONE;
    }
    LogColumn.Side side = LogColumn.side(reporter < 0 ? "" : text(cells.get(reporter)));
    for (int i = 0; i < columns.size(); i++) {
      LogColumn column = columns.get(i);
      if (column != null) {
        column.put(into, side, text(cells.get(i)));
      }
    }
    finish(into);
    return LogRecords.Outcome.FLOW;
  }

  private static String text(@Nullable String cell) {
    return cell == null ? "" : cell;
  }

  private boolean isThere(String said) throws BadRecord {
    switch (said.toUpperCase(Locale.ROOT)) {
      case "NODATA" -> {
        return false;
      }
      case "SKIPDATA" -> {
        leftOut++;
        return false;
      }
      case "OK", "-", "" -> {
        return true;
      }
      default -> throw BadRecord.of("a status (OK, NODATA, SKIPDATA)", said);
    }
  }

  /// What holds for every flow of a cloud's log: it was received when it ended, and its counters
  /// are those of all its packets.
  static void finish(FlowBatch into) throws BadRecord {
    int row = into.rows();
    long start = into.get(FlowField.TIME_START, row);
    long end = into.get(FlowField.TIME_END, row);
    if (end != 0 && end < start) {
      throw new BadRecord("it ends before it starts");
    }
    into.set(FlowField.TIME_RECEIVED, end == 0 ? start : end);
    into.set(FlowField.TYPE, FlowType.FLOW_LOG.code());
    into.set(FlowField.SAMPLING_RATE, 1);
    into.set(FlowField.RATE_SOURCE, RateSource.RECORD.code());
  }
}
