package weir.store.duckdb.rollup;

import static weir.flow.FlowField.*;

import java.util.List;
import java.util.Set;
import weir.flow.FlowField;
import weir.query.Dimension;

/// Sums of every group. Those of few-valued fields are kept by the minute and answer any range
/// (what it cuts off a minute comes from the flows); those of many-valued fields are kept for the
/// slice as a whole and answer ranges that hold all of it.
public enum Rollup implements Summary {
  FLAGS("by_flags", true, DIRECTION, EXPORTER, ETHER_TYPE, PROTOCOL, TCP_FLAGS),
  INTERFACES("by_interface", true, DIRECTION, EXPORTER, IN_INTERFACE, OUT_INTERFACE),
  SOURCES("by_src_addr", false, DIRECTION, SRC_ADDRESS),
  DESTINATIONS("by_dst_addr", false, DIRECTION, DST_ADDRESS),
  SOURCE_PORTS("by_src_port", false, PROTOCOL, SRC_PORT),
  DESTINATION_PORTS("by_dst_port", false, PROTOCOL, DST_PORT),
  SOURCE_AS("by_src_as", false, DIRECTION, SRC_AS),
  DESTINATION_AS("by_dst_as", false, DIRECTION, DST_AS),
  SERVICES("by_service", new Dimension.Services(), Dimension.field(PROTOCOL));

  private final String table;
  private final boolean byMinute;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Dimension> groups;

  Rollup(String table, boolean byMinute, FlowField... groups) {
    this.table = table;
    this.byMinute = byMinute;
    this.groups = Dimension.of(groups);
  }

  Rollup(String table, Dimension... groups) {
    this.table = table;
    this.byMinute = false;
    this.groups = List.of(groups);
  }

  @Override
  public String table() {
    return table;
  }

  @Override
  public boolean byMinute() {
    return byMinute;
  }

  @Override
  public List<Dimension> groups() {
    return groups;
  }

  /// Whether questions that look at these dimensions, in buckets of that width, can be answered
  /// from it.
  public boolean answers(Set<Dimension> dimensions, long bucketNanos) {
    return dimensions.stream().allMatch(this::tells)
        && (byMinute ? bucketNanos % MINUTE == 0 : bucketNanos == 0);
  }

  private boolean tells(Dimension dimension) {
    return groups.contains(dimension)
        || groups.containsAll(Dimension.of(List.copyOf(dimension.fields())));
  }
}
