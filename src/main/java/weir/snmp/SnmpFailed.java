package weir.snmp;

import java.io.IOException;

/// An agent was asked in vain. The message is a sentence: what, why, what to do.
public final class SnmpFailed extends IOException {
  private static final long serialVersionUID = 1;

  /// Why.
  public enum Reason {
    NO_ANSWER,
    UNKNOWN_USER,
    WRONG_PASSWORD,
    NOT_AUTHORISED,
    UNKNOWN_ENGINE,
    OTHER,
    CANCELLED
  }

  private final Reason reason;

  SnmpFailed(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
