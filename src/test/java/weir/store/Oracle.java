package weir.store;

import static java.util.Comparator.comparing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.TimeRange;

/// Answers questions the slow and obvious way, flow by flow, to compare a store's answers with. It
/// shares nothing with the stores but the questions.
public final class Oracle {
  /// A row of an answer.
  ///
  /// @param bucketNanos start of its bucket; 0 without buckets
  /// @param group a value for each field; zeros for "Other"
  public record Row(long bucketNanos, List<IpAddress> group, boolean other, List<Long> sums) {}

  /// A flow record of an answer.
  ///
  /// @param text the fields that were asked for
  public record Found(long receivedNanos, String text) {}

  private final Map<FlowBatch, Integer> batches = new LinkedHashMap<>();
  private final Overrides overrides;

  /// @param batches one that is there several times is looked at once and counted so often
  public Oracle(List<FlowBatch> batches) {
    this(batches, Overrides.NONE);
  }

  public Oracle(List<FlowBatch> batches, Overrides overrides) {
    batches.forEach(batch -> this.batches.merge(batch, 1, Integer::sum));
    this.overrides = overrides;
  }

  private interface Use {
    void take(FlowBatch batch, int row, int times);
  }

  private void forEachMatch(TimeRange range, Filter filter, Use use) {
    batches.forEach(
        (batch, times) -> {
          for (int row = 0; row < batch.rows(); row++) {
            if (range.contains(batch.get(FlowField.TIME_RECEIVED, row))
                && FilterOracle.holds(filter, batch, row)) {
              use.take(batch, row, times);
            }
          }
        });
  }

  /// The rows in the order that [Answer] promises; groups with the same sum by their values.
  public List<Row> rows(FlowQuery query) {
    Map<List<IpAddress>, Map<Long, BigInteger[]>> groups = new HashMap<>();
    forEachMatch(
        query.range(),
        query.filter(),
        (batch, row, times) -> {
          long received = batch.get(FlowField.TIME_RECEIVED, row);
          long bucket = query.bucketNanos() == 0 ? 0 : received - received % query.bucketNanos();
          BigInteger[] sums =
              groups
                  .computeIfAbsent(group(query, batch, row), _ -> new TreeMap<>())
                  .computeIfAbsent(bucket, _ -> zeros(query));
          add(sums, values(query, batch, row, times));
        });
    return ranked(query, groups);
  }

  /// How many flow records the filter and range let through.
  public long matched(FlowQuery query) {
    long[] matched = new long[1];
    forEachMatch(query.range(), query.filter(), (_, _, times) -> matched[0] += times);
    return matched[0];
  }

  /// @param total of what ranks, over all buckets
  private record Group(List<IpAddress> values, Map<Long, BigInteger[]> buckets, BigInteger total) {
    Group(List<IpAddress> values, Map<Long, BigInteger[]> buckets) {
      this(
          values,
          buckets,
          buckets.values().stream().map(sums -> sums[0]).reduce(BigInteger.ZERO, BigInteger::add));
    }
  }

  private static List<Row> ranked(
      FlowQuery query, Map<List<IpAddress>, Map<Long, BigInteger[]>> groups) {
    List<Group> order = new ArrayList<>();
    groups.forEach((values, buckets) -> order.add(new Group(values, buckets)));
    order.sort(
        comparing(Group::total).reversed().thenComparing(Group::values, Oracle::unsignedOrder));
    int top = query.top() == 0 ? order.size() : Math.min(query.top(), order.size());
    List<Row> rows = new ArrayList<>();
    for (Group group : order.subList(0, top)) {
      group
          .buckets()
          .forEach((at, sums) -> rows.add(new Row(at, group.values(), false, held(sums))));
    }
    if (query.others()) {
      TreeMap<Long, BigInteger[]> rest = new TreeMap<>();
      for (Group group : order.subList(top, order.size())) {
        group
            .buckets()
            .forEach((at, sums) -> add(rest.computeIfAbsent(at, _ -> zeros(query)), sums));
      }
      List<IpAddress> none = query.by().stream().map(_ -> IpAddress.NONE).toList();
      rest.forEach((at, sums) -> rows.add(new Row(at, none, true, held(sums))));
    }
    return rows;
  }

  private static int unsignedOrder(List<IpAddress> one, List<IpAddress> other) {
    for (int i = 0; i < one.size(); i++) {
      int high = Long.compareUnsigned(one.get(i).high(), other.get(i).high());
      int low = Long.compareUnsigned(one.get(i).low(), other.get(i).low());
      if (high != 0 || low != 0) {
        return high != 0 ? high : low;
      }
    }
    return 0;
  }

  private static BigInteger[] zeros(FlowQuery query) {
    BigInteger[] zeros = new BigInteger[query.measures().size()];
    Arrays.fill(zeros, BigInteger.ZERO);
    return zeros;
  }

  private static void add(BigInteger[] sums, BigInteger[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i].add(more[i]);
    }
  }

  /// Sums beyond `Long.MAX_VALUE` stay there.
  private static List<Long> held(BigInteger[] sums) {
    return Arrays.stream(sums)
        .map(sum -> sum.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact())
        .toList();
  }

  private BigInteger[] values(FlowQuery query, FlowBatch batch, int row, int times) {
    BigInteger rate = BigInteger.valueOf(query.scaled() ? rate(batch, row) : 1);
    BigInteger[] values = new BigInteger[query.measures().size()];
    for (int m = 0; m < values.length; m++) {
      Measure measure = query.measures().get(m);
      BigInteger one =
          switch (measure.counted()) {
            case BYTES -> unsigned(batch.get(FlowField.BYTES, row)).multiply(rate);
            case PACKETS -> unsigned(batch.get(FlowField.PACKETS, row)).multiply(rate);
            case SAMPLES -> unsigned(batch.get(FlowField.PACKETS, row));
            default -> BigInteger.ONE;
          };
      boolean counts = !measure.isOneWay() || measure.isForth() == FilterOracle.isForth(batch, row);
      values[m] = counts ? one.multiply(BigInteger.valueOf(times)) : BigInteger.ZERO;
    }
    return values;
  }

  private long rate(FlowBatch batch, int row) {
    var said =
        overrides.of(
            new IpAddress(batch.high(FlowField.EXPORTER, row), batch.get(FlowField.EXPORTER, row)));
    var ingress = said.interfaces().get(batch.get(FlowField.IN_INTERFACE, row));
    if (ingress != null && ingress.samplingRate() > 0) {
      return ingress.samplingRate();
    }
    return said.samplingRate() > 0
        ? said.samplingRate()
        : Math.max(1, batch.get(FlowField.SAMPLING_RATE, row));
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private static List<IpAddress> group(FlowQuery query, FlowBatch batch, int row) {
    List<IpAddress> group = new ArrayList<>();
    for (Dimension by : query.by()) {
      IpAddress value = FilterOracle.value(by, batch, row);
      long low = value.low();
      boolean bin = query.binWidth() > 0 && group.size() == query.by().size() - 1;
      long start = bin ? low - Long.remainderUnsigned(low, query.binWidth()) : low;
      group.add(new IpAddress(value.high(), start));
    }
    return group;
  }

  /// What an answer shows of a measure in a row that has this sum.
  public static double shown(FlowQuery query, Measure measure, Row row, long sum) {
    long from = query.range().fromNanos();
    long until = query.range().untilNanos();
    if (query.bucketNanos() > 0) {
      from = Math.max(from, row.bucketNanos());
      until = Math.min(until, row.bucketNanos() + query.bucketNanos());
    }
    double seconds = (until - from) / 1e9;
    return switch (measure) {
      case BITS_PER_SECOND -> sum * 8.0 / seconds;
      case PACKETS_PER_SECOND, FLOWS_PER_SECOND -> sum / seconds;
      default -> sum;
    };
  }

  /// The newest records that match, newest first, as many as are asked for; and all others that
  /// were received in the same nanosecond as the last one, for these have no order.
  public List<Found> records(RecordQuery query) {
    record Match(FlowBatch batch, int row, int times) {
      long receivedNanos() {
        return batch.get(FlowField.TIME_RECEIVED, row);
      }
    }
    List<Match> matches = new ArrayList<>();
    forEachMatch(query.range(), query.filter(), (b, row, n) -> matches.add(new Match(b, row, n)));
    matches.sort(comparing(Match::receivedNanos).reversed());
    Collection<FlowField> wanted = query.shown().isEmpty() ? FlowField.all() : query.shown();
    List<Found> found = new ArrayList<>();
    for (Match match : matches) {
      long nanos = match.receivedNanos();
      if (found.size() >= query.limit() && found.getLast().receivedNanos() > nanos) {
        break;
      }
      Found one = new Found(nanos, text(match.batch(), match.row(), wanted));
      found.addAll(Collections.nCopies(match.times(), one));
    }
    return found;
  }

  /// These fields of a record, as far as they have a value.
  static String text(FlowBatch batch, int row, Collection<FlowField> fields) {
    StringBuilder text = new StringBuilder();
    for (FlowField field : FlowField.all()) {
      if (fields.contains(field)) {
        long low = batch.get(field, row);
        long high = batch.high(field, row);
        String value =
            field.isList()
                ? FilterOracle.items(field, batch, row).toString()
                : Long.toHexString(high) + ":" + Long.toHexString(low);
        text.append((high | low) == 0 ? "" : field.fieldName() + "=" + value + " ");
      }
    }
    return text.toString();
  }

  /// An answer's rows in the same form.
  public static List<Row> rows(Answer answer) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < answer.rows(); row++) {
      int at = row;
      rows.add(
          new Row(
              answer.query().bucketNanos() == 0 ? 0 : answer.bucketStartNanos()[row],
              answer.keys().stream()
                  .map(key -> new IpAddress(key.high(at), key.low()[at]))
                  .toList(),
              answer.other()[row],
              Arrays.stream(answer.sums()).map(column -> column[at]).toList()));
    }
    return rows;
  }
}
