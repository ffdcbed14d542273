package weir.ui.exporters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;

/// What is wrong with an exporter, the worst first.
record Health(List<Finding> findings) {
  private static final Duration SILENT = Duration.ofMinutes(1);

  /// Less of it lost is the way of UDP.
  private static final double MUCH_LOST = 0.001;

  /// Fewer flows that make room for others are the way of a table of bounded size.
  private static final double MUCH_FOR_ROOM = 0.01;

  enum Weight {
    BAD,
    WARNING,
    /// Worth knowing, but nothing to mend.
    NOTE
  }

  /// @param word short, for the exporter's row
  /// @param sentence what, and what to do
  record Finding(Weight weight, String word, String sentence) {}

  Health {
    findings = findings.stream().sorted(Comparator.comparing(Finding::weight)).toList();
  }

  /// In words that fit a row: "Losing datagrams, 2 more".
  String word() {
    List<Finding> wrong = wrong();
    return wrong.isEmpty()
        ? "Healthy"
        : wrong.getFirst().word() + (wrong.size() == 1 ? "" : ", " + (wrong.size() - 1) + " more");
  }

  /// What is to be mended.
  List<Finding> wrong() {
    return findings.stream().filter(finding -> finding.weight() != Weight.NOTE).toList();
  }

  /// NOTE where nothing is wrong.
  Weight weight() {
    return findings.isEmpty() ? Weight.NOTE : findings.getFirst().weight();
  }

  /// The worst first; of equal ones, the one with more that is wrong.
  static final Comparator<Health> WORST_FIRST =
      Comparator.comparing(Health::weight)
          .thenComparing(health -> -health.wrong().size())
          .thenComparing(Health::word);

  static Health of(ExporterStatus exporter, Overrides.Exporter said, Pace.Reading pace, Seen seen) {
    List<Finding> findings = new ArrayList<>();
    silence(exporter, seen, findings);
    dropped(exporter, findings);
    losses(exporter, pace, seen, findings);
    if (exporter.records() > 0 && exporter.samplingRate() == 0 && said.samplingRate() == 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "Sampling rate unknown",
              "It does not tell its sampling rate: sums take its flows as they are. Have it send"
                  + " the rate as options data, or set it under Names and rates."));
    }
    if (Words.isClockWrong(exporter)) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "Clock " + Words.clock(exporter),
              "Its clock was "
                  + Words.clock(exporter)
                  + " when it sent the last datagram: set it by NTP."));
    }
    ofItself(exporter, findings);
    notes(exporter, findings);
    return new Health(findings);
  }

  private static void silence(ExporterStatus exporter, Seen seen, List<Finding> findings) {
    Duration since = Duration.between(Words.instant(exporter.lastSeenNanos()), seen.now());
    if (seen.live() && since.compareTo(SILENT) >= 0) {
      String length = Words.length((double) since.toSeconds());
      findings.add(
          new Finding(
              Weight.BAD,
              "Silent for " + length,
              "Nothing has come from it for "
                  + length
                  + ": look whether it is up, and whether it still sends to this machine."));
    }
  }

  private static void dropped(ExporterStatus exporter, List<Finding> findings) {
    exporter
        .malformed()
        .forEach(
            (reason, count) ->
                findings.add(
                    new Finding(
                        Weight.BAD,
                        "Malformed datagrams",
                        Words.count(count, "datagram", "datagrams")
                            + " dropped as malformed: each "
                            + reason.words()
                            + ".")));
    if (exporter.noTemplateSets() > 0) {
      findings.add(
          new Finding(
              Weight.BAD,
              "Templates missing",
              Words.count(exporter.noTemplateSets(), "data set", "data sets")
                  + " dropped, for their template did not come in time: have it sent more often."));
    }
    if (exporter.waitingSets() > 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "Waiting for templates",
              Words.count(exporter.waitingSets(), "data set waits", "data sets wait")
                  + " for their template: they become flows when it comes."));
    }
  }

  private static void losses(
      ExporterStatus exporter, Pace.Reading pace, Seen seen, List<Finding> findings) {
    if (exporter.lost() > 0) {
      boolean much = Words.lostShare(exporter) >= MUCH_LOST && (pace.losing() || !seen.live());
      String what =
          Words.lostUnits(exporter)
              + " never came ("
              + Words.percent(Words.lostShare(exporter))
              + "), by "
              + Words.count(exporter.sequenceGaps(), "gap", "gaps")
              + " in its sequence numbers";
      findings.add(
          much
              ? new Finding(
                  Weight.WARNING,
                  seen.live() ? "Losing datagrams" : "Lost datagrams",
                  what
                      + ": look for losses on the way, or a second collector that shares the"
                      + " sequence.")
              : new Finding(
                  Weight.NOTE, "Lost some", what + (seen.live() ? ", none lately." : ".")));
    }
    if (exporter.impossibleTimes() > 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "Times",
              Words.count(exporter.impossibleTimes(), "flow", "flows")
                  + " were dated weeks off by their uptimes: they are as long as they were, and"
                  + " end when they were exported."));
    }
    if (exporter.unknownTotals() > 0) {
      findings.add(
          new Finding(
              Weight.NOTE,
              "Totals",
              Words.count(exporter.unknownTotals(), "flow", "flows")
                  + " had begun before and were reported by totals: what they had by their first"
                  + " record is not counted."));
    }
    if (exporter.lostSamples() > 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "Lost samples",
              Words.count(exporter.lostSamples(), "sFlow sample", "sFlow samples")
                  + " lost by their sequence numbers: the agent takes more than it can send."));
    }
  }

  /// What it has told of its own work.
  private static void ofItself(ExporterStatus exporter, List<Finding> findings) {
    String missing =
        exporter.ownCounts().entrySet().stream()
            .filter(one -> one.getKey().isMissing())
            .sorted(Map.Entry.comparingByKey())
            .map(one -> Words.count(one.getValue()) + " " + one.getKey().words())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "Leaves traffic out",
              "It says of itself, since it began: "
                  + missing
                  + ". No flow tells of these: look at its load and at its cache."));
    }
    if (exporter.endedForRoom() > 0) {
      findings.add(
          new Finding(
              exporter.endedForRoom() >= MUCH_FOR_ROOM ? Weight.WARNING : Weight.NOTE,
              "Table full",
              Words.percent(exporter.endedForRoom())
                  + " of its flows ended because its table had no room: enlarge that, or shorten"
                  + " its timeouts."));
    }
  }

  private static void notes(ExporterStatus exporter, List<Finding> findings) {
    note(
        exporter.discardedSamples(),
        "samples tell of packets that the device itself discarded.",
        findings);
    note(
        exporter.layer2Flows(),
        "flows whose bytes are octets of layer 2 (whole frames): it tells no octets of IP.",
        findings);
    note(
        exporter.wideCounts(),
        "counts of more than 64 bits, which are taken as not known.",
        findings);
    note(
        exporter.forgottenInterfaces(),
        "interfaces forgotten, the ones unheard for longest: it tells of more than are remembered.",
        findings);
    note(
        exporter.unkeptInterfaces(),
        "interfaces known until a restart only: exporters tell of more than the data set keeps.",
        findings);
  }

  private static void note(long count, String what, List<Finding> findings) {
    if (count > 0) {
      findings.add(new Finding(Weight.NOTE, "", Words.count(count) + " " + what));
    }
  }
}
