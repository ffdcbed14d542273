package weir.query;

public final class FilterSyntaxException extends Exception {
  private static final long serialVersionUID = 1;
  private final int position;

  public FilterSyntaxException(String message, int position) {
    super(message);
    this.position = position;
  }

  public int position() {
    return position;
  }
}
