package weir.ingest;

import java.util.Map;
import java.util.Optional;
import weir.capture.ForwardState;
import weir.flow.Destination;

/// A collector that a source forwards datagrams to, and how that is doing.
///
/// @param keepsSender whether it sees the exporters as the senders, not this machine
/// @param problem why nothing is sent there
/// @param sent datagrams that went out
/// @param lost those that did not, by cause in words
public record Forward(
    Destination to,
    boolean keepsSender,
    Optional<Listener.Problem> problem,
    long sent,
    Map<String, Long> lost) {
  static Forward of(ForwardState state) {
    return new Forward(
        state.to(),
        state.keepsSender(),
        state.problem().map(Forward::problem),
        state.sent(),
        state.lost());
  }

  private static Listener.Problem problem(ForwardState.Problem problem) {
    return new Listener.Problem(
        problem.words(),
        problem.comesBack()
            ? "Give the address of another collector"
            : "Mend it, or give another; it is tried again every 30 seconds");
  }

  public boolean sends() {
    return problem.isEmpty();
  }

  /// All that did not go out.
  public long lostDatagrams() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }
}
