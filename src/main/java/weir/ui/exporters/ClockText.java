package weir.ui.exporters;

import java.util.Locale;

/// Differences between clocks, as people say them.
final class ClockText {
  private static final double DAY_SECONDS = 86_400;

  private ClockText() {}

  static String of(double seconds) {
    double size = Math.abs(seconds);
    if (size >= 2 * DAY_SECONDS) {
      return String.format(Locale.ROOT, "%,.0f days", seconds / DAY_SECONDS);
    }
    return size >= 7200
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
        : String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
