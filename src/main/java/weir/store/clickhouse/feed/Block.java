package weir.store.clickhouse.feed;

import io.airlift.compress.v3.lz4.Lz4FrameJavaCompressor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Flows on their way: columns as ClickHouse's format Native has them, filled from batches of
/// flows, column by column. Columns in which no flow has a value are not sent; the table's default
/// for them is 0. Used by one thread; its memory is used again for the next block.
final class Block {
  /// Rows that a block is meant to hold. One insert takes one block as it is.
  static final int ROWS = 65_536;

  private static final VarHandle LONG_BE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final Layout layout;
  private final List<Cells> columns = new ArrayList<>();
  private final Lz4FrameJavaCompressor compressor = new Lz4FrameJavaCompressor();
  private int rows;
  private byte[] plain = new byte[0];
  private byte[] packed = new byte[0];

  /// What one column has so far.
  private static final class Cells {
    private final Column column;
    private final boolean @Nullable [] known;
    private byte[] octets = new byte[0];
    private boolean used;
    private byte[] items = new byte[0];
    private int itemCount;

    private Cells(Column column) {
      this.column = column;
      this.known = column.isChosen() ? column.known() : null;
    }
  }

  /// A block as it is sent. Valid until the next is begun.
  ///
  /// @param columns names of those that are in it
  /// @param octets in LZ4's frame format, `length` of them
  record Packed(Layout layout, List<String> columns, int rows, byte[] octets, int length) {}

  Block(Layout layout) {
    this.layout = layout;
    layout.columns().forEach(column -> columns.add(new Cells(column)));
  }

  Layout layout() {
    return layout;
  }

  int rows() {
    return rows;
  }

  /// Adds as many of a batch's rows as there is room for.
  ///
  /// @return how many
  int append(FlowBatch batch, int from) {
    int count = Math.min(batch.rows() - from, ROWS - rows);
    for (Cells cells : columns) {
      append(cells, batch, from, count);
    }
    rows += count;
    return count;
  }

  private void append(Cells cells, FlowBatch batch, int from, int count) {
    FlowField field = cells.column.field();
    int width = cells.column.width();
    if (!batch.uses(field)) {
      if (cells.used) {
        zeros(cells, rows, rows + count);
      }
      return;
    }
    if (!cells.used) {
      begin(cells, width);
    }
    int at = rows * width;
    switch (cells.column.form()) {
      case PLAIN -> {
        if (cells.known == null) {
          copy(batch, field, from, count, cells.octets, at);
        } else {
          choose(batch, field, from, count, cells.octets, at, cells.known);
        }
      }
      case ADDRESS, OCTETS ->
          addresses(batch.highs(field), batch.longs(field), from, count, cells.octets, at);
      case LIST -> lists(cells, batch, from, count, at);
      case SECONDS, MILLISECONDS, MICROSECONDS ->
          times(batch.longs(field), from, count, cells.octets, at, cells.column.form().nanos());
      case DATE -> dates(batch.longs(field), from, count, cells.octets, at);
    }
  }

  /// Memory for the whole block, at the first value.
  private void begin(Cells cells, int width) {
    cells.used = true;
    if (cells.octets.length == 0) {
      cells.octets = new byte[ROWS * width];
    }
    cells.itemCount = 0;
    zeros(cells, 0, rows);
  }

  /// Rows with no value; a list ends where the one before does.
  private static void zeros(Cells cells, int from, int until) {
    if (cells.column.form() == Column.Form.LIST) {
      for (int row = from; row < until; row++) {
        LONG_LE.set(cells.octets, row * 8, (long) cells.itemCount);
      }
    } else {
      int width = cells.column.width();
      Arrays.fill(cells.octets, from * width, until * width, (byte) 0);
    }
  }

  private static void copy(
      FlowBatch batch, FlowField field, int from, int count, byte[] into, int at) {
    switch (field.width()) {
      case 1 -> System.arraycopy(batch.bytes(field), from, into, at, count);
      case 2 -> little(into, at).asShortBuffer().put(batch.shorts(field), from, count);
      case 4 -> little(into, at).asIntBuffer().put(batch.ints(field), from, count);
      default -> little(into, at).asLongBuffer().put(batch.longs(field), from, count);
    }
  }

  private static ByteBuffer little(byte[] octets, int at) {
    return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).position(at);
  }

  private static void choose(
      FlowBatch batch, FlowField field, int from, int count, byte[] into, int at, boolean[] known) {
    Arrays.fill(into, at, at + count * field.width(), (byte) 0);
    for (int i = 0; i < count; i++) {
      long value = batch.get(field, from + i);
      if (value >= 0 && value < known.length && known[(int) value]) {
        into[at + i * field.width()] = (byte) value;
      }
    }
  }

  private static void addresses(
      long[] highs, long[] lows, int from, int count, byte[] into, int at) {
    for (int i = 0; i < count; i++) {
      LONG_BE.set(into, at + i * 16, highs[from + i]);
      LONG_BE.set(into, at + i * 16 + 8, lows[from + i]);
    }
  }

  private static void times(
      long[] nanos, int from, int count, byte[] into, int at, long unitNanos) {
    for (int i = 0; i < count; i++) {
      LONG_LE.set(into, at + i * 8, Long.divideUnsigned(nanos[from + i], unitNanos));
    }
  }

  private static void dates(long[] nanos, int from, int count, byte[] into, int at) {
    long unit = Column.Form.DATE.nanos();
    for (int i = 0; i < count; i++) {
      int day = (int) Math.min(Long.divideUnsigned(nanos[from + i], unit), 0xffff);
      into[at + i * 2] = (byte) day;
      into[at + i * 2 + 1] = (byte) (day >>> 8);
    }
  }

  private static void lists(Cells cells, FlowBatch batch, int from, int count, int at) {
    FlowField field = cells.column.field();
    for (int i = 0; i < count; i++) {
      int length = batch.listLength(field, from + i);
      int needed = (cells.itemCount + length) * 4;
      if (needed > cells.items.length) {
        cells.items = Arrays.copyOf(cells.items, Math.max(needed, cells.items.length * 2));
      }
      for (int item = 0; item < length; item++) {
        INT_LE.set(cells.items, cells.itemCount++ * 4, batch.item(field, from + i, item));
      }
      LONG_LE.set(cells.octets, at + i * 8, (long) cells.itemCount);
    }
  }

  /// What has come together, ready to be sent; the next row begins a new block.
  Packed pack() {
    for (Cells cells : columns) {
      if (!cells.used && (cells.column.always() || columns.stream().noneMatch(all -> all.used))) {
        begin(cells, cells.column.width());
      }
    }
    List<Cells> sent = columns.stream().filter(cells -> cells.used).toList();
    int length = write(sent);
    int most = compressor.maxCompressedLength(length);
    if (packed.length < most) {
      packed = new byte[most];
    }
    int packedLength = compressor.compress(plain, 0, length, packed, 0, packed.length);
    int packedRows = rows;
    clear();
    return new Packed(
        layout,
        sent.stream().map(cells -> cells.column.name()).toList(),
        packedRows,
        packed,
        packedLength);
  }

  private int write(List<Cells> sent) {
    int most = 16;
    for (Cells cells : sent) {
      most += rows * cells.column.width() + cells.itemCount * 4 + 64 + cells.column.name().length();
    }
    if (plain.length < most) {
      plain = new byte[most + most / 4];
    }
    int at = number(sent.size(), 0);
    at = number(rows, at);
    for (Cells cells : sent) {
      at = text(cells.column.name(), at);
      at = text(cells.column.sentType(), at);
      at = octets(cells.octets, rows * cells.column.width(), at);
      at = octets(cells.items, cells.itemCount * 4, at);
    }
    return at;
  }

  /// Seven bits an octet, the lowest first.
  private int number(int value, int at) {
    int rest = value;
    int next = at;
    for (; rest >= 0x80; rest >>>= 7) {
      plain[next++] = (byte) (rest | 0x80);
    }
    plain[next++] = (byte) rest;
    return next;
  }

  private int text(String value, int at) {
    byte[] octets = value.getBytes(StandardCharsets.UTF_8);
    return octets(octets, octets.length, number(octets.length, at));
  }

  private int octets(byte[] octets, int length, int at) {
    System.arraycopy(octets, 0, plain, at, length);
    return at + length;
  }

  private void clear() {
    rows = 0;
    for (Cells cells : columns) {
      cells.used = false;
      cells.itemCount = 0;
    }
  }

  /// Gives up what has come together.
  void drop() {
    clear();
  }
}
