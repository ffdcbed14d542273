package weir.ui.chart;

/// A mouse that nobody moves is told of whenever something below it has changed: it takes nothing
/// away from keys, nor from another chart.
final class StillMouse {
  private static final double STILL_PIXELS = 4;

  private double x = Double.NaN;
  private double y = Double.NaN;

  /// Whether it only rests there.
  ///
  /// @param taken whether keys or another chart point elsewhere
  boolean rests(double newX, double newY, boolean taken) {
    boolean near = Double.isNaN(x) || Math.hypot(newX - x, newY - y) < STILL_PIXELS;
    if (taken && near) {
      x = Double.isNaN(x) ? newX : x;
      y = Double.isNaN(y) ? newY : y;
      return true;
    }
    x = newX;
    y = newY;
    return false;
  }
}
