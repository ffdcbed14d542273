package weir.store.duckdb;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

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

  private int rows;

  NativeChunk(NativeChunks duckdb, FlowTable table) {
    this.duckdb = duckdb;
    this.chunk = duckdb.createChunk(table.columns().stream().map(FlowTable.Column::type).toList());
    this.fields = table.fields().toArray(FlowField[]::new);
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
      if (fields[i].isAddress()) {
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

  /// Copies as many of the batch's rows as there is room for; how many.
  int take(FlowBatch batch, int from, int until) {
    int count = Math.min(until - from, RowWriter.CHUNK - rows);
    int column = 0;
    for (int i = 0; i < fields.length; i++) {
      FlowField field = fields[i];
      if (field.isAddress()) {
        copyHighs(batch, field, from, count, memory[column++]);
      }
      copy(batch, field, types[i], from, count, column++);
    }
    rows += count;
    return count;
  }

  private void copyHighs(
      FlowBatch batch, FlowField field, int from, int count, MemorySegment into) {
    if (batch.uses(field)) {
      MemorySegment.copy(batch.highs(field), from, into, ValueLayout.JAVA_LONG, 8L * rows, count);
    } else {
      into.asSlice(8L * rows, 8L * count).fill((byte) 0);
    }
  }

  private void copy(
      FlowBatch batch, FlowField field, FlowTable.Type type, int from, int count, int column) {
    MemorySegment into = memory[column];
    if (type == FlowTable.Type.LIST) {
      copyLists(batch, field, from, count, column);
      return;
    }
    long width = Math.min(8, field.width());
    long at = width * rows;
    if (!batch.uses(field)) {
      into.asSlice(at, width * count).fill((byte) 0);
      return;
    }
    switch (type) {
      case UTINYINT ->
          MemorySegment.copy(batch.bytes(field), from, into, ValueLayout.JAVA_BYTE, at, count);
      case USMALLINT ->
          MemorySegment.copy(batch.shorts(field), from, into, ValueLayout.JAVA_SHORT, at, count);
      case UINTEGER ->
          MemorySegment.copy(batch.ints(field), from, into, ValueLayout.JAVA_INT, at, count);
      default ->
          MemorySegment.copy(batch.longs(field), from, into, ValueLayout.JAVA_LONG, at, count);
    }
  }

  private void copyLists(FlowBatch batch, FlowField field, int from, int count, int column) {
    MemorySegment entries = memory[column];
    int held = items[column];
    int total = held;
    for (int row = 0; row < count; row++) {
      int length = batch.listLength(field, from + row);
      entries.setAtIndex(ValueLayout.JAVA_LONG, 2L * (rows + row), total);
      entries.setAtIndex(ValueLayout.JAVA_LONG, 2L * (rows + row) + 1, length);
      total += length;
    }
    MemorySegment list = duckdb.listItems(chunk, column, total, 4L * total);
    int at = held;
    for (int row = from; row < from + count; row++) {
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
