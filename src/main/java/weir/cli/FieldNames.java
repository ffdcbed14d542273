package weir.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Dimensions;

/// Reads names of fields from the command line.
final class FieldNames {
  private FieldNames() {}

  /// Columns of records: any field, and what is made of fields.
  ///
  /// @param option that they were given to, for the sentence
  static List<Dimension> columns(String option, List<String> names, Dimensions known) {
    return names.stream().map(name -> named(option, name, known::requireColumn)).toList();
  }

  /// @param option that they were given to, for the sentence
  static List<Dimension> dimensions(String option, List<String> names, Dimensions known) {
    List<Dimension> dimensions = new ArrayList<>();
    for (String name : names) {
      dimensions.add(named(option, name, known::require));
    }
    return dimensions;
  }

  /// @param known gives what has a name, or says in an [IllegalArgumentException] what there is
  static Dimension named(String option, String name, Function<String, Dimension> known) {
    try {
      return known.apply(name.strip());
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(option + ": " + e.getMessage(), e);
    }
  }

  static FlowField parse(String option, String name, Predicate<FlowField> allowed) {
    return FlowField.named(name.strip())
        .filter(allowed)
        .orElseThrow(
            () ->
                new CommandFailed(
                    option
                        + ": there is no field '"
                        + name
                        + "'; there are "
                        + FlowField.all().stream()
                            .filter(allowed)
                            .map(FlowField::fieldName)
                            .collect(Collectors.joining(", "))));
  }
}
