package weir.store;

import java.util.List;

/// What was found when a remote was tried out, a step at a time, up to the first that went wrong.
///
/// @param tables of flows that can be opened there, the best first; each is chosen by
///   [ServerAddress#database] and [ServerAddress#table]
/// @param unknown tables that look like flows but that no schema fits; [SchemaGuess#of] makes one
/// @param warnings what is wrong and hinders nothing, in sentences: schema files of the user's
public record Checkup(
    List<Step> steps, List<Table> tables, List<TableColumns> unknown, List<String> warnings) {
  /// @param what was tried, in a word or two: "TLS"
  /// @param good whether it went well
  /// @param sentence what was found, or what is wrong and what to do
  public record Step(String what, boolean good, String sentence) {}

  /// @param schema its title: "NetMeta"
  public record Table(String database, String name, String schema) {}

  public Checkup {
    steps = List.copyOf(steps);
    tables = List.copyOf(tables);
    unknown = List.copyOf(unknown);
    warnings = List.copyOf(warnings);
  }

  /// Without tables that no schema fits.
  public Checkup(List<Step> steps, List<Table> tables) {
    this(steps, tables, List.of(), List.of());
  }

  public boolean good() {
    return steps.stream().allMatch(Step::good);
  }
}
