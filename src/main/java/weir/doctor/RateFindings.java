package weir.doctor;

import java.util.List;
import java.util.OptionalLong;
import weir.doctor.Finding.Action;
import weir.doctor.Finding.Weight;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.RateSource;

/// What is wrong with a sampling rate.
final class RateFindings {
  /// More is sampled by nobody.
  private static final long MOST = 1_000_000;

  private RateFindings() {}

  static void add(ExporterStatus exporter, Overrides.Exporter said, List<Finding> findings) {
    long rate = exporter.samplingRate();
    if (exporter.records() == 0 || said.samplingRate() > 0) {
      return;
    }
    if (rate == 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "no-rate",
              "Sampling rate unknown",
              "It does not tell its sampling rate.",
              "Sums take its flows as they are: too low by the rate, if it samples.",
              "Have it send the rate as options data, or set it here.",
              Action.SET_RATE));
      return;
    }
    OptionalLong meant = turned(rate);
    if (meant.isPresent()) {
      findings.add(
          new Finding(
              Weight.BAD,
              "rate-turned",
              "Rate implausible",
              "It tells a rate of 1:"
                  + rate
                  + ", which is 1:"
                  + meant.getAsLong()
                  + " with its octets turned round.",
              "Sums are wrong by a factor of " + times(rate, meant.getAsLong()) + ".",
              "Set the rate to "
                  + meant.getAsLong()
                  + " here, for stored flows too, and update its software.",
              Action.SET_RATE));
    } else if (rate > MOST) {
      findings.add(
          new Finding(
              Weight.BAD,
              "rate-implausible",
              "Rate implausible",
              "It tells a rate of 1:" + Words.count(rate) + ".",
              "Nobody samples so seldom: sums are too high.",
              "Look at its configuration, and set the right rate here.",
              Action.SET_RATE));
    } else if (exporter.rateSource() == RateSource.ONLY_ONE
        || exporter.rateSource() == RateSource.OTHER_DOMAIN) {
      findings.add(
          new Finding(
              Weight.NOTE,
              "rate-guessed",
              "Rate guessed",
              "Its rate of 1:" + rate + " is a guess: " + exporter.rateSource().label() + ".",
              "It told the rate of something else than these flows.",
              "Set it here where it is known.",
              Action.SET_RATE));
    }
  }

  private static String times(long a, long b) {
    return Words.count(Math.round((double) Math.max(a, b) / Math.min(a, b)));
  }

  /// What a rate is with its octets the other way round, where that is likelier: a large number
  /// that is a plain one then.
  static OptionalLong turned(long rate) {
    long of32 = Integer.toUnsignedLong(Integer.reverseBytes((int) rate));
    if (rate >= 1 << 16 && (rate & 0xffff) == 0 && of32 < 1 << 16 && !isPlain(rate)) {
      return OptionalLong.of(of32);
    }
    if (rate == 1L << 24) { // 1, the most usual
      return OptionalLong.of(1);
    }
    long of16 = Short.toUnsignedLong(Short.reverseBytes((short) rate));
    return rate > 1000 && rate < 1 << 16 && !isPlain(rate) && of16 > 1 && isPlain(of16)
        ? OptionalLong.of(of16)
        : OptionalLong.empty();
  }

  private static boolean isPlain(long rate) {
    return rate % 100 == 0 || Long.bitCount(rate) == 1;
  }
}
