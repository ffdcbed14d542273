package weir.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.Names;
import weir.flow.Service;

/// What a store answers: a table of groups (times buckets) and sums, in columns.
///
/// Rows come ranked by the first measure of the whole range, largest first and equal ones by their
/// keys, "Other" last; with buckets, the rows of a group stand together in the order of time, and
/// buckets in which a group has nothing are left out.
///
/// @param query what was asked
/// @param rows rows in each of the columns
/// @param bucketStartNanos start of each row's bucket; empty without buckets
/// @param keys one column a field of [FlowQuery#by]
/// @param other rows that sum up what `top` left out; their keys are 0
/// @param sums one column a measure: the sums of its base over the bucket or the range (a sum
///   beyond `Long.MAX_VALUE` stays there)
/// @param matchedFlows flow records that the filter and range let through; [#UNCOUNTED] where sums
///   were asked that do not tell
/// @param elapsedNanos how long the store took
/// @param coverage how much of the flows it covers
/// @param labels names for people; they change no row
public record Answer(
    FlowQuery query,
    int rows,
    long[] bucketStartNanos,
    List<Key> keys,
    boolean[] other,
    long[][] sums,
    long matchedFlows,
    long elapsedNanos,
    Coverage coverage,
    Labels labels)
    implements Result {
  /// It is not known how many flows matched.
  public static final long UNCOUNTED = -1;

  @Override
  public int groups() {
    return rows;
  }

  /// The same without saying how many flows matched.
  public Answer withoutCount() {
    return new Answer(
        query,
        rows,
        bucketStartNanos,
        keys,
        other,
        sums,
        UNCOUNTED,
        elapsedNanos,
        coverage,
        labels);
  }

  /// Without names.
  public Answer(
      FlowQuery query,
      int rows,
      long[] bucketStartNanos,
      List<Key> keys,
      boolean[] other,
      long[][] sums,
      long matchedFlows,
      long elapsedNanos,
      Coverage coverage) {
    this(
        query,
        rows,
        bucketStartNanos,
        keys,
        other,
        sums,
        matchedFlows,
        elapsedNanos,
        coverage,
        Labels.NONE);
  }

  /// A complete answer.
  public Answer(
      FlowQuery query,
      int rows,
      long[] bucketStartNanos,
      List<Key> keys,
      boolean[] other,
      long[][] sums,
      long matchedFlows,
      long elapsedNanos) {
    this(
        query,
        rows,
        bucketStartNanos,
        keys,
        other,
        sums,
        matchedFlows,
        elapsedNanos,
        Coverage.complete(0));
  }

  /// A column of group values; `high` is empty but for addresses.
  public record Key(Dimension dimension, long[] high, long[] low) {
    public long high(int row) {
      return high.length == 0 ? 0 : high[row];
    }

    Key only(int[] chosen) {
      return new Key(dimension, high.length == 0 ? high : pick(high, chosen), pick(low, chosen));
    }

    /// For programs; people read [Answer#text].
    public String text(int row) {
      return dimension.text(high(row), low[row]);
    }
  }

  /// No rows.
  public static Answer nothing(FlowQuery query) {
    List<Key> none = query.by().stream().map(by -> new Key(by, new long[0], new long[0])).toList();
    return new Answer(
        query, 0, new long[0], none, new boolean[0], new long[query.measures().size()][0], 0, 0);
  }

  /// The same rows, covering what `newCoverage` says.
  public Answer withCoverage(Coverage newCoverage, long newElapsedNanos) {
    return new Answer(
        query,
        rows,
        bucketStartNanos,
        keys,
        other,
        sums,
        matchedFlows,
        newElapsedNanos,
        newCoverage,
        labels);
  }

  /// The same rows with names for people.
  public Answer withLabels(Labels newLabels) {
    return new Answer(
        query,
        rows,
        bucketStartNanos,
        keys,
        other,
        sums,
        matchedFlows,
        elapsedNanos,
        coverage,
        query.filter().labels(newLabels));
  }

  /// The measure's value in a row. A rate is over the part of the row's bucket that the range
  /// covers, so that the first and the last bucket do not look like drops; without buckets, over
  /// the range.
  public double value(int row, int measure) {
    return value(measure, row, row + 1, coveredNanos(row));
  }

  /// The measure's value in some rows of a group together.
  ///
  /// @param until behind the last of them
  /// @param lengthNanos the time that they are of
  public double value(int measure, int from, int until, long lengthNanos) {
    Measure shown = query.measures().get(measure);
    double sum = sum(measure, from, until);
    if (!shown.isRatio()) {
      return shown.of(sum, lengthNanos);
    }
    double over =
        shown
            .over()
            .map(other -> sum(query.place(other), from, until))
            .orElseGet(() -> speed(from));
    return shown.of(sum, over, lengthNanos);
  }

  private double sum(int measure, int from, int until) {
    double sum = 0;
    for (int row = from; row < until; row++) {
      sum += (double) sums[measure][row];
    }
    return sum;
  }

  /// Bits a second that the interface can carry that a row is of; 0 where that is not known.
  public double speed(int row) {
    return row < other.length && !other[row] ? speed(query.by(), keys, row, labels) : 0;
  }

  static double speed(List<Dimension> by, List<Key> keys, int row, Labels labels) {
    Key exporter = keys.isEmpty() ? null : keys.getFirst();
    return exporter != null && Measure.isInterface(by)
        ? labels.speed(
            new IpAddress(exporter.high(row), exporter.low()[row]), keys.getLast().low()[row])
        : 0;
  }

  private long coveredNanos(int row) {
    TimeRange range = query.range();
    if (query.bucketNanos() == 0) {
      return range.lengthNanos();
    }
    long from = Math.max(bucketStartNanos[row], range.fromNanos());
    long until = Math.min(bucketStartNanos[row] + query.bucketNanos(), range.untilNanos());
    return Math.max(1, until - from);
  }

  /// Whether two rows are of the same group.
  public boolean sameGroup(int row, int another) {
    if (other[row] != other[another]) {
      return false;
    }
    for (Key key : keys) {
      if (key.low()[row] != key.low()[another] || key.high(row) != key.high(another)) {
        return false;
      }
    }
    return true;
  }

  /// Some of the rows, in this order.
  public Answer only(int... chosen) {
    return new Answer(
        query,
        chosen.length,
        bucketStartNanos.length == 0 ? bucketStartNanos : pick(bucketStartNanos, chosen),
        keys.stream().map(key -> key.only(chosen)).toList(),
        picked(chosen),
        Arrays.stream(sums).map(column -> pick(column, chosen)).toArray(long[][]::new),
        matchedFlows,
        elapsedNanos,
        coverage,
        labels);
  }

  private static long[] pick(long[] column, int[] chosen) {
    return Arrays.stream(chosen).mapToLong(row -> column[row]).toArray();
  }

  private boolean[] picked(int[] chosen) {
    boolean[] picked = new boolean[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      picked[i] = other[chosen[i]];
    }
    return picked;
  }

  /// The group of a row in words: "10.0.0.1 → 10.0.0.2" from source to destination, in whichever
  /// order they were asked for, "edge-1 → uplink (3)", "TCP 443 https", "Other", "Total".
  public String label(int row) {
    boolean bothWays = query.by().equals(Dimension.End.BOTH);
    return String.join(bothWays ? " ↔ " : " → ", parts(row));
  }

  /// What [#label] has an arrow between: the ends of a conversation, or one text.
  public List<String> parts(int row) {
    if (other[row]) {
      return List.of("Other");
    }
    if (keys.isEmpty()) {
      return List.of("Total");
    }
    List<String> parts = new ArrayList<>();
    for (int key : order()) {
      String text = text(row, key, keys.size() > 1);
      if (key > 0 && isOf(key)) {
        parts.set(parts.size() - 1, owner(row, key - 1) + " " + text);
      } else {
        parts.add(text);
      }
    }
    return parts;
  }

  /// Whether a key is a number that only the one before gives a meaning: a protocol's port.
  private boolean isOf(int key) {
    boolean port = kind(key - 1) == Kind.PROTOCOL && kind(key) == Kind.PORT;
    boolean id = kind(key - 1) == Kind.TUNNEL && keys.get(key).dimension().is(FlowField.TUNNEL_ID);
    return port || id;
  }

  private @Nullable Kind kind(int key) {
    return keys.get(key).dimension().whole().map(FlowField::kind).orElse(null);
  }

  /// Without its number, for another one follows.
  private String owner(int row, int key) {
    return kind(key) == Kind.PROTOCOL
        ? Names.protocolName((int) keys.get(key).low()[row])
        : text(row, key, true);
  }

  /// Keys as they are read: two ends from the source to the destination.
  private int[] order() {
    IntStream places = IntStream.range(0, keys.size());
    return (keys.size() == 2 && isBackwards() ? places.map(key -> 1 - key) : places).toArray();
  }

  private boolean isBackwards() {
    FlowField first = end(keys.getFirst().dimension());
    FlowField second = end(keys.getLast().dimension());
    return first != null
        && second != null
        && first.opposite().filter(second::equals).isPresent()
        && second.compareTo(first) < 0;
  }

  private static @Nullable FlowField end(Dimension dimension) {
    return dimension.fields().size() == 1 ? dimension.fields().iterator().next() : null;
  }

  /// A row's value of one key in words: "edge-1 (192.0.2.1)", "1024–2047" where it is a bin.
  public String text(int row, int key) {
    return text(row, key, false);
  }

  private String text(int row, int key, boolean brief) {
    Key column = keys.get(key);
    long low = column.low()[row];
    if (query.binWidth() > 1 && key == keys.size() - 1) {
      long last = low + query.binWidth() - 1;
      return Long.toUnsignedString(low) + "–" + Long.toUnsignedString(last);
    }
    return text(keys, row, key, labels, brief);
  }

  /// A value of a row in words.
  ///
  /// @param brief among other values of its group
  static String text(List<Key> keys, int row, int key, Labels labels, boolean brief) {
    Key column = keys.get(key);
    FlowField field = column.dimension().whole().orElse(null);
    long high = column.high(row);
    long low = column.low()[row];
    if (field == null) {
      return words(column.dimension(), high, low, labels);
    }
    return brief
        ? labels.brief(field, high, low, exporter(keys, row))
        : labels.text(field, high, low, exporter(keys, row));
  }

  /// A network and a service by the name that people give them.
  private static String words(Dimension dimension, long high, long low, Labels labels) {
    String plain = dimension.words(high, low);
    return switch (dimension) {
      case Dimension.Prefix prefix ->
          labels
              .network(high, low, prefix.bits(new IpAddress(high, low)))
              .map(name -> name + " (" + plain + ")")
              .orElse(plain);
      case Dimension.Services _ ->
          labels.service(Service.of(low)).map(Service.of(low)::label).orElse(plain);
      default -> plain;
    };
  }

  private static @Nullable IpAddress exporter(List<Key> keys, int row) {
    for (Key key : keys) {
      if (key.dimension().is(FlowField.EXPORTER)) {
        return new IpAddress(key.high(row), key.low()[row]);
      }
    }
    return null;
  }
}
