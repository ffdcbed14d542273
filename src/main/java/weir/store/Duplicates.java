package weir.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.SiText;
import weir.query.TimeRange;

/// Traffic that was probably reported more than once: the same addresses, ports and protocol by
/// several exporters, or by one of them as it came in and as it went out. Made of one question as
/// anyone can ask it, so that it works for every store.
///
/// @param range that was looked at
/// @param bytes of all flows in it
/// @param lookedAt bytes of the conversations that were looked at, the largest ones
/// @param repeated bytes beyond what the one that reports most of a conversation says of it
/// @param pairs who repeats whom, the most bytes first
public record Duplicates(
    TimeRange range, long bytes, long lookedAt, long repeated, List<Pair> pairs) {
  private static final long HOUR = 3600 * FlowQuery.SECOND;
  private static final int MOST_GROUPS = 200_000;

  private static final List<Dimension> BY =
      List.of(
          Dimension.field(FlowField.SRC_ADDRESS),
          Dimension.field(FlowField.DST_ADDRESS),
          Dimension.field(FlowField.SRC_PORT),
          Dimension.field(FlowField.DST_PORT),
          Dimension.field(FlowField.PROTOCOL),
          Dimension.field(FlowField.EXPORTER),
          Dimension.field(FlowField.FLOW_DIRECTION));

  private static final int EXPORTER = 5;

  /// Where a flow was seen.
  ///
  /// @param direction what the exporter says: 0 ingress or nothing, 1 egress
  public record Place(IpAddress exporter, long direction) {}

  /// @param first who reports more of what both report
  /// @param second who repeats it
  /// @param bytes that it repeats
  public record Pair(Place first, Place second, long bytes) {}

  private record Conversation(List<Long> numbers) {}

  public Duplicates {
    pairs = List.copyOf(pairs);
  }

  /// What was found, in sentences for people: how much it is, who repeats whom, what to do.
  ///
  /// @param names of exporters
  /// @param mostPairs that have a sentence
  public List<String> sentences(Labels names, int mostPairs) {
    if (bytes == 0) {
      return List.of("There are no flows with bytes.");
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "Of the flows from %s to %s, %s: %.1f %% of the bytes (%s) were probably reported"
                + " twice.",
            TimeRange.instant(range.fromNanos()),
            TimeRange.instant(range.untilNanos()),
            lookedAt == bytes
                ? "all looked at"
                : String.format(
                    Locale.ROOT,
                    "the largest conversations, %.1f %% of the bytes",
                    100.0 * lookedAt / bytes),
            100 * share(),
            SiText.of((double) repeated, "B")));
    for (Pair pair : pairs.stream().limit(mostPairs).toList()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "  %5.1f %%  %s, %s",
              100.0 * pair.bytes() / lookedAt,
              SiText.of((double) pair.bytes(), "B"),
              words(pair, names)));
    }
    if (pairs.size() > mostPairs) {
      sentences.add("  and %d more".formatted(pairs.size() - mostPairs));
    }
    if (!pairs.isEmpty()) {
      sentences.add(
          "A filter counts once what one of them reports, such as '%s' or 'flow_direction 0'."
              .formatted("exporter " + pairs.getFirst().first().exporter()));
    }
    return sentences;
  }

  private static String words(Pair pair, Labels names) {
    String first = name(pair.first(), names);
    return pair.first().exporter().equals(pair.second().exporter())
        ? first + " as it came in and as it went out"
        : name(pair.second(), names) + " repeats " + first;
  }

  private static String name(Place place, Labels names) {
    return names.text(FlowField.EXPORTER, place.exporter().high(), place.exporter().low(), null);
  }

  /// 0 to 1, of what was looked at.
  public double share() {
    return lookedAt == 0 ? 0 : (double) repeated / lookedAt;
  }

  /// Of the last hour that there are flows of.
  ///
  /// @throws StoreException if the flows cannot be asked, or do not tell who exported them
  public static Duplicates read(FlowReader store, Cancel cancel) {
    long until = Math.ceilDiv(store.status().newestNanos() + 1, FlowQuery.SECOND);
    long end = until * FlowQuery.SECOND;
    return of(store, new TimeRange(Math.max(0, end - HOUR), end), cancel);
  }

  /// Of a range.
  static Duplicates of(FlowReader store, TimeRange range, Cancel cancel) {
    Answer all = store.run(FlowQuery.total(range, Filter.all(), Measure.BYTES), cancel);
    Answer groups =
        store.run(FlowQuery.ranking(range, Filter.all(), MOST_GROUPS, BY, Measure.BYTES), cancel);
    Map<Conversation, Map<Place, Long>> conversations = new HashMap<>();
    long lookedAt = 0;
    for (int row = 0; row < groups.rows(); row++) {
      long bytes = groups.sums()[0][row];
      lookedAt += bytes;
      List<Long> numbers = numbers(groups, row);
      if (numbers.stream().limit(4).anyMatch(half -> half != 0)) { // frames have no addresses
        Answer.Key exporter = groups.keys().get(EXPORTER);
        conversations
            .computeIfAbsent(new Conversation(numbers), _ -> new HashMap<>())
            .merge(
                new Place(
                    new IpAddress(exporter.high()[row], exporter.low()[row]),
                    groups.keys().get(EXPORTER + 1).low()[row]),
                bytes,
                Long::sum);
      }
    }
    long total = all.rows() == 0 ? 0 : all.sums()[0][0];
    return sum(range, total, lookedAt, conversations);
  }

  /// Both halves of the addresses, ports and protocol.
  private static List<Long> numbers(Answer groups, int row) {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < EXPORTER; i++) {
      Answer.Key key = groups.keys().get(i);
      if (BY.get(i).isWide()) {
        numbers.add(key.high()[row]);
      }
      numbers.add(key.low()[row]);
    }
    return numbers;
  }

  private static Duplicates sum(
      TimeRange range,
      long bytes,
      long lookedAt,
      Map<Conversation, Map<Place, Long>> conversations) {
    Map<List<Place>, Long> pairs = new HashMap<>();
    long repeated = 0;
    for (Map<Place, Long> places : conversations.values()) {
      if (places.size() > 1) {
        List<Map.Entry<Place, Long>> sorted = new ArrayList<>(places.entrySet());
        sorted.sort(
            Map.Entry.<Place, Long>comparingByValue()
                .reversed()
                .thenComparing(one -> one.getKey().toString()));
        Place most = sorted.getFirst().getKey();
        for (Map.Entry<Place, Long> other : sorted.subList(1, sorted.size())) {
          repeated += other.getValue();
          pairs.merge(List.of(most, other.getKey()), other.getValue(), Long::sum);
        }
      }
    }
    List<Pair> list = new ArrayList<>();
    pairs.forEach((pair, n) -> list.add(new Pair(pair.getFirst(), pair.getLast(), n)));
    list.sort(
        Comparator.comparingLong(Pair::bytes).reversed().thenComparing(pair -> pair.toString()));
    return new Duplicates(range, bytes, lookedAt, repeated, list);
  }
}
