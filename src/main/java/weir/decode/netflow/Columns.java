package weir.decode.netflow;

import weir.decode.state.MessageHeader;
import weir.decode.state.Step;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.wire.WireReader;

/// Reads one field of many records into its column. `at` is where the first record has it, later
/// ones have it `stride` bytes further each; rows are those ahead of the batch's [FlowBatch#rows],
/// for which there is room.
final class Columns {
  private Columns() {}

  /// Numbers, as they are or as times.
  static void numbers(
      Step step,
      int at,
      int stride,
      int records,
      WireReader in,
      MessageHeader header,
      long uptimeZero,
      FlowBatch out) {
    FlowField field = step.field();
    boolean before = out.uses(field);
    int row = out.rows();
    int length = step.length();
    long any =
        switch (field.width()) {
          case 1 -> in.column(at, stride, records, length, out.bytes(field), row);
          case 2 -> in.column(at, stride, records, length, out.shorts(field), row);
          case 4 -> in.column(at, stride, records, length, out.ints(field), row);
          default -> in.column(at, stride, records, length, out.longs(field), row);
        };
    if (step.action().isTime()) {
      Times.convert(step.action(), out.longs(field), row, records, header, uptimeZero);
    } else if (any == 0 && !before) {
      out.allZero(field);
    }
  }

  static void ipv4(FlowField field, int at, int stride, int records, WireReader in, FlowBatch out) {
    boolean before = out.uses(field);
    int row = out.rows();
    long[] lows = out.longs(field);
    long[] highs = out.highs(field);
    long any = in.column(at, stride, records, 4, lows, row);
    for (int i = row; i < row + records; i++) {
      lows[i] = IpAddress.mapped((int) lows[i]);
      highs[i] = 0;
    }
    if (any == 0 && !before) {
      out.allZero(field);
    }
  }

  static void ipv6(FlowField field, int at, int stride, int records, WireReader in, FlowBatch out) {
    boolean before = out.uses(field);
    long any = in.column(at, stride, records, 8, out.highs(field), out.rows());
    any |= in.column(at + 8, stride, records, 8, out.longs(field), out.rows());
    if (any == 0 && !before) {
      out.allZero(field);
    }
  }
}
