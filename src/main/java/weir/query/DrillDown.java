package weir.query;

import java.util.ArrayList;
import java.util.List;

/// What a click leads to.
public final class DrillDown {
  private DrillDown() {}

  /// A span becomes the range; a group joins the filter, or is kept out by it.
  public static Scope apply(Scope scope, Selection selection) {
    return switch (selection) {
      case Selection.Span(TimeRange range) ->
          new Scope(scope.filter(), new RangeChoice.Between(range));
      case Selection.Group group -> new Scope(scope.filter().and(filter(group)), scope.range());
    };
  }

  private static Filter filter(Selection.Group group) {
    List<Filter> parts = new ArrayList<>();
    for (int i = 0; i < group.by().size(); i++) {
      var value = group.values().get(i);
      parts.add(group.by().get(i).equal(value.high(), value.low()));
    }
    Filter all = parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
    return group.exclude() ? new Filter.Not(all) : all;
  }
}
