package weir.ingest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.capture.CannotListen;
import weir.capture.PortState;
import weir.flow.ListenAddress;

/// A port of a source that listens, and how it is doing.
///
/// @param asked where it is to listen
/// @param bound where it does, with the port that was taken where any was asked for; null where it
///   does not
/// @param problem why it does not
/// @param received datagrams or streams that came to it so far
/// @param terms on which flows are taken that come by it
/// @param unread why their filter cannot be read by the names in force; all is stored while that is
///   so
/// @param leftOut flows that its filter has left out so far
/// @param dropped flows for which there was no room so far
public record Listener(
    Takes takes,
    ListenAddress asked,
    @Nullable ListenAddress bound,
    Optional<Problem> problem,
    long received,
    PortTerms terms,
    Optional<String> unread,
    long leftOut,
    long dropped) {

  /// On the usual terms.
  public Listener(
      Takes takes,
      ListenAddress asked,
      @Nullable ListenAddress bound,
      Optional<Problem> problem,
      long received) {
    this(takes, asked, bound, problem, received, PortTerms.USUAL, Optional.empty(), 0, 0);
  }

  /// What it takes.
  public enum Takes {
    DATAGRAMS("UDP"),
    MESSAGES("TCP"),
    STREAMS("TCP"),
    ROUTES("TCP");

    private final String protocol;

    Takes(String protocol) {
      this.protocol = protocol;
    }

    /// "UDP".
    public String protocol() {
      return protocol;
    }
  }

  /// Why a port is not listened on.
  ///
  /// @param words what is so: "taken by another program"
  /// @param next what to do
  public record Problem(String words, String next) {}

  static Listener of(Takes takes, PortState state) {
    return new Listener(
        takes,
        state.asked(),
        state.bound(),
        state.failure().map(Listener::problem),
        state.received());
  }

  /// The same with what has become of its flows.
  Listener with(PortTerms itsTerms, Optional<String> itsUnread, long itsLeftOut, long itsDropped) {
    return new Listener(
        takes, asked, bound, problem, received, itsTerms, itsUnread, itsLeftOut, itsDropped);
  }

  private static Problem problem(CannotListen failure) {
    int port = failure.address().port();
    return switch (failure.reason()) {
      case TAKEN ->
          new Problem(
              "taken by another program", "End that program and retry, or take another port");
      case NOT_ALLOWED ->
          port < 1024
              ? new Problem("not allowed below 1024", "Take a port from 1024 up")
              : new Problem("not allowed", "Take another port");
      case NO_SUCH_ADDRESS ->
          new Problem(
              "no such address",
              "Take an address of this machine, or none for all; retry when it is there");
      case OTHER ->
          new Problem(
              "cannot be opened: "
                  + Optional.ofNullable(failure.getCause()).map(Throwable::getMessage).orElse(""),
              "Retry, or take another port");
    };
  }

  public boolean listens() {
    return bound != null;
  }

  /// "UDP 2055: taken by another program".
  public String sentence() {
    return takes.protocol
        + " "
        + asked
        + ": "
        + problem.map(Problem::words).orElse("listening")
        + unread.map(why -> "; " + unreadWords(why)).orElse("");
  }

  /// "its filter cannot be read, so all is stored: column 1: …".
  static String unreadWords(String why) {
    return "its filter cannot be read, so all is stored: " + why;
  }
}
