package weir.wire;

/// A datagram that breaks its own format. Thrown by whatever reads it and caught in one place,
/// where the batch goes back to its mark and the reason is counted. It carries no stack trace: it
/// is data.
public final class MalformedDatagram extends RuntimeException {
  /// Why; each has a counter.
  public enum Reason {
    TRUNCATED("ends before what it announces"),
    UNKNOWN_VERSION("is no NetFlow, IPFIX or sFlow that Weir reads"),
    BAD_LENGTH("has a length that cannot be"),
    BAD_COUNT("has a count that cannot be"),
    BAD_TEMPLATE("has a template that cannot be"),
    BAD_VALUE("has a value that cannot be");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /// Completes "the datagram …".
    public String words() {
      return words;
    }
  }

  private final Reason reason;
  private final int offset;

  /// @param offset byte of the datagram where it shows
  /// @param detail what was expected and what was found
  public MalformedDatagram(Reason reason, int offset, String detail) {
    super("datagram " + reason.words() + " at byte " + offset + ": " + detail, null, false, false);
    this.reason = reason;
    this.offset = offset;
  }

  public Reason reason() {
    return reason;
  }

  public int offset() {
    return offset;
  }
}
