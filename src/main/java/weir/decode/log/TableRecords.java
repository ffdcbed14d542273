package weir.decode.log;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;

/// A cloud's log as the rows of a table.
final class TableRecords implements LogRecords {
  private final TableFile file;
  private final LogTable table;
  private final Unkept unkept = new Unkept();
  private long row;

  TableRecords(TableFile file) {
    this.file = file;
    this.table = new LogTable(file.columns());
    unkept.addAll(LogTable.unkept(file.columns()));
  }

  @Override
  public Outcome next(FlowBatch into) throws IOException, BadRecord {
    List<@Nullable String> cells = file.next();
    if (cells == null) {
      return Outcome.END;
    }
    row++;
    return table.put(into, cells);
  }

  @Override
  public String place() {
    return "row " + row;
  }

  @Override
  public boolean isMore() {
    return true;
  }

  @Override
  public long leftOut() {
    return table.leftOut();
  }

  @Override
  public Unkept unkept() {
    return unkept;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
