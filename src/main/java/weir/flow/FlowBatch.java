package weir.flow;

import java.util.Arrays;

/// Flows as columns: one primitive array a field, each as wide as the field's values on disk.
///
/// Values are written into the open row, which [#endRow] closes; a row starts as all zeros. The
/// batch holds about [#CAPACITY] rows: whoever fills it hands it on once it [#isFull], and a
/// datagram that brings more rows than are left makes it grow, so that a datagram can be taken back
/// whole with [#rollback]. Not thread-safe; handed from thread to thread as a whole.
public final class FlowBatch {
  /// Rows that a batch is meant to hold: DuckDB's vector size.
  public static final int CAPACITY = 2048;

  /// Room kept for the datagram in hand: 64 rows are more than any in an Ethernet frame.
  private static final int HEADROOM = 64;

  private final byte[][] bytes = new byte[FlowField.ALL.length][];
  private final short[][] shorts = new short[FlowField.ALL.length][];
  private final int[][] ints = new int[FlowField.ALL.length][];
  private final long[][] longs = new long[FlowField.ALL.length][];
  private final long[][] highs = new long[FlowField.ALL.length][];
  private int capacity = CAPACITY;
  private int rows;

  /// An empty batch; takes about half a megabyte.
  public FlowBatch() {
    for (FlowField field : FlowField.ALL) {
      int f = field.ordinal();
      switch (field.width()) {
        case 1 -> bytes[f] = new byte[CAPACITY];
        case 2 -> shorts[f] = new short[CAPACITY];
        case 4 -> ints[f] = new int[CAPACITY];
        case 8 -> longs[f] = new long[CAPACITY];
        case 16 -> {
          longs[f] = new long[CAPACITY];
          highs[f] = new long[CAPACITY];
        }
        default -> throw new AssertionError(field);
      }
    }
  }

  /// Closed rows.
  public int rows() {
    return rows;
  }

  /// Whether it should be handed on before the next datagram.
  public boolean isFull() {
    return rows > CAPACITY - HEADROOM;
  }

  /// Writes a value into the open row, cut to the field's width.
  public void set(FlowField field, long value) {
    int f = field.ordinal();
    switch (field.width()) {
      case 1 -> bytes[f][rows] = (byte) value;
      case 2 -> shorts[f][rows] = (short) value;
      case 4 -> ints[f][rows] = (int) value;
      default -> longs[f][rows] = value;
    }
  }

  /// Writes an address into the open row.
  public void setAddress(FlowField field, long high, long low) {
    int f = field.ordinal();
    highs[f][rows] = high;
    longs[f][rows] = low;
  }

  /// The value of the open row, unsigned.
  public long get(FlowField field) {
    return get(field, rows);
  }

  /// A row's value, unsigned; of an address the low half.
  public long get(FlowField field, int row) {
    int f = field.ordinal();
    return switch (field.width()) {
      case 1 -> bytes[f][row] & 0xffL;
      case 2 -> shorts[f][row] & 0xffffL;
      case 4 -> ints[f][row] & 0xffff_ffffL;
      default -> longs[f][row];
    };
  }

  /// High half of a row's address; 0 for other fields.
  public long high(FlowField field, int row) {
    long[] column = highs[field.ordinal()];
    return column == null ? 0 : column[row];
  }

  /// Changes a value of a closed row, cut to the field's width.
  public void set(FlowField field, int row, long value) {
    int f = field.ordinal();
    switch (field.width()) {
      case 1 -> bytes[f][row] = (byte) value;
      case 2 -> shorts[f][row] = (short) value;
      case 4 -> ints[f][row] = (int) value;
      default -> longs[f][row] = value;
    }
  }

  /// Closes the open row and opens the next.
  public void endRow() {
    rows++;
    if (rows == capacity) {
      grow();
    }
  }

  /// Takes back every row from `mark` (an earlier [#rows]) on, and what is in the open one.
  public void rollback(int mark) {
    clear(mark, Math.min(rows + 1, capacity));
    rows = mark;
  }

  /// Makes the batch empty.
  public void reset() {
    rollback(0);
  }

  /// The array behind a field: `byte[]`, `short[]`, `int[]` or `long[]` (an address's low halves),
  /// valid up to [#rows]. For bulk copies; do not change it.
  public Object column(FlowField field) {
    int f = field.ordinal();
    return switch (field.width()) {
      case 1 -> bytes[f];
      case 2 -> shorts[f];
      case 4 -> ints[f];
      default -> longs[f];
    };
  }

  /// The high halves of an address field. For bulk copies; do not change it.
  public long[] highColumn(FlowField field) {
    return highs[field.ordinal()];
  }

  private void clear(int from, int until) {
    for (FlowField field : FlowField.ALL) {
      int f = field.ordinal();
      switch (field.width()) {
        case 1 -> Arrays.fill(bytes[f], from, until, (byte) 0);
        case 2 -> Arrays.fill(shorts[f], from, until, (short) 0);
        case 4 -> Arrays.fill(ints[f], from, until, 0);
        case 8 -> Arrays.fill(longs[f], from, until, 0);
        default -> {
          Arrays.fill(longs[f], from, until, 0);
          Arrays.fill(highs[f], from, until, 0);
        }
      }
    }
  }

  private void grow() {
    capacity *= 2;
    for (FlowField field : FlowField.ALL) {
      int f = field.ordinal();
      switch (field.width()) {
        case 1 -> bytes[f] = Arrays.copyOf(bytes[f], capacity);
        case 2 -> shorts[f] = Arrays.copyOf(shorts[f], capacity);
        case 4 -> ints[f] = Arrays.copyOf(ints[f], capacity);
        case 8 -> longs[f] = Arrays.copyOf(longs[f], capacity);
        default -> {
          longs[f] = Arrays.copyOf(longs[f], capacity);
          highs[f] = Arrays.copyOf(highs[f], capacity);
        }
      }
    }
  }

  /// Whether a large datagram made it grow: better dropped than pooled.
  public boolean hasGrown() {
    return capacity > CAPACITY;
  }
}
