package weir.store.duckdb.rollup;

import java.util.List;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.sql.Mapping;

/// A table of sums that is kept beside the flows of a slice: groups, by sampling rate, with the
/// sums of everything that can be measured.
///
/// Columns: `minute_ns` (start of the minute; only [#byMinute]), the keys as in the table of flows,
/// `sampling_rate` (the one in force, at least 1), and the sums over the group's flows with that
/// rate: `bytes`, `packets`, `flows`.
public sealed interface Summary permits Rollup, TopList {
  long MINUTE = 60 * FlowQuery.SECOND;

  /// What both ports are where groups are services.
  String SERVICE_PORT = "service_port";

  String table();

  /// Whether groups are apart by the minute; else they are those of the whole slice.
  boolean byMinute();

  /// What its groups are told apart by.
  List<Dimension> groups();

  /// Columns of the groups. Where [#groups] has services, both ports are the one that tells the
  /// service, so that it is told from them as from a flow's.
  default List<FlowField> keys() {
    return groups().stream().flatMap(group -> group.fields().stream()).distinct().toList();
  }

  /// A field of a flow as its group has it.
  default String value(FlowField field, Mapping table) {
    boolean isPort = field == FlowField.SRC_PORT || field == FlowField.DST_PORT;
    return isPort && ofServices() ? SERVICE_PORT : table.low(field);
  }

  /// The table of flows, with what [#value] takes from it.
  default String flows(Mapping table) {
    return ofServices()
        ? "(SELECT *, "
            + table.servicePort()
            + " AS "
            + SERVICE_PORT
            + " FROM "
            + table.relation()
            + ")"
        : table.relation();
  }

  private boolean ofServices() {
    return groups().contains(new Dimension.Services());
  }
}
