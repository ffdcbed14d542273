package weir.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.capture.ring.PacketRing;
import weir.flow.Admission;
import weir.flow.BurstBin;
import weir.flow.Peaks;

/// What flows come by to a live source: sockets for datagrams, ports for streams. Opened at once,
/// started later, asked from any thread.
///
/// A further kind is a class of `capture` that brings octets in, a LiveInput that has them decoded,
/// and whoever opens it.
public interface LiveInput {
  /// Opens an input.
  @FunctionalInterface
  interface Opening {
    /// @param admission says who may send, and counts who was refused
    /// @throws IOException if it cannot be opened; says what, why and what to do
    LiveInput open(Admission admission) throws IOException;
  }

  /// Completes "listening …": "on UDP 2055"; empty where it does not.
  String where();

  /// Ports that it listens on, where it does.
  default List<Integer> ports() {
    return List.of();
  }

  /// Begins to take in what comes, and to hand it on with the time of its coming. What is worse off
  /// for being handed on amid a warm-up, and cannot wait outside, is held until [#release].
  ///
  /// @param into datagrams come on one thread, and to one source from one input; batches on any
  void start(FlowSink into);

  /// Hands on what is held, and from now on what comes.
  default void release() {}

  /// How much of the room in which it waits is taken, 0 to 1: what comes is lost where there is
  /// none left. Always 0 where senders wait.
  default double fill() {
    return 0;
  }

  /// What was lost and what was refused so far, by cause, as in [IngestStatus#drops]. Those of the
  /// admission are told elsewhere.
  Map<String, Long> drops();

  /// What could be better, in sentences that say what to do.
  default List<String> advice() {
    return List.of();
  }

  /// Where it keeps the packets that its flows are made of, if it does.
  default Optional<PacketRing> ring() {
    return Optional.empty();
  }

  /// The bursts of the packets that it captures; none where it captures none.
  default List<Peaks> bursts(BurstBin bin) {
    return List.of();
  }

  /// Hands on what has come, as far as there is time, and stops. Nothing is handed on any more when
  /// it returns; drops are still told.
  ///
  /// @param most what it may take; no input needs longer than some seconds
  void close(Duration most);

  /// Called after [#close], when what was handed on is stored or given up: the last word to those
  /// it came from.
  ///
  /// @param most what it may take
  default void settle(Duration most) {}
}
