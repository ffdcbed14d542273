package weir.ingest;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import weir.store.FlowStore;

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
    void run(FlowStore store, BooleanSupplier enough);
  }

  /// Reads at once.
  public static final WarmUp NONE = new WarmUp(Duration.ZERO, (_, _) -> {});

  private static final Duration USUAL_HOLD = Duration.ofSeconds(2);

  /// Sends made-up datagrams of every protocol through a socket, the decoder and a store, which are
  /// all thrown away, until hardly anything is left to compile: for five to ten seconds. Then
  /// memory that the store will fill is touched, and what all that left is collected, so that what
  /// comes fills memory that was touched before.
  public static final WarmUp FULL =
      new WarmUp(
          USUAL_HOLD,
          (store, enough) -> {
            Rehearsal.run(Duration.ofSeconds(10), enough);
            store.touchMemory(enough);
            if (!enough.getAsBoolean()) {
              System.gc();
            }
          });

  /// The same for as long as what comes is held: for who has a window to paint, which needs the
  /// cores as well.
  public static final WarmUp BRIEF =
      new WarmUp(USUAL_HOLD, (_, enough) -> Rehearsal.run(USUAL_HOLD, enough));
}
