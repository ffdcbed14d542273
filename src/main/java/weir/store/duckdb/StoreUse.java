package weir.store.duckdb;

/// What a data folder is opened for, and what that takes.
enum StoreUse {

  /// To write and ask; one core is left for what comes in.
  LIVE(Processors.BUT_ONE, 512, true, true, true),
  /// The same, in a hurry.
  LIVE_UNPACKED(Processors.BUT_ONE, 512, true, true, false),
  /// To write and ask what was written.
  FILES(Processors.ALL, 1024, true, true, false),
  /// To write only.
  WRITING(Processors.ALL, 256, true, false, false),
  /// To ask.
  ASKING(Processors.ALL, 2048, false, false, false);

  final int threads;
  final int memoryMebibytes;
  final boolean writing;
  final boolean keeping;
  final boolean packing;

  StoreUse(int threads, int memoryMebibytes, boolean writing, boolean keeping, boolean packing) {
    this.threads = threads;
    this.memoryMebibytes = memoryMebibytes;
    this.writing = writing;
    this.keeping = keeping;
    this.packing = packing;
  }

  /// Threads that DuckDB has.
  private static final class Processors {
    static final int ALL = Runtime.getRuntime().availableProcessors();
    static final int BUT_ONE = Math.max(1, ALL - 1);
  }
}
