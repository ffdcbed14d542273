package weir.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import weir.exporter.CounterCheck;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.FlowType;

/// What flows say of one direction of an interface beside its counter.
///
/// @param index SNMP's ifIndex
/// @param nanos over how long
/// @param countedOctets by the counter
/// @param toldOctets of the flows, by the rates in force
/// @param flows records
/// @param verdict what that is worth
public record CounterComparison(
    long index,
    boolean egress,
    long nanos,
    double countedOctets,
    double toldOctets,
    double flows,
    Verdict verdict) {
  /// Headers of frames, what is not IP, and flows that have not ended yet are not in flows.
  private static final double NORMAL = 0.15 + 1e-9;

  private static final double ALARM = 0.30 + 1e-9;

  /// By chance, of so many samples, in 19 of 20 cases: 1.96 / √n.
  private static final double CHANCE = 1.96;

  private static final long LEAST_NANOS = 60_000_000_000L;

  /// What flows that are still counted hold back is to be small beside what they have told.
  private static final long LENGTHS = 5;

  /// Below this, what a link carries is its own upkeep.
  private static final double LEAST_BITS = 10_000;

  /// How far flows and counter agree.
  public enum Verdict {
    /// Not enough of either.
    TOO_EARLY("not enough yet"),
    NO_FLOWS("no flows"),
    NORMAL("agrees"),
    /// More apart than is normal, and not enough to say that something is wrong.
    APART("apart"),
    ALARM("disagrees");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// By interface, in before out; of those that counters were told of.
  public static List<CounterComparison> of(ExporterStatus exporter, Overrides.Exporter said) {
    List<CounterComparison> all = new ArrayList<>();
    long flowNanos =
        exporter.types().contains(FlowType.SFLOW_5)
            ? 0
            : Math.min(exporter.watched().lengths().honestNanos(), 3_600_000_000_000L);
    long least = Math.max(LEAST_NANOS, LENGTHS * flowNanos);
    for (CounterCheck check : exporter.watched().counters()) {
      all.add(of(exporter, said, check, false, least));
      all.add(of(exporter, said, check, true, least));
    }
    return all;
  }

  private static CounterComparison of(
      ExporterStatus exporter,
      Overrides.Exporter said,
      CounterCheck check,
      boolean egress,
      long leastNanos) {
    CounterCheck.Side side = egress ? check.out() : check.in();
    double told = side.told() * factor(exporter, said, egress ? -1 : check.index());
    return new CounterComparison(
        check.index(),
        egress,
        check.nanos(),
        side.counted(),
        told,
        side.flows(),
        verdict(side.counted(), told, side.flows(), check.nanos(), leastNanos));
  }

  /// What a person's rate multiplies further.
  ///
  /// @param ingress -1 for any
  private static double factor(ExporterStatus exporter, Overrides.Exporter said, long ingress) {
    long ofInterface =
        said.interfaces().getOrDefault(ingress, Overrides.Interface.NOTHING).samplingRate();
    long rate = ofInterface > 0 ? ofInterface : said.samplingRate();
    return rate == 0 ? 1 : (double) rate / Math.max(1, exporter.samplingRate());
  }

  static Verdict verdict(double counted, double told, double flows, long nanos, long leastNanos) {
    if (nanos < leastNanos || Math.max(counted, told) * 8e9 / nanos < LEAST_BITS) {
      return Verdict.TOO_EARLY;
    }
    if (flows == 0) {
      return Verdict.NO_FLOWS;
    }
    double apart = Math.abs(told / counted - 1);
    double chance = CHANCE / Math.sqrt(flows);
    return apart > ALARM + chance
        ? Verdict.ALARM
        : apart <= NORMAL ? Verdict.NORMAL : chance > ALARM ? Verdict.TOO_EARLY : Verdict.APART;
  }

  /// How much more flows say than the counter: -0.3 for 30 % less.
  public double difference() {
    return countedOctets == 0 ? 0 : toldOctets / countedOctets - 1;
  }

  /// That in words: "−41 %", "+120 %".
  public String percent() {
    return String.format(Locale.ROOT, "%+.0f %%", 100 * difference()).replace('-', '−');
  }

  public double countedBitsPerSecond() {
    return countedOctets * 8e9 / nanos;
  }

  public double toldBitsPerSecond() {
    return toldOctets * 8e9 / nanos;
  }

  /// "in on 3".
  public String where() {
    return (egress ? "out on " : "in on ") + index;
  }

  /// Where flows and counter disagree most comes first.
  static final Comparator<CounterComparison> WORST_FIRST =
      Comparator.comparingDouble((CounterComparison one) -> -Math.abs(one.difference()))
          .thenComparing(CounterComparison::index);
}
