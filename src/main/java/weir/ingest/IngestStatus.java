package weir.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How a source is doing.
///
/// @param state what it is at
/// @param message one sentence for people, with the next step where something is wrong
/// @param datagrams taken off the socket or out of the file so far
/// @param flows flow records decoded so far
/// @param storedFlows flow records made durable so far, by this source
/// @param setApart flow records made durable in the store's quarantine, for they give times that
///   cannot be true; kept, not lost
/// @param progress 0 to 1 of a file; negative where there is no end
/// @param drops what was lost so far, by cause in words ("socket 2055" in datagrams, "queue full",
///   "malformed: …", "sets without template"), and what was refused ("not allowed: sender" in
///   datagrams and streams, "not allowed: agent" in datagrams and messages, "blocked: exporter" of
///   those that a person blocks, "refused streams: …", "closed streams: …", "refused messages: …");
///   causes with nothing are left out
/// @param advice what could be better, in sentences that say what to do
/// @param leftOut flow records that were not to be stored, by the port whose filter left them out
public record IngestStatus(
    State state,
    String message,
    long datagrams,
    long flows,
    long storedFlows,
    long setApart,
    double progress,
    Map<String, Long> drops,
    List<String> advice,
    Map<Integer, Long> leftOut) {

  private static final List<String> REFUSALS =
      List.of(
          "not allowed: ",
          "blocked: ",
          "refused streams: ",
          "refused messages: ",
          "closed streams: ");

  /// States of a source.
  public enum State {
    LISTENING,
    READING,
    READY,
    FAILED
  }

  /// Of a source that leaves nothing out.
  public IngestStatus(
      State state,
      String message,
      long datagrams,
      long flows,
      long storedFlows,
      long setApart,
      double progress,
      Map<String, Long> drops,
      List<String> advice) {
    this(
        state, message, datagrams, flows, storedFlows, setApart, progress, drops, advice, Map.of());
  }

  /// Of a source that takes nothing in.
  static IngestStatus still(State state, String message, long flows) {
    return new IngestStatus(state, message, 0, flows, flows, 0, 1, Map.of(), List.of());
  }

  public IngestStatus {
    drops = Map.copyOf(drops);
    advice = List.copyOf(advice);
    leftOut = Map.copyOf(leftOut);
  }

  /// The same in other words.
  IngestStatus saying(String otherMessage, List<String> otherAdvice) {
    return new IngestStatus(
        state,
        otherMessage,
        datagrams,
        flows,
        storedFlows,
        setApart,
        progress,
        drops,
        otherAdvice,
        leftOut);
  }

  /// What should have been taken in and was not.
  public long dropped() {
    return sum(false);
  }

  /// What was not to be taken in: it came from those who may not send, or too many of them.
  public long refused() {
    return sum(true);
  }

  /// What filters of ports left out: "12,300 not stored by the filter of port 6343"; empty if there
  /// is none.
  public List<String> leftOutWords() {
    return new TreeMap<>(leftOut)
        .entrySet().stream()
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%,d not stored by the filter of port %d",
                        one.getValue(),
                        one.getKey()))
            .toList();
  }

  private long sum(boolean refusals) {
    return drops.entrySet().stream()
        .filter(drop -> isRefusal(drop.getKey()) == refusals)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /// Whether a cause of [#drops] is one for which somebody was refused, and nothing lost.
  public static boolean isRefusal(String cause) {
    return REFUSALS.stream().anyMatch(cause::startsWith);
  }
}
