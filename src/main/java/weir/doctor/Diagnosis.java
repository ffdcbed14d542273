package weir.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import weir.doctor.Finding.Action;
import weir.doctor.Finding.Weight;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.exporter.WaitingTemplate;

/// What is wrong with an exporter, the worst first. Made of what is known of it alone, so that the
/// desktop, the command line and metrics say the same.
public record Diagnosis(List<Finding> findings) {
  private static final Duration SILENT = Duration.ofMinutes(1);

  /// Less of it lost is the way of UDP.
  private static final double MUCH_LOST = 0.001;

  /// What was lost longer ago is told as past.
  private static final long LATELY_NANOS = 60_000_000_000L;

  private static final int MOST_WAITING = 3;

  /// Of equal ones, the one with more that is wrong comes first.
  public static final Comparator<Diagnosis> WORST_FIRST =
      Comparator.comparing(Diagnosis::weight)
          .thenComparing(diagnosis -> -diagnosis.wrong().size())
          .thenComparing(Diagnosis::word);

  public Diagnosis {
    findings = findings.stream().sorted(Comparator.comparing(Finding::weight)).toList();
  }

  /// In words that fit a row: "Losing datagrams, 2 more".
  public String word() {
    List<Finding> wrong = wrong();
    return wrong.isEmpty()
        ? findings.stream()
            .filter(finding -> finding.id().equals("blocked"))
            .map(Finding::word)
            .findFirst()
            .orElse("Healthy")
        : wrong.getFirst().word() + (wrong.size() == 1 ? "" : ", " + (wrong.size() - 1) + " more");
  }

  /// What is to be mended.
  public List<Finding> wrong() {
    return findings.stream().filter(Finding::isWrong).toList();
  }

  /// NOTE where nothing is wrong.
  public Weight weight() {
    return findings.isEmpty() ? Weight.NOTE : findings.getFirst().weight();
  }

  /// @param said what people say of it
  /// @param seen when it is looked at
  public static Diagnosis of(ExporterStatus exporter, Overrides.Exporter said, Seen seen) {
    List<Finding> findings = new ArrayList<>();
    if (said.blocked() || exporter.watched().blocked() > 0) {
      blocked(exporter, said, findings);
    }
    if (!said.blocked()) {
      silence(exporter, seen, findings);
    }
    malformed(exporter, findings);
    templates(exporter, seen, findings);
    RateFindings.add(exporter, said, findings);
    CounterFindings.add(exporter, said, findings);
    losses(exporter, seen, findings);
    repeated(exporter, findings);
    clock(exporter, findings);
    NoteFindings.add(exporter, findings);
    return new Diagnosis(findings);
  }

  private static void blocked(
      ExporterStatus exporter, Overrides.Exporter said, List<Finding> findings) {
    String dropped =
        Words.count(exporter.watched().blocked(), "datagram", "datagrams") + " dropped since";
    findings.add(
        said.blocked()
            ? new Finding(
                Weight.NOTE,
                "blocked",
                "Blocked",
                "It is blocked: " + dropped + " the collector started.",
                "Nothing that it sends becomes a flow; what is stored already stays.",
                "Unblock it to take its flows again.",
                Action.UNBLOCK)
            : new Finding(
                Weight.NOTE,
                "was-blocked",
                "",
                "While it was blocked, " + dropped.replace(" since", "") + ".",
                "Their flows are missing.",
                "",
                Action.NONE));
  }

  private static void silence(ExporterStatus exporter, Seen seen, List<Finding> findings) {
    Duration since = Duration.between(Words.instant(exporter.lastSeenNanos()), seen.now());
    if (seen.live() && exporter.lastSeenNanos() > 0 && since.compareTo(SILENT) >= 0) {
      String length = Words.length((double) since.toSeconds());
      findings.add(
          new Finding(
              Weight.BAD,
              "silent",
              "Silent for " + length,
              "Nothing has come from it for "
                  + length
                  + ", since "
                  + Words.time(exporter.lastSeenNanos(), seen.zone())
                  + ".",
              "Its traffic is missing in every chart since then.",
              "Look whether it is up, and whether it still sends to this machine.",
              Action.SHOW_RECORDS));
    }
  }

  private static void malformed(ExporterStatus exporter, List<Finding> findings) {
    exporter
        .malformed()
        .forEach(
            (reason, count) ->
                findings.add(
                    new Finding(
                        Weight.BAD,
                        "malformed",
                        "Malformed datagrams",
                        Words.count(count, "datagram", "datagrams")
                            + " dropped as malformed: each "
                            + reason.words()
                            + ".",
                        "What was whole in them is kept, the rest is no flow.",
                        "Look for an update of its software, or for what else sends to this port;"
                            + " block it if it is no exporter.",
                        Action.BLOCK)));
  }

  private static void templates(ExporterStatus exporter, Seen seen, List<Finding> findings) {
    if (exporter.noTemplateSets() > 0) {
      findings.add(
          new Finding(
              Weight.BAD,
              "no-template",
              "Templates missing",
              Words.count(exporter.noTemplateSets(), "data set", "data sets")
                  + " dropped, for their template did not come in time.",
              "Their flows are missing.",
              "Have it send its templates more often: every minute, or every 20 datagrams.",
              Action.SHOW_TEMPLATES));
    }
    List<WaitingTemplate> waiting = exporter.watched().waiting();
    if (exporter.waitingSets() > 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "waiting",
              waiting.size() == 1
                  ? "Waiting for template " + waiting.getFirst().id()
                  : "Waiting for templates",
              waiting.isEmpty() ? waitingSets(exporter) : waiting(waiting, exporter, seen),
              "They are kept for half an hour, and become flows when it comes.",
              "Have it send its templates more often, or restart its export to get them now.",
              Action.SHOW_TEMPLATES));
    }
  }

  private static String waitingSets(ExporterStatus exporter) {
    return Words.count(exporter.waitingSets(), "data set waits", "data sets wait")
        + " for their template.";
  }

  /// "Waiting for template 256 for 37 s with 12 data sets (9,120 octets) kept."
  private static String waiting(List<WaitingTemplate> waiting, ExporterStatus exporter, Seen seen) {
    List<String> parts = new ArrayList<>();
    for (WaitingTemplate one : waiting.stream().limit(MOST_WAITING).toList()) {
      long end = seen.live() ? Words.nanos(seen.now()) : exporter.lastSeenNanos();
      parts.add(
          "template "
              + one.id()
              + (one.domain() == 0 ? "" : " of domain " + one.domain())
              + " for "
              + Words.length(Math.max(0, end - one.sinceNanos()) / 1e9)
              + " with "
              + Words.count(one.sets(), "data set", "data sets")
              + " ("
              + Words.count(one.octets(), "octet", "octets")
              + ") kept");
    }
    int more = waiting.size() - parts.size();
    return "Waiting for " + String.join(", ", parts) + (more > 0 ? ", and for more" : "") + ".";
  }

  private static void losses(ExporterStatus exporter, Seen seen, List<Finding> findings) {
    if (exporter.lost() > 0) {
      long lately = exporter.watched().seconds().lostSince(Words.nanos(seen.now()) - LATELY_NANOS);
      boolean much = Words.lostShare(exporter) >= MUCH_LOST && (lately > 0 || !seen.live());
      String what =
          Words.lostUnits(exporter)
              + " never came ("
              + Words.percent(Words.lostShare(exporter))
              + "), by "
              + Words.count(exporter.sequenceGaps(), "gap", "gaps")
              + " in its sequence numbers";
      findings.add(
          new Finding(
              much ? Weight.WARNING : Weight.NOTE,
              "lost",
              !much ? "Lost some" : seen.live() ? "Losing datagrams" : "Lost datagrams",
              what
                  + (!seen.live()
                      ? "."
                      : lately > 0 ? ", some in the last minute." : ", none lately."),
              "Sums are too low by about that share.",
              much
                  ? "Look for losses on the way, for drops of this machine's sockets, or for a"
                      + " second collector that shares the sequence."
                  : "",
              Action.NONE));
    }
    if (exporter.lostSamples() > 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "lost-samples",
              "Lost samples",
              Words.count(exporter.lostSamples(), "sFlow sample", "sFlow samples")
                  + " lost by their sequence numbers.",
              "The agent takes more than it can send.",
              "Have it sample less often: a larger rate.",
              Action.NONE));
    }
  }

  private static void repeated(ExporterStatus exporter, List<Finding> findings) {
    long repeated = exporter.watched().repeated();
    if (repeated > 0) {
      double share = (double) repeated / Math.max(1, exporter.datagrams());
      findings.add(
          new Finding(
              share >= 0.01 ? Weight.WARNING : Weight.NOTE,
              "repeated",
              "Datagrams twice",
              Words.count(repeated, "datagram", "datagrams")
                  + " came twice, by their sequence numbers ("
                  + Words.percent(share)
                  + ").",
              "Their flows count twice.",
              "Look for a second path to this machine: a mirror, a forwarder, two export"
                  + " destinations that end here.",
              Action.MEASURE_TWICE));
    }
  }

  private static void clock(ExporterStatus exporter, List<Finding> findings) {
    if (Words.isClockWrong(exporter)) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "clock",
              "Clock " + Words.clock(exporter),
              "Its clock was " + Words.clock(exporter) + " when it sent the last datagram.",
              "Starts and ends of its flows are off by that; charts by the time of receipt are not.",
              "Set its clock by NTP.",
              Action.NONE));
    }
  }
}
