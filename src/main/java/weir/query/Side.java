package weir.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import weir.flow.FlowField;

/// One end of flows.
public enum Side {
  SOURCE("src"),
  DESTINATION("dst");

  private final String sideName;

  Side(String sideName) {
    this.sideName = sideName;
  }

  /// As in files.
  public String sideName() {
    return sideName;
  }

  static Optional<Side> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(side -> side.sideName.equals(lower)).findFirst();
  }

  /// The same filter, but of addresses at either end only those at this one: what a host sends, of
  /// what it sends and receives.
  Filter of(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) -> new Filter.And(parts.stream().map(this::of).toList());
      case Filter.Or(List<Filter> ends) when isEitherEnd(ends) ->
          this == SOURCE ? ends.getFirst() : ends.getLast();
      default -> filter;
    };
  }

  private static boolean isEitherEnd(List<Filter> ends) {
    return ends.size() == 2
        && ends.getFirst().fields().equals(Set.of(FlowField.SRC_ADDRESS))
        && ends.getLast().fields().equals(Set.of(FlowField.DST_ADDRESS));
  }
}
