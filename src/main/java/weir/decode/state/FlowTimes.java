package weir.decode.state;

import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// When flows began and ended, out of what their records have of it: a start never lies after its
/// end. A date by an uptime that cannot be is replaced, with the flow as long as it was; one that
/// the record says itself stays, for the store knows what to do with it.
public final class FlowTimes {
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final long NANOS_PER_MICRO = 1_000L;

  /// Flows are exported sooner after their end.
  private static final long MOST_OFF_EXPORT_NANOS = 7 * 86_400_000_000_000L;

  /// Uptimes whose start is not known lie below: no exporter dates a flow so.
  private static final long UNKNOWN_START = Long.MIN_VALUE;

  private static final long UPTIME_ERA_NANOS = (1L << 32) * NANOS_PER_MILLI;

  private FlowTimes() {}

  /// A time by an uptime that counts from nobody knows when; [#complete] makes it one.
  public static long ofUnknownStart(long uptimeNanos) {
    return UNKNOWN_START + uptimeNanos;
  }

  private static boolean isOfUnknownStart(long time) {
    return time < UNKNOWN_START + UPTIME_ERA_NANOS;
  }

  /// Without any time the flow was when it was received.
  ///
  /// @param first row of so many records
  static void complete(int first, int records, MessageHeader header, FlowBatch out) {
    long[] starts = out.longs(FlowField.TIME_START);
    long[] ends = out.longs(FlowField.TIME_END);
    for (int row = first; row < first + records; row++) {
      if (isOfUnknownStart(starts[row]) || isOfUnknownStart(ends[row])) {
        byUptime(row, starts, ends, now(header));
      }
      if (ends[row] == 0) {
        ends[row] = starts[row] == 0 ? header.receivedNanos : starts[row];
      }
      if (starts[row] == 0) {
        starts[row] = ends[row];
      }
      if (starts[row] > ends[row]) {
        long earlier = ends[row];
        ends[row] = starts[row];
        starts[row] = earlier;
      }
    }
  }

  /// Flows whose times are by an uptime: where they end weeks off their export, its clock counts.
  ///
  /// @param impossible counts dates that were replaced
  static void check(int first, int records, MessageHeader header, Tally impossible, FlowBatch out) {
    long[] starts = out.longs(FlowField.TIME_START);
    long[] ends = out.longs(FlowField.TIME_END);
    long now = now(header);
    for (int row = first; row < first + records; row++) {
      if (Math.abs(ends[row] - now) > MOST_OFF_EXPORT_NANOS) {
        starts[row] = Math.max(0, now - (ends[row] - starts[row]));
        ends[row] = now;
        impossible.add(1);
      }
    }
  }

  private static long now(MessageHeader header) {
    return header.exportNanos == 0 ? header.receivedNanos : header.exportNanos;
  }

  /// The flow ended when it was exported, for all that is known.
  private static void byUptime(int row, long[] starts, long[] ends, long now) {
    boolean both = isOfUnknownStart(starts[row]) && isOfUnknownStart(ends[row]);
    long nanos = both ? Math.floorMod(ends[row] - starts[row], UPTIME_ERA_NANOS) : 0;
    if (isOfUnknownStart(ends[row])) {
      ends[row] = now;
    }
    if (isOfUnknownStart(starts[row])) {
      starts[row] = ends[row] == 0 ? 0 : ends[row] - nanos;
    }
  }

  /// Where a record says how long the flow was: the end that it does not say; of one without any
  /// date the export is the end.
  static void durations(
      TemplatePlan plan, int records, long[][] slots, MessageHeader header, FlowBatch out) {
    boolean micros = plan.has(Slot.DURATION_MICROS);
    long[] values = slots[(micros ? Slot.DURATION_MICROS : Slot.DURATION_MILLIS).ordinal()];
    long[] starts = out.longs(FlowField.TIME_START);
    long[] ends = out.longs(FlowField.TIME_END);
    for (int record = 0; record < records; record++) {
      int row = out.rows() + record;
      if (values[record] >>> 40 != 0) {
        continue; // longer than thirty years
      }
      long nanos = values[record] * (micros ? NANOS_PER_MICRO : NANOS_PER_MILLI);
      if (isOfUnknownStart(starts[row]) && isOfUnknownStart(ends[row])) {
        continue; // they say how long, too
      }
      if (!isDate(starts[row]) && !isDate(ends[row])) {
        ends[row] = now(header);
      }
      if (!isDate(ends[row])) {
        ends[row] = starts[row] + nanos;
      } else if (!isDate(starts[row])) {
        starts[row] = Math.max(0, ends[row] - nanos);
      }
    }
  }

  private static boolean isDate(long time) {
    return time != 0 && !isOfUnknownStart(time);
  }
}
