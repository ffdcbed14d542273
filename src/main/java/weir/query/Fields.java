package weir.query;

import java.util.function.Predicate;
import java.util.stream.Collectors;
import weir.flow.FlowField;

/// Reads what people call fields, on the command line and in files of views.
public final class Fields {
  private Fields() {}

  /// @param allowed what may be named
  /// @throws IllegalArgumentException if there is none, with a sentence that names those there are
  public static FlowField named(String name, Predicate<FlowField> allowed) {
    return FlowField.named(name.strip())
        .filter(allowed)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no field '"
                        + name
                        + "'; there are "
                        + FlowField.all().stream()
                            .filter(allowed)
                            .map(FlowField::fieldName)
                            .collect(Collectors.joining(", "))));
  }
}
