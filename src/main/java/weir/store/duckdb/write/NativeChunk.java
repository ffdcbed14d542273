package weir.store.duckdb.write;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.store.duckdb.files.FlowTable;

/// One of DuckDB's data chunks with a table's columns, filled from batches until it is full.
final class NativeChunk implements AutoCloseable {
  /// A list's place in its column's items: `offset u64, length u64`.
  private static final int LIST_ENTRY_BYTES = 16;

  private final NativeChunks duckdb;
  private final MemorySegment chunk;
  private final FlowField[] fields;
  private final FlowTable.Type[] types;

  /// Each column's memory; an address has two. They move when the chunk is emptied.
  private final MemorySegment[] memory;

  /// Items of each column's lists so far.
  private final int[] items;

  private final long[] longs = new long[RowWriter.CHUNK];
  private final int[] ints = new int[RowWriter.CHUNK];
  private final short[] shorts = new short[RowWriter.CHUNK];
  private final byte[] bytes = new byte[RowWriter.CHUNK];
  private int rows;

  NativeChunk(NativeChunks duckdb, FlowTable table) {
    this.duckdb = duckdb;
    this.chunk = duckdb.createChunk(table.columns().stream().map(FlowTable.Column::type).toList());
    this.fields = table.written().toArray(FlowField[]::new);
    this.types = new FlowTable.Type[fields.length];
    for (int i = 0; i < fields.length; i++) {
      types[i] = FlowTable.Type.of(fields[i]);
    }
    this.memory = new MemorySegment[table.columns().size()];
    this.items = new int[memory.length];
    empty();
  }

  private void empty() {
    duckdb.reset(chunk);
    rows = 0;
    int column = 0;
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].isWide()) {
        memory[column] = duckdb.column(chunk, column, 8L * RowWriter.CHUNK);
        column++;
      }
      long width =
          types[i] == FlowTable.Type.LIST ? LIST_ENTRY_BYTES : Math.min(8, fields[i].width());
      memory[column] = duckdb.column(chunk, column, width * RowWriter.CHUNK);
      items[column] = 0;
      column++;
    }
  }

  int rows() {
    return rows;
  }

  /// Copies as many of the batch's rows as there is room for: those whose numbers stand in `order`
  /// from `from` on. How many.
  int take(FlowBatch batch, int[] order, int from, int until) {
    int count = Math.min(until - from, RowWriter.CHUNK - rows);
    int column = 0;
    for (int i = 0; i < fields.length; i++) {
      FlowField field = fields[i];
      if (field.isWide()) {
        copyHighs(batch, field, order, from, count, memory[column++]);
      }
      copy(batch, field, types[i], order, from, count, column++);
    }
    rows += count;
    return count;
  }

  private void copyHighs(
      FlowBatch batch, FlowField field, int[] order, int from, int count, MemorySegment into) {
    if (batch.uses(field)) {
      gather(batch.highs(field), order, from, count, into);
    } else {
      into.asSlice(8L * rows, 8L * count).fill((byte) 0);
    }
  }

  /// Rows are put together in the heap first: one copy a column crosses into native memory.
  private void gather(long[] column, int[] order, int from, int count, MemorySegment into) {
    for (int i = 0; i < count; i++) {
      longs[i] = column[order[from + i]];
    }
    MemorySegment.copy(longs, 0, into, ValueLayout.JAVA_LONG, 8L * rows, count);
  }

  private void gather(int[] column, int[] order, int from, int count, MemorySegment into) {
    for (int i = 0; i < count; i++) {
      ints[i] = column[order[from + i]];
    }
    MemorySegment.copy(ints, 0, into, ValueLayout.JAVA_INT, 4L * rows, count);
  }

  private void gather(short[] column, int[] order, int from, int count, MemorySegment into) {
    for (int i = 0; i < count; i++) {
      shorts[i] = column[order[from + i]];
    }
    MemorySegment.copy(shorts, 0, into, ValueLayout.JAVA_SHORT, 2L * rows, count);
  }

  private void gather(byte[] column, int[] order, int from, int count, MemorySegment into) {
    for (int i = 0; i < count; i++) {
      bytes[i] = column[order[from + i]];
    }
    MemorySegment.copy(bytes, 0, into, ValueLayout.JAVA_BYTE, rows, count);
  }

  private void copy(
      FlowBatch batch,
      FlowField field,
      FlowTable.Type type,
      int[] order,
      int from,
      int count,
      int column) {
    MemorySegment into = memory[column];
    if (type == FlowTable.Type.LIST) {
      copyLists(batch, field, order, from, count, column);
      return;
    }
    if (!batch.uses(field)) {
      long width = Math.min(8, field.width());
      into.asSlice(width * rows, width * count).fill((byte) 0);
      return;
    }
    switch (type) {
      case UTINYINT -> gather(batch.bytes(field), order, from, count, into);
      case USMALLINT -> gather(batch.shorts(field), order, from, count, into);
      case UINTEGER -> gather(batch.ints(field), order, from, count, into);
      default -> gather(batch.longs(field), order, from, count, into);
    }
  }

  private void copyLists(
      FlowBatch batch, FlowField field, int[] order, int from, int count, int column) {
    MemorySegment entries = memory[column];
    int held = items[column];
    int total = held;
    for (int row = 0; row < count; row++) {
      int length = batch.listLength(field, order[from + row]);
      entries.setAtIndex(ValueLayout.JAVA_LONG, 2L * (rows + row), total);
      entries.setAtIndex(ValueLayout.JAVA_LONG, 2L * (rows + row) + 1, length);
      total += length;
    }
    MemorySegment list = duckdb.listItems(chunk, column, total, 4L * total);
    int at = held;
    for (int i = from; i < from + count; i++) {
      int row = order[i];
      int length = batch.listLength(field, row);
      if (length > 0) {
        int first = (int) (batch.get(field, row) >>> 32);
        MemorySegment.copy(batch.items(), first, list, ValueLayout.JAVA_INT, 4L * at, length);
        at += length;
      }
    }
    items[column] = total;
  }

  /// Gives the rows to an appender and becomes empty; whether DuckDB took them.
  boolean appendTo(MemorySegment appender) {
    boolean taken = duckdb.append(appender, chunk, rows);
    empty();
    return taken;
  }

  @Override
  public void close() {
    duckdb.destroyChunk(chunk);
  }
}
