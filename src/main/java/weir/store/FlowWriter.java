package weir.store;

import weir.flow.FlowBatch;

/// One thread's way into a store. Several may be open at once; each keeps its own rows in order.
public interface FlowWriter extends AutoCloseable {
  /// Adds the batch's rows. They can be asked for, and survive a crash, once [#committed] counts
  /// them: after the next [#commit] at the latest, and before where enough rows have come together.
  ///
  /// @throws StoreException if they cannot be kept; says what to do. All rows that were not
  ///   committed before are given up then; the next append begins anew
  void append(FlowBatch batch);

  /// Makes everything appended so far durable and visible.
  ///
  /// @throws StoreException as [#append] does
  void commit();

  /// How long rows may wait for a [#commit].
  default long patienceNanos() {
    return 500_000_000L;
  }

  /// Flow records made durable since the writer was opened; never more than were appended.
  long committed();

  /// Has rows counted under a name from here on: whatever makes them durable, [#commit] or the
  /// store by itself, adds their number to [FlowArchive#tallies] in the same transaction. So after
  /// a crash too, the tally says how many of the rows appended under it are there: unless an append
  /// has failed in between, the first ones. To be called before the first append.
  ///
  /// @param name of no other writer that is open
  default void tally(String name) {}

  /// Commits and gives the writer back.
  @Override
  void close();
}
