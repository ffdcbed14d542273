package weir.ui.chart;

import java.util.Locale;
import weir.query.Coverage;

/// How far an answer has come, in words.
///
/// @param full where there is room, and for those who hear it
/// @param brief where there is less
/// @param least where there is hardly any
public record CoverageText(String full, String brief, String least) {
  static final CoverageText NONE = same("");
  static final CoverageText LOADING = same("Loading…");

  private static final String AGAIN = "; F5 asks again";

  /// While the picture of another question stays.
  static CoverageText older(String asking) {
    return new CoverageText("Older picture · " + asking, asking, "Older picture");
  }

  /// What is true of the picture; nothing to say of a complete one.
  static CoverageText of(Coverage coverage) {
    if (coverage.complete()) {
      return NONE;
    }
    String newest = "newest " + percent(coverage.share());
    String soFar = newest + " so far";
    String low = mostMissing(coverage.mostMissing());
    String lists = "from top lists, at most " + low + " too low; exact answer on its way";
    if (coverage.mostMissing() == 0) {
      return coverage.partial()
          ? new CoverageText(soFar, soFar, newest)
          : new CoverageText("exact answer on its way", "not exact yet", "not exact");
    }
    return coverage.partial()
        ? new CoverageText(soFar + ", " + lists, newest + ", ≤ " + low + " low", newest)
        : new CoverageText(lists, "top lists, ≤ " + low + " low", "≤ " + low + " low");
  }

  /// While a complete picture stays until there is a newer one.
  static CoverageText again(Coverage coverage) {
    String share = percent(done(coverage));
    String text = "asking again · " + share;
    return new CoverageText(text, text, "again · " + share);
  }

  /// While an answer that comes whole is worked out.
  static CoverageText read(Coverage coverage) {
    String share = percent(done(coverage));
    return new CoverageText(
        String.format(Locale.ROOT, "%,d of %,d rows read", coverage.rows(), coverage.ofRows()),
        share + " read",
        share);
  }

  static CoverageText stopped(Coverage coverage) {
    boolean partial = coverage.partial();
    String at = "stopped at " + (partial ? percent(coverage.share()) : "the top lists");
    return new CoverageText(at + AGAIN, at, "stopped");
  }

  /// @param older whether the picture of another question is shown
  static CoverageText stoppedBefore(boolean older) {
    return older
        ? new CoverageText(
            "stopped; this is still the answer before" + AGAIN, "stopped; answer before", "stopped")
        : new CoverageText(
            "stopped before there was anything to show" + AGAIN, "stopped; F5", "stopped");
  }

  private static CoverageText same(String text) {
    return new CoverageText(text, text, text);
  }

  /// How much of the exact answer has been worked out, 0 to 1: nothing of it while there are only
  /// lists of the largest groups.
  public static double done(Coverage coverage) {
    return coverage.complete() || coverage.partial() ? coverage.share() : 0;
  }

  /// Rounded down: "0.3 %", "12 %"; 100 is kept for all.
  public static String percent(double share) {
    double percent = share * 100;
    return percent > 0 && percent < 1
        ? String.format(Locale.ROOT, "%.1f %%", Math.max(0.1, Math.floor(percent * 10) / 10))
        : (int) percent + " %";
  }

  /// Rounded up: it is a bound.
  private static String mostMissing(double share) {
    return String.format(Locale.ROOT, "%.1f %%", Math.ceil(share * 1000) / 10);
  }
}
