package weir.capture.live;

import java.io.IOException;

/// Why packets cannot be captured, and what to do, in a sentence.
public final class CannotCapture extends IOException {
  private final boolean forRights;

  CannotCapture(String sentence, boolean forRights) {
    super(sentence);
    this.forRights = forRights;
  }

  CannotCapture(String sentence) {
    this(sentence, false);
  }

  /// Whether somebody with more rights could.
  public boolean forRights() {
    return forRights;
  }
}
