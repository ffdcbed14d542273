package weir.decode.netflow;

import java.util.List;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// The reverse half of a biflow (RFC 5103): a row of its own, its ends swapped.
final class Biflow {
  private static final int INITIATOR = 1;
  private static final int REVERSE_INITIATOR = 2;

  private static final FlowField[] FIELDS = FlowField.all().toArray(FlowField[]::new);

  /// What one direction says nothing about in the other.
  private static final List<FlowField> ONE_WAY =
      List.of(
          FlowField.BYTES,
          FlowField.PACKETS,
          FlowField.BYTES_L2,
          FlowField.BYTES_L3,
          FlowField.TCP_FLAGS,
          FlowField.TTL,
          FlowField.TOS,
          FlowField.FLOW_LABEL,
          FlowField.FRAGMENT_ID,
          FlowField.FRAGMENT_OFFSET,
          FlowField.IP_FLAGS,
          FlowField.NEXT_HOP,
          FlowField.NEXT_HOP_AS,
          FlowField.PREVIOUS_HOP_AS,
          FlowField.BGP_NEXT_HOP,
          FlowField.FORWARDING_STATUS);

  private final long[] values = new long[FIELDS.length];
  private final boolean[] known = new boolean[FIELDS.length];

  /// Forgets the last record.
  void clear() {
    java.util.Arrays.fill(known, false);
  }

  /// What the record says of the reverse half.
  void set(FlowField field, long value) {
    values[field.ordinal()] = value;
    known[field.ordinal()] = true;
  }

  /// What the record has said of it; 0 for nothing.
  long get(FlowField field) {
    return known[field.ordinal()] ? values[field.ordinal()] : 0;
  }

  /// Changes what the record has said, if it has.
  void settle(FlowField field, long value) {
    values[field.ordinal()] = value;
  }

  /// Adds the reverse half of the last row, if it has packets.
  void addReverse(FlowBatch out) {
    int forward = out.rows() - 1;
    if (out.get(FlowField.BIFLOW_DIRECTION, forward) == 0) {
      out.set(FlowField.BIFLOW_DIRECTION, forward, INITIATOR);
    }
    if ((get(FlowField.PACKETS) | get(FlowField.BYTES)) == 0) {
      return;
    }
    out.copyReversed(forward);
    for (FlowField field : ONE_WAY) {
      zero(field, out);
    }
    for (FlowField field : FIELDS) {
      if (known[field.ordinal()]) {
        out.set(field, values[field.ordinal()]);
      }
    }
    if (out.get(FlowField.BIFLOW_DIRECTION) == INITIATOR) {
      out.set(FlowField.BIFLOW_DIRECTION, REVERSE_INITIATOR);
    }
    out.endRow();
  }

  private static void zero(FlowField field, FlowBatch out) {
    if (field.isWide()) {
      out.setHalves(field, 0, 0);
    } else {
      out.set(field, 0);
    }
  }
}
