package weir.query;

import java.util.List;
import java.util.Set;
import weir.flow.FlowField;

/// Who talks to whom, over two to four layers: the sums of the largest combinations, and of what is
/// left of each layer. What a Sankey diagram draws.
///
/// A value of a layer is told apart if any of the `top` largest combinations has it; all others of
/// the layer are its "Other".
///
/// @param range by time received
/// @param filter which flows
/// @param layers two to four
/// @param measure what is summed
/// @param top so many of the largest combinations, at least one
/// @param scaled whether bytes and packets are multiplied by each flow's sampling rate
public record RelationQuery(
    TimeRange range,
    Filter filter,
    List<Dimension> layers,
    Measure measure,
    int top,
    boolean scaled)
    implements Query<Relations> {
  public RelationQuery {
    layers = List.copyOf(layers);
    if (layers.size() < 2
        || layers.size() > 4
        || layers.stream().distinct().count() < layers.size()) {
      throw new IllegalArgumentException("relations are over two to four different fields");
    }
    if (measure.isRatio()) {
      throw new IllegalArgumentException(
          "relations are of sums, and " + measure.label() + " is not");
    }
    if (top < 1) {
      throw new IllegalArgumentException("the largest " + top);
    }
  }

  @Override
  public Set<FlowField> fields() {
    return combinations().fields();
  }

  @Override
  public Relations nothing() {
    return Relations.nothing(this);
  }

  @Override
  public RelationQuery moved(long nanos) {
    return new RelationQuery(range.moved(nanos), filter, layers, measure, top, scaled);
  }

  /// The sums of every combination.
  public FlowQuery combinations() {
    return new FlowQuery(range, filter, layers, List.of(measure), 0, 0, false, scaled);
  }
}
