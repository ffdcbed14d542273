package weir.store;

import java.util.List;

/// How the tables of a remote store lie on its disks, as far as the account may see it.
///
/// @param tables the flows' own first, then the largest first
/// @param about what all of it is, in a sentence; empty for what the tables add up to
/// @param notes what could not be found out, and what should be looked after, in sentences
public record StorageReport(
    String about, List<Table> tables, List<Disk> disks, List<String> notes) {
  /// Of what the tables add up to.
  public StorageReport(List<Table> tables, List<Disk> disks, List<String> notes) {
    this("", tables, disks, notes);
  }

  /// What a table is for.
  public enum Kind {
    /// It is asked, or lies below the one that is.
    FLOWS("flows"),
    /// Another one of the same database.
    OTHER("other"),
    /// The server's own log, which grows by itself.
    LOG("system log");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// A table on one node.
  ///
  /// @param node "ch1:9000"
  /// @param rows of what lies on this node; -1 for unknown
  /// @param diskBytes -1 for unknown
  /// @param rawBytes the same before it was compressed; -1 for unknown
  /// @param parts files that it is made of; -1 for unknown
  /// @param ttl when rows are dropped, as SQL; empty where they are kept for ever
  /// @param oldest name of the oldest partition; empty for none
  /// @param newest of the newest
  public record Table(
      String node,
      String database,
      String name,
      Kind kind,
      String engine,
      long rows,
      long diskBytes,
      long rawBytes,
      long parts,
      String ttl,
      String oldest,
      String newest) {
    /// Whether it keeps rows itself: those of a Distributed table lie elsewhere.
    public boolean keepsRows() {
      return parts >= 0;
    }
  }

  /// A disk of one node.
  public record Disk(String node, String name, long freeBytes, long totalBytes) {}

  public StorageReport {
    tables = List.copyOf(tables);
    disks = List.copyOf(disks);
    notes = List.copyOf(notes);
  }
}
