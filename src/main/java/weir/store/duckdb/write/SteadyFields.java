package weir.store.duckdb.write;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.store.duckdb.files.FlowTable;

/// Which of the fields that tell of the exporter more than of the flow have had one value in all
/// rows so far, as where there is one exporter and its sampling does not change. To write a column
/// of one value takes as long as any other.
final class SteadyFields {
  private static final Set<FlowField> WATCHED =
      Collections.unmodifiableSet(
          EnumSet.of(
              FlowField.TYPE,
              FlowField.EXPORTER,
              FlowField.OBSERVATION_DOMAIN,
              FlowField.SAMPLING_RATE,
              FlowField.RATE_SOURCE,
              FlowField.LISTENER_PORT,
              FlowField.SRC_PREFIX_LENGTH,
              FlowField.DST_PREFIX_LENGTH));

  /// Rows after which what was steady is taken to stay so.
  private static final long ENOUGH_ROWS = 500_000;

  private final Map<FlowField, FlowTable.Value> values = new EnumMap<>(FlowField.class);
  private long rows;

  void watch(FlowBatch batch) {
    if (batch.rows() == 0) {
      return;
    }
    if (rows == 0) {
      WATCHED.forEach(field -> values.put(field, first(batch, field)));
    }
    rows += batch.rows();
    values.entrySet().removeIf(entry -> !hasOnly(batch, entry.getKey(), entry.getValue()));
  }

  private static FlowTable.Value first(FlowBatch batch, FlowField field) {
    return new FlowTable.Value(batch.high(field, 0), batch.get(field, 0));
  }

  private static boolean hasOnly(FlowBatch batch, FlowField field, FlowTable.Value value) {
    if (!batch.uses(field)) {
      return value.equals(FlowTable.Value.ZERO);
    }
    int rows = batch.rows();
    return switch (field.width()) {
      case 1 -> hasOnly(batch.bytes(field), rows, (byte) value.low());
      case 2 -> hasOnly(batch.shorts(field), rows, (short) value.low());
      case 4 -> hasOnly(batch.ints(field), rows, (int) value.low());
      case 8 -> hasOnly(batch.longs(field), rows, value.low());
      default ->
          hasOnly(batch.longs(field), rows, value.low())
              && hasOnly(batch.highs(field), rows, value.high());
    };
  }

  private static boolean hasOnly(byte[] column, int rows, byte value) {
    int different = 0;
    for (int row = 0; row < rows; row++) {
      different |= column[row] ^ value;
    }
    return different == 0;
  }

  private static boolean hasOnly(short[] column, int rows, short value) {
    int different = 0;
    for (int row = 0; row < rows; row++) {
      different |= column[row] ^ value;
    }
    return different == 0;
  }

  private static boolean hasOnly(int[] column, int rows, int value) {
    int different = 0;
    for (int row = 0; row < rows; row++) {
      different |= column[row] ^ value;
    }
    return different == 0;
  }

  private static boolean hasOnly(long[] column, int rows, long value) {
    long different = 0;
    for (int row = 0; row < rows; row++) {
      different |= column[row] ^ value;
    }
    return different == 0;
  }

  /// Whether all of them still are.
  boolean include(Set<FlowField> fields) {
    return values.keySet().containsAll(fields);
  }

  /// The values; none until there have been enough rows to tell.
  Map<FlowField, FlowTable.Value> values() {
    return rows < ENOUGH_ROWS ? Map.of() : Map.copyOf(values);
  }
}
