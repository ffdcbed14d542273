package weir.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Fields;

/// Reads names of fields from the command line.
final class FieldNames {
  private FieldNames() {}

  /// @param option that they were given to, for the sentence
  /// @param allowed what may be named
  static List<FlowField> parse(String option, List<String> names, Predicate<FlowField> allowed) {
    List<FlowField> fields = new ArrayList<>();
    for (String name : names) {
      fields.add(parse(option, name, allowed));
    }
    return fields;
  }

  /// @param option that they were given to, for the sentence
  static List<Dimension> dimensions(String option, List<String> names, Dimensions known) {
    List<Dimension> dimensions = new ArrayList<>();
    for (String name : names) {
      try {
        dimensions.add(known.require(name.strip()));
      } catch (IllegalArgumentException e) {
        throw new CommandFailed(option + ": " + e.getMessage(), e);
      }
    }
    return dimensions;
  }

  static FlowField parse(String option, String name, Predicate<FlowField> allowed) {
    try {
      return Fields.named(name, allowed);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(option + ": " + e.getMessage(), e);
    }
  }
}
