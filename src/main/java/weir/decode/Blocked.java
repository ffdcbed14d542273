package weir.decode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.exporter.ExporterStatus;
import weir.flow.Admission;
import weir.flow.IpAddress;

/// Exporters that a person blocks, among those that were heard from.
final class Blocked {
  private Blocked() {}

  /// The same with what was dropped of each, and with those that nothing was heard from.
  static List<ExporterStatus> mark(List<ExporterStatus> heard, Admission admission) {
    Set<IpAddress> blocked = admission.blocked();
    if (blocked.isEmpty() && !admission.hasBlocked()) {
      return heard;
    }
    List<ExporterStatus> all = new ArrayList<>();
    Set<IpAddress> unheard = new HashSet<>(blocked);
    for (ExporterStatus one : heard) {
      unheard.remove(one.address());
      all.add(marked(one, admission));
    }
    unheard.forEach(address -> all.add(marked(ExporterStatus.unheard(address), admission)));
    return all;
  }

  private static ExporterStatus marked(ExporterStatus one, Admission admission) {
    return one.with(one.watched().withBlocked(admission.blocked(one.address())));
  }
}
