package weir.doctor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import weir.doctor.Finding.Action;
import weir.doctor.Finding.Weight;
import weir.exporter.ExporterStatus;

/// What an exporter has told of its own work, and what is to be known of its flows.
final class NoteFindings {
  /// Fewer flows that make room for others are the way of a table of bounded size.
  private static final double MUCH_FOR_ROOM = 0.01;

  private NoteFindings() {}

  static void add(ExporterStatus exporter, List<Finding> findings) {
    times(exporter, findings);
    ofItself(exporter, findings);
    note(
        "discarded",
        exporter.discardedSamples(),
        "samples tell of packets that the device itself discarded.",
        findings);
    note(
        "layer-2",
        exporter.layer2Flows(),
        "flows whose bytes are octets of layer 2 (whole frames): it tells no octets of IP.",
        findings);
    note(
        "wide-counts",
        exporter.wideCounts(),
        "counts of more than 64 bits, which are taken as not known.",
        findings);
    note(
        "forgotten-interfaces",
        exporter.forgottenInterfaces(),
        "interfaces forgotten, the ones unheard for longest: it tells of more than are remembered.",
        findings);
    note(
        "unkept-interfaces",
        exporter.unkeptInterfaces(),
        "interfaces known until a restart only: exporters tell of more than the data set keeps.",
        findings);
  }

  private static void times(ExporterStatus exporter, List<Finding> findings) {
    if (exporter.impossibleTimes() > 0) {
      findings.add(
          new Finding(
              Weight.WARNING,
              "times",
              "Times",
              Words.count(exporter.impossibleTimes(), "flow", "flows")
                  + " were dated weeks off by their uptimes.",
              "They are as long as they were, and end when they were exported.",
              "Look at its clock and for an update of its software.",
              Action.SHOW_RECORDS));
    }
    if (exporter.unknownTotals() > 0) {
      findings.add(
          new Finding(
              Weight.NOTE,
              "totals",
              "Totals",
              Words.count(exporter.unknownTotals(), "flow", "flows")
                  + " had begun before and were reported by totals.",
              "What they had by their first record is not counted.",
              "",
              Action.NONE));
    }
  }

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
              "leaves-out",
              "Leaves traffic out",
              "It says of itself, since it began: " + missing + ".",
              "No flow tells of these.",
              "Look at its load and at its cache.",
              Action.NONE));
    }
    if (exporter.endedForRoom() > 0) {
      findings.add(
          new Finding(
              exporter.endedForRoom() >= MUCH_FOR_ROOM ? Weight.WARNING : Weight.NOTE,
              "table-full",
              "Table full",
              Words.percent(exporter.endedForRoom())
                  + " of its flows ended because its table had no room.",
              "Long flows are cut into many.",
              "Enlarge its table, or shorten its timeouts.",
              Action.NONE));
    }
  }

  private static void note(String id, long count, String what, List<Finding> findings) {
    if (count > 0) {
      findings.add(
          new Finding(Weight.NOTE, id, "", Words.count(count) + " " + what, "", "", Action.NONE));
    }
  }
}
