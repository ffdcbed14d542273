package weir.store;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// Which way the octets of an hour went, as rules tell it: these rules need not be in force.
///
/// @param range the latest hour that there are flows of
/// @param octets of each direction that has any, multiplied by sampling rates
public record DirectionShares(TimeRange range, Map<Direction, Double> octets) {
  private static final long HOUR = 3600 * FlowQuery.SECOND;
  private static final Duration JUST_NOW = Duration.ofMinutes(2);

  public DirectionShares {
    octets = Map.copyOf(octets);
  }

  /// Asks a store; empty where nothing is stored yet.
  ///
  /// @param rules none for directions as they are
  /// @throws StoreException if it fails; [StoreException#isCancelled] if `cancel` did it
  public static Optional<DirectionShares> of(
      FlowReader store, DirectionRules rules, Cancel cancel) {
    StoreStatus status = store.status();
    if (status.rows() == 0) {
      return Optional.empty();
    }
    long until = status.newestNanos() / FlowQuery.SECOND * FlowQuery.SECOND + FlowQuery.SECOND;
    TimeRange range = new TimeRange(Math.max(0, until - HOUR), until);
    Dimension by = rules.isNone() ? Dimension.field(FlowField.DIRECTION) : rules.dimension();
    FlowQuery query =
        new FlowQuery(range, Filter.all(), List.of(by), List.of(Measure.BYTES), 0, 0, false, true);
    if (store.cost(query, cancel).filter(Cost::isHigh).isPresent()) {
      throw new StoreException("it would be much to ask of this server", null);
    }
    Answer answer = store.run(query, cancel);
    Map<Direction, Double> octets = new EnumMap<>(Direction.class);
    Answer.Key key = answer.keys().getFirst();
    for (int row = 0; row < answer.groups(); row++) {
      octets.merge(Direction.of((int) key.low()[row]), answer.value(row, 0), Double::sum);
    }
    return Optional.of(new DirectionShares(range, octets));
  }

  /// "62 % in, 35 % out, 3 % internal", the most octets first.
  public String shares() {
    double all = octets.values().stream().mapToDouble(one -> one).sum();
    return all <= 0
        ? "no octets"
        : octets.entrySet().stream()
            .filter(one -> one.getValue() > 0)
            .sorted(
                Map.Entry.<Direction, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(one -> percent(one.getValue() / all) + " " + one.getKey().label())
            .collect(Collectors.joining(", "));
  }

  private static String percent(double share) {
    return share < 0.005
        ? "less than 1 %"
        : String.format(Locale.ROOT, "%.0f %%", Math.floor(100 * share + 0.5));
  }

  /// "of the octets of the last hour"; of flows of the past how long ago their latest hour ended.
  public String age(Instant now) {
    Duration since = Duration.between(TimeRange.instant(range.untilNanos()), now);
    return since.compareTo(JUST_NOW) < 0
        ? "of the octets of the last hour"
        : "of the octets of the latest hour that is stored, which ended "
            + StoreStatus.inWords(since)
            + " ago";
  }
}
