package weir.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// What a click leads to.
public final class DrillDown {
  private DrillDown() {}

  /// A span becomes the range; what else was pointed at joins the filter, or is kept out by it.
  public static Scope apply(Scope scope, Selection selection) {
    return switch (selection) {
      case Selection.Span(TimeRange range) ->
          new Scope(scope.filter(), new RangeChoice.Between(range));
      case Selection.Area area -> area(scope, area);
      case Selection.Flows(Selection of) -> apply(scope, of);
      case Selection.Host(IpAddress address) ->
          new Scope(Filter.atEitherEnd(address), scope.range());
      case Selection.EitherEnd end -> new Scope(scope.filter().and(filter(end)), scope.range());
      case Selection.Group group -> new Scope(scope.filter().and(filter(group)), scope.range());
    };
  }

  private static Scope area(Scope scope, Selection.Area area) {
    RangeChoice range =
        area.range().<RangeChoice>map(RangeChoice.Between::new).orElse(scope.range());
    Filter filter = area.by().between(area.values().least(), area.values().most());
    if (area.exclude()) {
      return new Scope(scope.filter().and(filter.opposite()), range);
    }
    List<Filter> others =
        scope.filter().conjuncts().stream().filter(part -> !isWiderThan(part, area)).toList();
    return new Scope(Filter.together(others).and(filter), range);
  }

  /// Whether a bound says nothing any more beside those of an area.
  private static boolean isWiderThan(Filter part, Selection.Area area) {
    long first = area.values().least();
    long last = area.values().most();
    return switch (part) {
      case Filter.Between(Dimension dimension, long least, long most) ->
          dimension.equals(area.by()) && least <= first && most >= last;
      case Filter.Compare(FlowField field, Filter.Op op, long value) when area.by().is(field) ->
          (op == Filter.Op.GE && value <= first) || (op == Filter.Op.LE && value >= last);
      default -> false;
    };
  }

  /// The source's end comes first, as where it is written by hand.
  private static Filter filter(Selection.EitherEnd end) {
    Dimension that = end.dimension().opposite().orElseThrow();
    List<Filter> ends =
        Stream.of(end.dimension(), that)
            .sorted(Comparator.comparing(dimension -> Collections.min(dimension.fields())))
            .map(dimension -> dimension.equal(end.value().high(), end.value().low()))
            .toList();
    return new Filter.Or(ends);
  }

  private static boolean isWithItself(Selection.Group group) {
    return group.by().equals(Dimension.End.BOTH)
        && group.values().getFirst().equals(group.values().getLast());
  }

  private static Filter filter(Selection.Group group) {
    List<Filter> parts = new ArrayList<>();
    if (isWithItself(group)) { // "its address at either end" twice would be all that it has to do
      IpAddress address = group.values().getFirst();
      parts.add(Filter.equal(FlowField.SRC_ADDRESS, address.high(), address.low()));
      parts.add(Filter.equal(FlowField.DST_ADDRESS, address.high(), address.low()));
      Filter both = new Filter.And(parts);
      return group.exclude() ? new Filter.Not(both) : both;
    }
    for (int i = 0; i < group.by().size(); i++) {
      var value = group.values().get(i);
      parts.add(group.by().get(i).equal(value.high(), value.low()));
    }
    Filter all = parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
    return group.exclude() ? new Filter.Not(all) : all;
  }
}
