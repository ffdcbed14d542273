package weir.store.duckdb.files;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.OwnFiles;

/// The process's umask: the one thing that decides who may read the files that DuckDB makes.
///
/// Set by whoever opens a data folder to write into, and for good. Whoever only asks keeps the
/// user's own, so that a picture that is written to a place of the user's choosing is as readable
/// as the user's other files.
@SuppressWarnings("restricted") // nothing in Java sets it
final class Umask {
  private static final int ALONE = 0077;
  private static final int SHARED = 0027;
  private static final Logger LOG = LoggerFactory.getLogger(Umask.class);

  private static boolean sharing;

  private Umask() {}

  /// From now on files are made for the user alone.
  ///
  /// @param shared whether the group may read them, which then stays so: the modes of folders keep
  ///   it from those that are not for it
  static synchronized void restrict(boolean shared) {
    sharing |= shared;
    if (!OwnFiles.hasModes()) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle umask =
          linker.downcallHandle(
              linker.defaultLookup().find("umask").orElseThrow(),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      int before = (int) umask.invokeExact(sharing ? SHARED : ALONE);
      LOG.debug("the umask was {}", before);
    } catch (Throwable e) {
      throw new IllegalStateException("the umask cannot be set", e);
    }
  }
}
