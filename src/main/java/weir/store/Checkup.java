package weir.store;

import java.util.List;

/// What was found when a remote was tried out, a step at a time, up to the first that went wrong.
///
/// @param tables of flows that can be opened there, the best first; each is chosen by its name in
///   [ServerAddress#table]
public record Checkup(List<Step> steps, List<Table> tables) {
  /// @param what was tried, in a word or two: "TLS"
  /// @param good whether it went well
  /// @param sentence what was found, or what is wrong and what to do
  public record Step(String what, boolean good, String sentence) {}

  /// @param schema its title: "NetMeta"
  public record Table(String database, String name, String schema) {}

  public Checkup {
    steps = List.copyOf(steps);
    tables = List.copyOf(tables);
  }

  public boolean good() {
    return steps.stream().allMatch(Step::good);
  }
}
