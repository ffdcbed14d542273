package weir.store.duckdb.rollup;

import static weir.flow.FlowField.*;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.FlowQuery;

/// Sums of a slice's largest groups, by the minute. What a list leaves out is bounded: for each
/// measure the largest sum over the slice of any group that is not on it is kept with the list (see
/// [LeftOut]).
public enum TopList implements Summary {
  SOURCES("top_src_addr", SRC_ADDRESS),
  DESTINATIONS("top_dst_addr", DST_ADDRESS),
  SOURCE_PORTS("top_src_port", PROTOCOL, SRC_PORT),
  DESTINATION_PORTS("top_dst_port", PROTOCOL, DST_PORT),
  SOURCE_AS("top_src_as", SRC_AS),
  DESTINATION_AS("top_dst_as", DST_AS),
  CONVERSATIONS("top_conversations", SRC_ADDRESS, DST_ADDRESS),
  SERVICES("top_services", new Dimension.Services());

  private final String table;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Dimension> groups;

  TopList(String table, FlowField... groups) {
    this(table, Dimension.of(groups).toArray(Dimension[]::new));
  }

  TopList(String table, Dimension... groups) {
    this.table = table;
    this.groups = List.of(groups);
  }

  @Override
  public String table() {
    return table;
  }

  @Override
  public boolean byMinute() {
    return true;
  }

  @Override
  public List<Dimension> groups() {
    return groups;
  }

  /// The list that has the groups of a question, if there is one.
  public static Optional<TopList> of(FlowQuery query) {
    return !query.filter().isAll()
            || query.top() == 0
            || query.binWidth() > 0
            || query.isRankedBySteps()
            || query.spread()
            || query.measures().stream().anyMatch(one -> one.isPart() || !one.isRolledUp())
            || query.bucketNanos() % MINUTE != 0
        ? Optional.empty()
        : Stream.of(values())
            .filter(list -> new HashSet<>(list.groups).equals(new HashSet<>(query.by())))
            .findFirst();
  }
}
