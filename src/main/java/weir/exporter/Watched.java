package weir.exporter;

import java.util.List;

/// What is watched of an exporter while its datagrams are decoded: how it goes, how long its flows
/// are, whether they agree with its counters. A restart goes on with how it goes and how long flows
/// are; the rest is since the start of the process that decodes.
///
/// @param seconds the last two minutes
/// @param minutes the last two hours
/// @param lengths of its flows
/// @param counters interfaces whose counters it tells
/// @param waiting templates that are waited for, the one for longest first
/// @param repeated datagrams that came twice, by their sequence numbers
/// @param blocked datagrams that were dropped because a person blocks it
public record Watched(
    Course seconds,
    Course minutes,
    FlowLengths lengths,
    List<CounterCheck> counters,
    List<WaitingTemplate> waiting,
    long repeated,
    long blocked) {
  public static final long SECOND = 1_000_000_000L;

  public static final Watched NOTHING =
      new Watched(
          Course.empty(SECOND),
          Course.empty(60 * SECOND),
          FlowLengths.NONE,
          List.of(),
          List.of(),
          0,
          0);

  public Watched {
    counters = List.copyOf(counters);
    waiting = List.copyOf(waiting);
  }

  /// Without what takes room: how it goes, and interface by interface.
  public Watched brief() {
    return new Watched(
        NOTHING.seconds, NOTHING.minutes, lengths, List.of(), waiting, repeated, blocked);
  }

  /// Without a course that goes beyond a moment.
  Watched until(long nanos) {
    return new Watched(
        seconds.until(nanos), minutes.until(nanos), lengths, counters, waiting, repeated, blocked);
  }

  public Watched withBlocked(long datagrams) {
    return new Watched(seconds, minutes, lengths, counters, waiting, repeated, datagrams);
  }
}
