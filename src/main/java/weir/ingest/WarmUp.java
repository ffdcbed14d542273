package weir.ingest;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import weir.store.FlowArchive;

/// What is done once the sockets are bound. Java compiles what runs often, so that the first
/// seconds are ten times as slow as those that follow; who begins to listen amid a million flows a
/// second would lose most of them.
///
/// @param hold for so long at most what comes is held, and read when it is over; it may be over
///   before
/// @param work done on a thread of its own, beside the reading once that has begun
public record WarmUp(Duration hold, Work work) {
  /// What warms up.
  public interface Work {
    /// Never throws.
    ///
    /// @param store that will be written to; nothing is left in it
    /// @param enough asked all the time; ends it early
    void run(FlowArchive store, BooleanSupplier enough);
  }

  /// Reads at once.
  public static final WarmUp NONE = new WarmUp(Duration.ZERO, (_, _) -> {});
}
