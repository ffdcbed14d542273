package weir.store.duckdb.write;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import weir.store.duckdb.files.FlowTable;

/// The functions of DuckDB's C API that writing data chunks takes, bound by hand from the library
/// that the JDBC driver has loaded. Failing calls throw; nothing here checks what is passed in.
@SuppressWarnings("restricted") // native calls are what it is for
public final class NativeChunks {
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong INDEX = ValueLayout.JAVA_LONG;

  private final SymbolLookup library = SymbolLookup.loaderLookup();
  private final MethodHandle createType =
      bind("duckdb_create_logical_type", FunctionDescriptor.of(POINTER, INT));
  private final MethodHandle createListType =
      bind("duckdb_create_list_type", FunctionDescriptor.of(POINTER, POINTER));
  private final MethodHandle reserveList =
      bind("duckdb_list_vector_reserve", FunctionDescriptor.of(INT, POINTER, INDEX));
  private final MethodHandle setListSize =
      bind("duckdb_list_vector_set_size", FunctionDescriptor.of(INT, POINTER, INDEX));
  private final MethodHandle listChild =
      bind("duckdb_list_vector_get_child", FunctionDescriptor.of(POINTER, POINTER));
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

  /// A chunk whose columns have these types.
  MemorySegment createChunk(List<FlowTable.Type> types) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handles = arena.allocate(POINTER, types.size());
      for (int i = 0; i < types.size(); i++) {
        handles.setAtIndex(POINTER, i, type(types.get(i), arena));
      }
      MemorySegment chunk = (MemorySegment) createChunk.invokeExact(handles, (long) types.size());
      for (int i = 0; i < types.size(); i++) {
        destroyType.invokeExact(handles.asSlice(POINTER.byteSize() * i, POINTER.byteSize()));
      }
      return chunk;
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private MemorySegment type(FlowTable.Type type, Arena arena) throws Throwable {
    MemorySegment value = (MemorySegment) createType.invokeExact(type.code());
    if (type != FlowTable.Type.LIST) {
      return value;
    }
    MemorySegment list = (MemorySegment) createListType.invokeExact(value);
    MemorySegment handle = arena.allocate(POINTER);
    handle.set(POINTER, 0, value);
    destroyType.invokeExact(handle);
    return list;
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

  /// Memory for the items of a column of lists.
  MemorySegment listItems(MemorySegment chunk, int column, long count, long bytes) {
    try {
      MemorySegment list = (MemorySegment) vector.invokeExact(chunk, (long) column);
      int reserved = (int) reserveList.invokeExact(list, count);
      int sized = (int) setListSize.invokeExact(list, count);
      if (reserved != 0 || sized != 0) {
        throw new IllegalStateException("no room for " + count + " list items");
      }
      MemorySegment items = (MemorySegment) listChild.invokeExact(list);
      return ((MemorySegment) vectorData.invokeExact(items)).reinterpret(bytes);
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
