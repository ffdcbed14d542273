package weir;

/** Entry point. */
public final class Main {
  private Main() {}

  /** Starts Weir. */
  public static void main(String[] arguments) {
    System.out.println(String.join(" ", arguments));
  }
}
