package weir.doctor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import weir.doctor.CounterComparison.Verdict;
import weir.doctor.Finding.Action;
import weir.doctor.Finding.Weight;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.Overrides;
import weir.query.SiText;

/// Where flows and the counters of interfaces disagree.
final class CounterFindings {
  private static final int MOST_NAMED = 3;

  private CounterFindings() {}

  static void add(ExporterStatus exporter, Overrides.Exporter said, List<Finding> findings) {
    List<CounterComparison> all = CounterComparison.of(exporter, said);
    List<CounterComparison> alarms =
        all.stream()
            .filter(one -> one.verdict() == Verdict.ALARM)
            .sorted(CounterComparison.WORST_FIRST)
            .toList();
    if (!alarms.isEmpty()) {
      boolean twice = alarms.stream().allMatch(one -> isAbout(one, 2));
      findings.add(
          new Finding(
              Weight.BAD,
              "counters",
              "Counters disagree",
              named(alarms, exporter, said),
              twice
                  ? "Traffic is probably reported as it comes in and as it goes out, and counts"
                      + " twice."
                  : "5 to 15 % apart is normal, for counters have headers of frames and what is no"
                      + " flow; more than 30 % is not.",
              twice
                  ? "Have it export ingress alone, or filter by flow_direction 0."
                  : fix(alarms, exporter, said),
              twice ? Action.MEASURE_TWICE : Action.SET_RATE));
    }
    List<CounterComparison> none =
        all.stream().filter(one -> one.verdict() == Verdict.NO_FLOWS).toList();
    if (!none.isEmpty()) {
      findings.add(
          new Finding(
              Weight.NOTE,
              "no-flows",
              "Interfaces without flows",
              "Counters say that there is traffic, and no flow tells of it: "
                  + where(none, exporter, said)
                  + ".",
              "It does not export what passes there in that direction.",
              "Turn export on for these interfaces, if they are to be seen.",
              Action.SHOW_INTERFACES));
    }
  }

  private static boolean isAbout(CounterComparison one, double times) {
    double ratio = one.difference() + 1;
    return ratio > 0.85 * times && ratio < 1.15 * times;
  }

  /// Where all interfaces are off by the same factor, the rate is.
  private static String fix(
      List<CounterComparison> alarms, ExporterStatus exporter, Overrides.Exporter said) {
    double told = alarms.stream().mapToDouble(CounterComparison::toldOctets).sum();
    double counted = alarms.stream().mapToDouble(CounterComparison::countedOctets).sum();
    boolean alike =
        told > 0 && alarms.stream().allMatch(one -> isAbout(one, told / Math.max(1, counted)));
    long rate =
        said.samplingRate() > 0 ? said.samplingRate() : Math.max(1, exporter.samplingRate());
    return alike
        ? "All by about the same factor: a rate near 1:"
            + Math.max(1, Math.round(rate * counted / told))
            + " would fit. Compare it with the configuration, and set it here."
        : "Compare the sampling rate with its configuration, and look which interfaces and"
            + " directions it exports.";
  }

  private static String named(
      List<CounterComparison> alarms, ExporterStatus exporter, Overrides.Exporter said) {
    String some =
        alarms.stream()
            .limit(MOST_NAMED)
            .map(
                one ->
                    name(one, exporter, said)
                        + ": flows say "
                        + SiText.of(one.toldBitsPerSecond(), "bit/s")
                        + ", its counter "
                        + SiText.of(one.countedBitsPerSecond(), "bit/s")
                        + " ("
                        + one.percent()
                        + ")")
            .collect(Collectors.joining("; "));
    String upper = some.substring(0, 1).toUpperCase(Locale.ROOT) + some.substring(1);
    return upper
        + (alarms.size() > MOST_NAMED ? "; " + (alarms.size() - MOST_NAMED) + " more" : "")
        + ".";
  }

  private static String where(
      List<CounterComparison> some, ExporterStatus exporter, Overrides.Exporter said) {
    return some.stream()
            .limit(MOST_NAMED)
            .map(one -> name(one, exporter, said))
            .collect(Collectors.joining(", "))
        + (some.size() > MOST_NAMED ? " and " + (some.size() - MOST_NAMED) + " more" : "");
  }

  private static String name(
      CounterComparison one, ExporterStatus exporter, Overrides.Exporter said) {
    String given = said.interfaces().getOrDefault(one.index(), Overrides.Interface.NOTHING).name();
    String name =
        given.isEmpty()
            ? exporter.interfaces().stream()
                .filter(known -> known.index() == one.index())
                .map(InterfaceStatus::name)
                .findFirst()
                .orElse("")
            : given;
    return one.where() + (name.isEmpty() ? "" : " (" + name + ")");
  }
}
