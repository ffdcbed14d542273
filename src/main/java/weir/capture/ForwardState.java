package weir.capture;

import java.util.Map;
import java.util.Optional;
import weir.flow.Destination;

/// How forwarding to one collector is doing.
///
/// @param keepsSender whether it sees the exporters as the senders, not this machine
/// @param problem why nothing is sent there, in words
/// @param sent datagrams that went out
/// @param lost those that did not, by cause in words
public record ForwardState(
    Destination to,
    boolean keepsSender,
    Optional<Problem> problem,
    long sent,
    Map<String, Long> lost) {
  /// Why nothing is sent.
  ///
  /// @param comesBack whether it would come back to where Weir listens
  public record Problem(String words, boolean comesBack) {}

  public ForwardState {
    lost = Map.copyOf(lost);
  }
}
