package weir.query;

/// A filter text that cannot be read. The message says in one sentence where, what was found and
/// what was expected.
public final class FilterSyntaxException extends Exception {
  private final int position;

  FilterSyntaxException(String message, int position) {
    super("column " + (position + 1) + ": " + message);
    this.position = position;
  }

  /// Offset into the text where it stopped making sense.
  public int position() {
    return position;
  }
}
