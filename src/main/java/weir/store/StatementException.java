package weir.store;

/// A statement of the user's is not one that can be run. The message is for people.
public final class StatementException extends RuntimeException {
  private final int position;

  /// @param position in the statement where it is wrong, from 0 on; -1 where that is not known
  public StatementException(String message, int position) {
    super(message);
    this.position = position;
  }

  /// See the constructor.
  public int position() {
    return position;
  }

  /// The message with the place: "line 2, column 5: …".
  ///
  /// @param statement that is meant
  public String sentence(String statement) {
    if (position < 0 || position > statement.length()) {
      return String.valueOf(getMessage());
    }
    String before = statement.substring(0, position);
    long line = 1 + before.chars().filter(one -> one == '\n').count();
    int column = position - before.lastIndexOf('\n');
    return "line " + line + ", column " + column + ": " + getMessage();
  }
}
