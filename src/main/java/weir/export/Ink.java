package weir.export;

/// What a shape is filled with.
public sealed interface Ink {
  /// One colour.
  ///
  /// @param red 0 to 255, as `green` and `blue`
  /// @param alpha 0 for nothing, 1 for what hides what is below
  record Colour(int red, int green, int blue, double alpha) implements Ink {
    public static final Colour BLACK = new Colour(0, 0, 0, 1);
    public static final Colour WHITE = new Colour(255, 255, 255, 1);
    public static final Colour NONE = new Colour(0, 0, 0, 0);

    public Colour withAlpha(double other) {
      return new Colour(red, green, blue, other);
    }

    /// "#rrggbb".
    public String hex() {
      return String.format("#%02x%02x%02x", red, green, blue);
    }
  }

  /// Stripes that fall to the left by half a right angle, over a ground.
  ///
  /// @param period from one stripe to the next, across as well as down
  /// @param share how much of it the stripe takes, 0 to 1
  record Hatching(Colour stripe, Colour gap, double period, double share) implements Ink {}
}
