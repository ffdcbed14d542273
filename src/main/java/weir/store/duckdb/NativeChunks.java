package weir.store.duckdb;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The functions of DuckDB's C API that writing data chunks takes, bound by hand from the library
/// that the JDBC driver has loaded. Failing calls throw; nothing here checks what is passed in.
@SuppressWarnings("restricted") // native calls are what it is for
final class NativeChunks {
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong INDEX = ValueLayout.JAVA_LONG;

  private final SymbolLookup library = SymbolLookup.loaderLookup();
  private final MethodHandle createType =
      bind("duckdb_create_logical_type", FunctionDescriptor.of(POINTER, INT));
  private final MethodHandle destroyType = bindVoid("duckdb_destroy_logical_type", POINTER);
  private final MethodHandle createChunk =
      bind("duckdb_create_data_chunk", FunctionDescriptor.of(POINTER, POINTER, INDEX));
  private final MethodHandle destroyChunk = bindVoid("duckdb_destroy_data_chunk", POINTER);
  private final MethodHandle resetChunk = bindVoid("duckdb_data_chunk_reset", POINTER);
  private final MethodHandle setSize = bindVoid("duckdb_data_chunk_set_size", POINTER, INDEX);
  private final MethodHandle vector =
      bind("duckdb_data_chunk_get_vector", FunctionDescriptor.of(POINTER, POINTER, INDEX));
  private final MethodHandle vectorData =
      bind("duckdb_vector_get_data", FunctionDescriptor.of(POINTER, POINTER));
  private final MethodHandle append =
      bind("duckdb_append_data_chunk", FunctionDescriptor.of(INT, POINTER, POINTER));

  private final MethodHandle flush =
      bind("duckdb_appender_flush", FunctionDescriptor.of(INT, POINTER));

  private MethodHandle bindVoid(String name, MemoryLayout... arguments) {
    return bind(name, FunctionDescriptor.ofVoid(arguments));
  }

  private MethodHandle bind(String name, FunctionDescriptor descriptor) {
    MemorySegment function =
        library
            .find(name)
            .orElseThrow(() -> new UnsupportedOperationException("DuckDB lacks " + name));
    return Linker.nativeLinker().downcallHandle(function, descriptor);
  }

  /// A chunk whose columns have these types (`duckdb_type` numbers).
  MemorySegment createChunk(int... types) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handles = arena.allocate(POINTER, types.length);
      for (int i = 0; i < types.length; i++) {
        handles.setAtIndex(POINTER, i, (MemorySegment) createType.invokeExact(types[i]));
      }
      MemorySegment chunk = (MemorySegment) createChunk.invokeExact(handles, (long) types.length);
      for (int i = 0; i < types.length; i++) {
        destroyType.invokeExact(handles.asSlice(POINTER.byteSize() * i, POINTER.byteSize()));
      }
      return chunk;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void destroyChunk(MemorySegment chunk) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(POINTER);
      handle.set(POINTER, 0, chunk);
      destroyChunk.invokeExact(handle);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Empties a chunk; the addresses of its columns change.
  void reset(MemorySegment chunk) {
    try {
      resetChunk.invokeExact(chunk);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// A column's memory.
  MemorySegment column(MemorySegment chunk, int column, long bytes) {
    try {
      MemorySegment handle = (MemorySegment) vector.invokeExact(chunk, (long) column);
      return ((MemorySegment) vectorData.invokeExact(handle)).reinterpret(bytes);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Appends `rows` of the chunk; whether DuckDB took them.
  boolean append(MemorySegment appender, MemorySegment chunk, int rows) {
    try {
      setSize.invokeExact(chunk, (long) rows);
      return (int) append.invokeExact(appender, chunk) == 0;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Hands the appender's rows to the open transaction; whether DuckDB took them.
  boolean flush(MemorySegment appender) {
    try {
      return (int) flush.invokeExact(appender) == 0;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(Throwable e) {
    return new IllegalStateException("calling DuckDB failed", e);
  }
}
