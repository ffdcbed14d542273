package weir.cli;

/// A command cannot do its work; the message is the one sentence that the user reads.
final class CommandFailed extends RuntimeException {
  CommandFailed(String message) {
    super(message);
  }

  CommandFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
