package weir.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.IpAddress;

/// Keeps flows, and answers questions about them. Any number of threads write, each through a
/// [FlowWriter] of its own.
public interface FlowArchive extends FlowReader {
  /// Opens a way in for one thread; close it before the store.
  FlowWriter writer();

  /// Says something else of an exporter, for all flows, stored ones too.
  ///
  /// @throws StoreException if it cannot be kept
  void override(IpAddress exporter, UnaryOperator<Overrides.Exporter> change);

  /// Takes in what exporters have told of their interfaces.
  void told(Labels names);

  /// Where flows are kept apart, because the times they give cannot be true; made when it is first
  /// asked for. What [#quarantine] reads.
  FlowArchive apart();

  /// Fills memory that writers will need, once, and gives it back: memory that is new slows down
  /// whoever writes into it first. For who expects much to come.
  ///
  /// @param enough asked again and again; ends it early
  void touchMemory(BooleanSupplier enough);

  /// By the names that were given to [FlowWriter#tally]: how many rows were made durable under
  /// each, by all writers there ever were. Rows that were dropped since for their age count too.
  Map<String, Long> tallies();

  /// What [#refill] would look through, for people to know it before; empty for a store that has no
  /// files of flows.
  default Optional<RefillPlan> refillPlan() {
    return Optional.empty();
  }

  /// Gives the AS of stored flows anew, where it was not the exporter that sent them. Flows that
  /// are in the file that is being written stay as they came.
  ///
  /// @param ases of an address's halves: its AS, and 2^32 times where that is from
  ///   ([weir.flow.AsSource]); 0 where it is not known
  /// @return empty for a store that cannot
  default Optional<Refill> refill(LongBinaryOperator ases) {
    return Optional.empty();
  }

  /// Of a store that hands flows on to servers: how far they are. What is durable here is then what
  /// waits on disk or was sent.
  default Optional<Delivery> delivery() {
    return Optional.empty();
  }

  /// Where its files are, if they are in a folder of their own.
  default Optional<Path> folder() {
    return Optional.empty();
  }

  /// Of one that is gone when it is closed: closes it, and what is in it becomes a data set.
  ///
  /// @param folder new or empty
  /// @throws StoreException if that cannot be done, and why; it is there still, unless it was
  ///   closed already
  default void moveTo(Path folder) {
    throw new UnsupportedOperationException("it is where it is");
  }

  /// Commits and closes, in the time given where that can be bounded.
  default void close(Duration within) {
    close();
  }

  /// Commits and closes.
  @Override
  void close();
}
