package weir.capture;

import java.io.IOException;
import java.io.Serial;

/// A capture that cannot be opened or read on. The message names the file, the byte, what was
/// expected there and what to do.
public final class CaptureException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  CaptureException(String message) {
    super(message);
  }

  CaptureException(String message, Throwable cause) {
    super(message, cause);
  }
}
