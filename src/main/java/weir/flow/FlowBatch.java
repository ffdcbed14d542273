package weir.flow;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Flows as columns: one primitive array a field, each as wide as the field's values on disk.
///
/// Values are written into the open row, which [#endRow] closes; a row starts as all zeros. Records
/// of one shape can be written column by column as well: [#reserve] rows, fill them through
/// [#longs] and its like, then [#endRows]. The batch holds about [#CAPACITY] rows: whoever fills it
/// hands it on once it [#isFull], and a datagram that brings more rows than are left makes it grow,
/// so that a datagram can be taken back whole with [#rollback]. Columns that no flow needs take no
/// memory and no time. Not thread-safe; handed from thread to thread as a whole.
public final class FlowBatch {
  /// Rows that a batch is meant to hold: DuckDB's vector size.
  public static final int CAPACITY = 2048;

  /// Room kept for the datagram in hand: 64 rows are more than any in an Ethernet frame.
  private static final int HEADROOM = 64;

  /// Lists are rare and short; what brings more is handed on early.
  private static final int MAX_ITEMS = 1 << 16;

  private static final int FIELDS = FlowField.ALL.length;

  private final byte[] @Nullable [] bytes = new byte[FIELDS][];
  private final short[] @Nullable [] shorts = new short[FIELDS][];
  private final int[] @Nullable [] ints = new int[FIELDS][];
  private final long[] @Nullable [] longs = new long[FIELDS][];
  private final long[] @Nullable [] highs = new long[FIELDS][];

  /// Which columns may hold something else than zeros.
  private final boolean[] used = new boolean[FIELDS];

  /// Items of all lists; a row's value is its first item's index times 2^32 plus its length.
  private int[] items = new int[64];

  private int itemCount;
  private int capacity = CAPACITY;
  private int rows;

  /// Fingerprint of the rules that all its directions are told by.
  private long directionRules;

  /// Up to where rows may have been written to ahead of the open one.
  private int reserved;

  /// An empty batch.
  public FlowBatch() {}

  /// Closed rows.
  public int rows() {
    return rows;
  }

  /// Fingerprint of the rules that the directions of all its rows are told by; 0 for none.
  public long directionRules() {
    return directionRules;
  }

  /// Says by which rules its directions are told.
  public void directionRules(long fingerprint) {
    directionRules = fingerprint;
  }

  /// Whether it should be handed on before the next datagram.
  public boolean isFull() {
    return rows > CAPACITY - HEADROOM || itemCount > MAX_ITEMS;
  }

  /// Whether any flow may have a value other than 0 there.
  public boolean uses(FlowField field) {
    return used[field.ordinal()];
  }

  /// Writes a value into the open row, cut to the field's width.
  public void set(FlowField field, long value) {
    set(field, rows, value);
  }

  /// Changes a value of a row, cut to the field's width.
  public void set(FlowField field, int row, long value) {
    if (value == 0 && !used[field.ordinal()]) {
      return;
    }
    switch (field.width()) {
      case 1 -> bytes(field)[row] = (byte) value;
      case 2 -> shorts(field)[row] = (short) value;
      case 4 -> ints(field)[row] = (int) value;
      default -> longs(field)[row] = value;
    }
  }

  /// Writes an address into the open row.
  public void setAddress(FlowField field, long high, long low) {
    setHalves(field, rows, high, low);
  }

  /// Changes an address of a row.
  public void setAddress(FlowField field, int row, long high, long low) {
    setHalves(field, row, high, low);
  }

  /// Changes a text of a row.
  public void setText(FlowField field, int row, ShortText text) {
    setHalves(field, row, text.high(), text.low());
  }

  /// Writes what is wide, whatever it is, into the open row.
  public void setHalves(FlowField field, long high, long low) {
    setHalves(field, rows, high, low);
  }

  /// Changes what is wide in a row.
  public void setHalves(FlowField field, int row, long high, long low) {
    if ((high | low) != 0 || used[field.ordinal()]) {
      longs(field)[row] = low;
      highs(field)[row] = high;
    }
  }

  /// Adds an item to the open row's list.
  public void add(FlowField list, int item) {
    add(list, rows, item);
  }

  /// Adds an item to a row's list.
  public void add(FlowField list, int row, int item) {
    long entry = get(list, row);
    int length = (int) entry;
    int first = (int) (entry >>> 32);
    if (itemCount + length >= items.length) {
      items = Arrays.copyOf(items, (itemCount + length + 1) * 2);
    }
    if (length > 0 && first + length != itemCount) { // another list was added to since
      System.arraycopy(items, first, items, itemCount, length);
      itemCount += length;
    }
    items[itemCount++] = item;
    set(list, row, ((long) (itemCount - length - 1) << 32) | (length + 1L));
  }

  /// Items of a row's list.
  public int listLength(FlowField list, int row) {
    return (int) get(list, row);
  }

  /// An item of a row's list.
  public int item(FlowField list, int row, int index) {
    return items[(int) (get(list, row) >>> 32) + index];
  }

  /// The address that starts at item `index` of a list of [Kind#ADDRESSES].
  public IpAddress addressItem(FlowField list, int row, int index) {
    long high = pair(item(list, row, index), item(list, row, index + 1));
    return new IpAddress(high, pair(item(list, row, index + 2), item(list, row, index + 3)));
  }

  /// Changes the address that starts at item `index` of a row's list of [Kind#ADDRESSES].
  public void setAddressItem(FlowField list, int row, int index, IpAddress address) {
    int at = (int) (get(list, row) >>> 32) + index;
    items[at] = (int) (address.high() >>> 32);
    items[at + 1] = (int) address.high();
    items[at + 2] = (int) (address.low() >>> 32);
    items[at + 3] = (int) address.low();
  }

  private static long pair(int high, int low) {
    return ((long) high << 32) | Integer.toUnsignedLong(low);
  }

  /// Adds an address to a row's list of [Kind#ADDRESSES].
  public void addAddress(FlowField list, int row, long high, long low) {
    add(list, row, (int) (high >>> 32));
    add(list, row, (int) high);
    add(list, row, (int) (low >>> 32));
    add(list, row, (int) low);
  }

  /// The value of the open row, unsigned.
  public long get(FlowField field) {
    return get(field, rows);
  }

  /// A row's value, unsigned; of what is wide the low half.
  public long get(FlowField field, int row) {
    int f = field.ordinal();
    if (!used[f]) {
      return 0;
    }
    return switch (field.width()) {
      case 1 -> bytes(field)[row] & 0xffL;
      case 2 -> shorts(field)[row] & 0xffffL;
      case 4 -> ints(field)[row] & 0xffff_ffffL;
      default -> longs(field)[row];
    };
  }

  /// High half of what is wide in a row; 0 for other fields.
  public long high(FlowField field, int row) {
    return field.isWide() && used[field.ordinal()] ? highs(field)[row] : 0;
  }

  /// Whether a row has a value other than 0 there, or a list with anything in it.
  public boolean fills(FlowField field, int row) {
    return field.isList() ? listLength(field, row) > 0 : (high(field, row) | get(field, row)) != 0;
  }

  /// Writes a row's value of one field into the open row of another one of the same width.
  public void copy(FlowField from, int row, FlowField to) {
    if (from.isWide()) {
      setHalves(to, high(from, row), get(from, row));
    } else {
      set(to, get(from, row));
    }
  }

  /// Writes a closed row into the open one, with its ends swapped.
  public void copyReversed(int row) {
    for (FlowField field : FlowField.ALL) {
      FlowField from = field.opposite().orElse(field);
      if (used[from.ordinal()]) {
        copy(from, row, field);
      }
    }
  }

  /// Adds a row of another batch.
  public void addRow(FlowBatch from, int row) {
    copyRow(from, row, FlowField.all());
    endRow();
  }

  /// Writes a row of another batch into the open one, as far as those fields go.
  public void copyRow(FlowBatch from, int row, Iterable<FlowField> fields) {
    for (FlowField field : fields) {
      if (!from.used[field.ordinal()]) {
        continue;
      }
      if (field.isList()) {
        for (int i = 0; i < from.listLength(field, row); i++) {
          add(field, from.item(field, row, i));
        }
      } else if (field.isWide()) {
        setHalves(field, from.high(field, row), from.get(field, row));
      } else {
        set(field, from.get(field, row));
      }
    }
  }

  /// Closes the open row and opens the next.
  public void endRow() {
    rows++;
    if (rows == capacity) {
      grow();
    }
  }

  /// Makes room for `count` rows, the open one first.
  public void reserve(int count) {
    while (capacity <= rows + count) {
      grow();
    }
    reserved = rows + count;
  }

  /// Closes `count` rows for which room was reserved.
  public void endRows(int count) {
    rows += count;
  }

  /// Writes one value into `count` rows, closed or reserved.
  public void fill(FlowField field, int first, int count, long value) {
    if (value == 0 && !used[field.ordinal()]) {
      return;
    }
    int until = first + count;
    switch (field.width()) {
      case 1 -> Arrays.fill(bytes(field), first, until, (byte) value);
      case 2 -> Arrays.fill(shorts(field), first, until, (short) value);
      case 4 -> Arrays.fill(ints(field), first, until, (int) value);
      default -> Arrays.fill(longs(field), first, until, value);
    }
  }

  /// Writes one address into `count` rows, closed or reserved.
  public void fillAddress(FlowField field, int first, int count, long high, long low) {
    Arrays.fill(longs(field), first, first + count, low);
    Arrays.fill(highs(field), first, first + count, high);
  }

  /// The column of a field of one byte, to be written to; valid until more rows are reserved.
  public byte[] bytes(FlowField field) {
    int f = field.ordinal();
    used[f] = true;
    byte[] column = bytes[f];
    if (column == null) {
      column = new byte[capacity];
      bytes[f] = column;
    }
    return column;
  }

  /// The column of a field of two bytes.
  public short[] shorts(FlowField field) {
    int f = field.ordinal();
    used[f] = true;
    short[] column = shorts[f];
    if (column == null) {
      column = new short[capacity];
      shorts[f] = column;
    }
    return column;
  }

  /// The column of a field of four bytes.
  public int[] ints(FlowField field) {
    int f = field.ordinal();
    used[f] = true;
    int[] column = ints[f];
    if (column == null) {
      column = new int[capacity];
      ints[f] = column;
    }
    return column;
  }

  /// The column of a field of eight bytes, or the low halves of what is wide.
  public long[] longs(FlowField field) {
    int f = field.ordinal();
    used[f] = true;
    long[] column = longs[f];
    if (column == null) {
      column = new long[capacity];
      longs[f] = column;
    }
    return column;
  }

  /// The high halves of a wide field.
  public long[] highs(FlowField field) {
    int f = field.ordinal();
    used[f] = true;
    long[] column = highs[f];
    if (column == null) {
      column = new long[capacity];
      highs[f] = column;
    }
    return column;
  }

  /// Notes that what was just written into a column was nothing but zeros.
  public void allZero(FlowField field) {
    used[field.ordinal()] = false;
  }

  /// The array behind a used field: `byte[]`, `short[]`, `int[]` or `long[]` (low halves of what is
  /// wide, a list's places), valid up to [#rows]. For bulk copies; do not change it.
  public Object column(FlowField field) {
    return switch (field.width()) {
      case 1 -> bytes(field);
      case 2 -> shorts(field);
      case 4 -> ints(field);
      default -> longs(field);
    };
  }

  /// Items of all lists of all rows, as [#column] of a list points to them. Do not change it.
  public int[] items() {
    return items;
  }

  /// Takes back every row from `mark` (an earlier [#rows]) on, and what is in the open one.
  public void rollback(int mark) {
    int until = Math.min(Math.max(rows + 1, reserved), capacity);
    boolean lists = itemCount > 0;
    for (FlowField field : FlowField.ALL) {
      if (used[field.ordinal()]) {
        clear(field, mark, until);
        used[field.ordinal()] = mark > 0;
      }
    }
    rows = mark;
    reserved = mark;
    if (lists) {
      itemCount = itemsBefore(mark);
    }
  }

  private int itemsBefore(int mark) {
    int count = 0;
    for (FlowField field : FlowField.ALL) {
      if (field.isList() && used[field.ordinal()]) {
        long[] column = longs(field);
        for (int row = 0; row < mark; row++) {
          count = Math.max(count, (int) (column[row] >>> 32) + (int) column[row]);
        }
      }
    }
    return count;
  }

  /// Makes the batch empty.
  public void reset() {
    directionRules = 0;
    rollback(0);
  }

  private void clear(FlowField field, int from, int until) {
    switch (field.width()) {
      case 1 -> Arrays.fill(bytes(field), from, until, (byte) 0);
      case 2 -> Arrays.fill(shorts(field), from, until, (short) 0);
      case 4 -> Arrays.fill(ints(field), from, until, 0);
      default -> Arrays.fill(longs(field), from, until, 0);
    }
    if (field.isWide()) {
      Arrays.fill(highs(field), from, until, 0);
    }
  }

  private void grow() {
    capacity *= 2;
    for (int f = 0; f < FIELDS; f++) {
      bytes[f] = bytes[f] == null ? null : Arrays.copyOf(bytes[f], capacity);
      shorts[f] = shorts[f] == null ? null : Arrays.copyOf(shorts[f], capacity);
      ints[f] = ints[f] == null ? null : Arrays.copyOf(ints[f], capacity);
      longs[f] = longs[f] == null ? null : Arrays.copyOf(longs[f], capacity);
      highs[f] = highs[f] == null ? null : Arrays.copyOf(highs[f], capacity);
    }
  }

  /// Octets of its columns: those that flows have filled since it was made, whether they do now or
  /// not.
  public long columnBytes() {
    long sum = 4L * items.length;
    for (int f = 0; f < FIELDS; f++) {
      sum += bytes[f] == null ? 0 : bytes[f].length;
      sum += shorts[f] == null ? 0 : 2L * shorts[f].length;
      sum += ints[f] == null ? 0 : 4L * ints[f].length;
      sum += longs[f] == null ? 0 : 8L * longs[f].length;
      sum += highs[f] == null ? 0 : 8L * highs[f].length;
    }
    return sum;
  }

  /// Whether a large datagram made it grow: better dropped than pooled.
  public boolean hasGrown() {
    return capacity > CAPACITY || items.length > 4 * MAX_ITEMS;
  }
}
