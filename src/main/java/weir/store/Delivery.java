package weir.store;

import java.util.List;
import java.util.Map;

/// How far flows are that a store hands on to servers. Counts are flows, of this run.
///
/// @param sent those that a server has confirmed
/// @param waiting those that wait on disk, from earlier runs too
/// @param waitingBytes what they take there
/// @param setAside those that a server has refused for what they are
/// @param drops those that are lost, by cause in words; causes with nothing are left out
/// @param inserts statements that servers have confirmed
/// @param insertNanos time that those took
/// @param problems what is wrong, in sentences: with each node, and with the table
public record Delivery(
    long sent,
    long waiting,
    long waitingBytes,
    long setAside,
    Map<String, Long> drops,
    long inserts,
    long insertNanos,
    List<String> problems) {
  public Delivery {
    drops = Map.copyOf(drops);
    problems = List.copyOf(problems);
  }
}
