package weir.store.peer;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Coverage;
import weir.query.Records;

/// Records that the other side has found, read from it page by page.
record LinkedRecords(long rows, Set<FlowField> fields, Coverage coverage, Link link)
    implements Records {
  /// No more is sent at once.
  static final int MOST = 10_000;

  @Override
  public FlowBatch page(long from, int most) {
    return link.ask(
        Wire.Request.PAGE,
        out -> {
          out.writeLong(from);
          out.writeInt(Math.min(most, MOST));
        },
        Flows::read);
  }

  @Override
  public Map<FlowField, Long> filled() {
    return link.ask(
        Wire.Request.FILLED,
        _ -> {},
        in -> {
          Map<FlowField, Long> filled = new EnumMap<>(FlowField.class);
          for (int left = Wire.count(in); left > 0; left--) {
            filled.put(Questions.field(in), in.readLong());
          }
          return filled;
        });
  }
}
