package weir.ingest;

import java.util.Map;

/// How a source is doing.
///
/// @param state what it is at
/// @param message one sentence for people, with the next step where something is wrong
/// @param datagrams taken off the socket or out of the file so far
/// @param flows flow records decoded so far
/// @param storedFlows flow records handed to the store so far
/// @param progress 0 to 1 of a file; negative where there is no end
/// @param drops what was lost so far, by cause in words ("socket", "queue", "malformed: …", "no
///   template yet"); causes with nothing are left out
public record IngestStatus(
    State state,
    String message,
    long datagrams,
    long flows,
    long storedFlows,
    double progress,
    Map<String, Long> drops) {

  /// States of a source.
  public enum State {
    LISTENING,
    READING,
    READY,
    FAILED
  }

  public IngestStatus {
    drops = Map.copyOf(drops);
  }

  public long dropped() {
    return drops.values().stream().mapToLong(Long::longValue).sum();
  }
}
