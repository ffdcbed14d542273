package weir.store.duckdb;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The end of the process, whatever DuckDB's threads are doing. The runtime's own ways (`exit`,
/// `halt`) have the C library destroy the statics of DuckDB's library, and a thread that is in the
/// midst of them crashes: then nobody learns the exit status. What was committed is safe either
/// way.
@SuppressWarnings("restricted") // nothing in Java ends it so
public final class ProcessEnd {
  private static final MethodHandle EXIT =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().find("_exit").orElseThrow(),
              FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

  private ProcessEnd() {}

  /// Finds beforehand what it takes to end, for when there may be no memory left.
  public static void prepare() {
    var _ = EXIT.type();
  }

  /// Ends the process: nothing that is left to do on ending is done.
  public static void now(int status) {
    try {
      EXIT.invokeExact(status);
    } catch (Throwable e) {
      Runtime.getRuntime().halt(status);
    }
  }
}
