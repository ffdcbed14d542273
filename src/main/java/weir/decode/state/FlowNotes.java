package weir.decode.state;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// What is to be known of an exporter's flows, counted.
///
/// @param unknownTotals flows whose totals had begun before
/// @param impossibleTimes flows whose date was replaced
/// @param layer2Flows flows whose octets are those of layer 2
/// @param wideCounts counts that are larger than there is room for
/// @param endReasons flows by why they ended (IE 136)
public record FlowNotes(
    Tally unknownTotals,
    Tally impossibleTimes,
    Tally layer2Flows,
    Tally wideCounts,
    AtomicLongArray endReasons) {
  private static final int REASONS = 256;

  FlowNotes() {
    this(new Tally(), new Tally(), new Tally(), new Tally(), new AtomicLongArray(REASONS));
  }

  void countEndReasons(int first, int records, FlowBatch out) {
    byte[] reasons = out.bytes(FlowField.FLOW_END_REASON);
    for (int row = first; row < first + records; row++) {
      int reason = reasons[row] & 0xff;
      endReasons.setOpaque(reason, endReasons.getPlain(reason) + 1);
    }
  }

  /// Without those that no flow has.
  Map<Integer, Long> endReasonCounts() {
    Map<Integer, Long> counts = new TreeMap<>();
    for (int reason = 1; reason < REASONS; reason++) {
      long count = endReasons.getOpaque(reason);
      if (count > 0) {
        counts.put(reason, count);
      }
    }
    return counts;
  }
}
