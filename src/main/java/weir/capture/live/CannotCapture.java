package weir.capture.live;

import java.io.IOException;

/// Why packets cannot be captured, and what to do, in a sentence.
public final class CannotCapture extends IOException {
  private enum Cause {
    RIGHTS,
    AWAY,
    OTHER
  }

  private final Cause cause;

  private CannotCapture(String sentence, Cause cause) {
    super(sentence);
    this.cause = cause;
  }

  CannotCapture(String sentence) {
    this(sentence, Cause.OTHER);
  }

  public static CannotCapture forRights(String sentence) {
    return new CannotCapture(sentence, Cause.RIGHTS);
  }

  public static CannotCapture away(String sentence) {
    return new CannotCapture(sentence, Cause.AWAY);
  }

  /// Whether somebody with more rights could.
  public boolean isForRights() {
    return cause == Cause.RIGHTS;
  }

  /// Whether the adapter is not there, or is down: it may come back.
  public boolean isAway() {
    return cause == Cause.AWAY;
  }
}
