package weir.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.FlowType;

/// What is said of exporters, in the words of people.
///
/// "Lost" is what sequence numbers say never came, "dropped" what came and was thrown away.
public final class Words {
  private static final double DAY_SECONDS = 86_400;

  /// NetFlow 9 and IPFIX tell whole seconds, and datagrams take their way: less is no news.
  public static final double CLOCK_SECONDS = 5;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /// The longest time that is told as one ago.
  private static final Duration AGO = Duration.ofHours(1);

  private Words() {}

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// "1 exporter", "1,204 exporters".
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /// "IPFIX, sFlow 5".
  public static String protocols(Set<FlowType> types) {
    return types.stream()
        .map(FlowType::label)
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.joining(", "));
  }

  /// The name that people gave it, or else its address.
  public static String name(ExporterStatus exporter, Overrides.Exporter said) {
    return said.name().isEmpty() ? exporter.address().toString() : said.name();
  }

  /// The rate in force, and where it was found.
  public static String rate(ExporterStatus exporter, Overrides.Exporter said) {
    return said.samplingRate() == 0
        ? exported(exporter)
        : "1:" + said.samplingRate() + " (override)";
  }

  /// The exported rate, and where it was found.
  public static String exported(ExporterStatus exporter) {
    return exporter.samplingRate() == 0
        ? "unknown"
        : "1:" + exporter.samplingRate() + " (" + exporter.rateSource().label() + ")";
  }

  /// Whether it counts datagrams in its sequence numbers: NetFlow 5 counts flows and IPFIX records.
  private static boolean countsDatagrams(ExporterStatus exporter) {
    return Set.of(FlowType.NETFLOW_V9, FlowType.SFLOW_5).containsAll(exporter.types());
  }

  /// Of what it sent, as far as sequence numbers tell; 0 to 1.
  public static double lostShare(ExporterStatus exporter) {
    long came = countsDatagrams(exporter) ? exporter.datagrams() : exporter.records();
    return exporter.lost() == 0 ? 0 : (double) exporter.lost() / (exporter.lost() + came);
  }

  /// "1,204 (4.0 %)"; empty for none.
  public static String lost(ExporterStatus exporter) {
    return exporter.lost() == 0
        ? ""
        : count(exporter.lost()) + " (" + percent(lostShare(exporter)) + ")";
  }

  /// "1,204 datagrams".
  public static String lostUnits(ExporterStatus exporter) {
    return countsDatagrams(exporter)
        ? count(exporter.lost(), "datagram", "datagrams")
        : count(exporter.lost(), "flow", "flows");
  }

  /// What its sequence numbers count: "datagrams".
  public static String unit(ExporterStatus exporter) {
    return countsDatagrams(exporter) ? "datagrams" : "flows";
  }

  /// Datagrams that were malformed, and sets whose template did not come.
  public static long dropped(ExporterStatus exporter) {
    return exporter.malformedDatagrams() + exporter.noTemplateSets();
  }

  /// "4.0 %", "< 0.1 %".
  public static String percent(double share) {
    return share > 0 && share < 0.001
        ? "< 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /// How far the exporter's clock was ahead when it sent last.
  public static double clockSeconds(ExporterStatus exporter) {
    return exporter.clockSkewNanos() / 1e9;
  }

  /// Whether the clock is wrong enough to be told.
  public static boolean isClockWrong(ExporterStatus exporter) {
    return Math.abs(clockSeconds(exporter)) >= CLOCK_SECONDS;
  }

  /// "40 s behind", "2.5 h ahead"; empty where it is right, or is not known.
  public static String clock(ExporterStatus exporter) {
    double ahead = clockSeconds(exporter);
    return isClockWrong(exporter)
        ? length(Math.abs(ahead)) + (ahead > 0 ? " ahead" : " behind")
        : "";
  }

  /// "40 s", "3 min", "2.5 h", "12 days".
  public static String length(double seconds) {
    if (seconds >= 2 * DAY_SECONDS) {
      return String.format(Locale.ROOT, "%,.0f days", seconds / DAY_SECONDS);
    }
    if (seconds >= 7200) {
      return String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
    return seconds >= 120
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.0f s", seconds);
  }

  /// "now", "12 s ago", a date and time.
  public static String lastHeard(ExporterStatus exporter, Seen seen) {
    if (exporter.lastSeenNanos() == 0) {
      return "never";
    }
    Duration ago = Duration.between(instant(exporter.lastSeenNanos()), seen.now());
    if (!seen.live() || ago.compareTo(AGO) >= 0 || ago.isNegative()) {
      return time(exporter.lastSeenNanos(), seen.zone());
    }
    return ago.toSeconds() < 3 ? "now" : length((double) ago.toSeconds()) + " ago";
  }

  /// "2026-11-21 10:00:00".
  public static String time(long nanos, ZoneId zone) {
    return DATE.format(instant(nanos).atZone(zone));
  }

  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
  }

  /// Since 1970.
  public static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
