package weir.store;

import java.util.List;

/// A table of somebody else on a server, as its columns tell it.
public record TableColumns(String database, String name, List<Column> columns) {
  /// @param type as the server writes it: "LowCardinality(String)"
  /// @param key whether the table is sorted or divided by it, so that bounding it spares rows
  public record Column(String name, String type, boolean key) {
    /// Without what it is wrapped in: "String" of "LowCardinality(Nullable(String))".
    public String bareType() {
      return Reading.bare(type);
    }
  }

  public TableColumns {
    columns = List.copyOf(columns);
  }

  /// "netmeta.flows_raw".
  public String title() {
    return database + "." + name;
  }
}
