package weir.store.duckdb;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import weir.query.NameTable;

/// Answers queries the slow and obvious way, to compare with.
public final class Oracle {
  /// A row of an answer: bucket, group (null for "Other"), sums.
  public record Row(long bucket, List<IpAddress> group, boolean other, List<Long> sums) {}

  private final List<FlowBatch> batches;

  private final Overrides overrides;

  public Oracle(List<FlowBatch> batches) {
    this(batches, Overrides.NONE);
  }

  public Oracle(List<FlowBatch> batches, Overrides overrides) {
    this.batches = batches;
    this.overrides = overrides;
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

  public Set<Row> rows(FlowQuery query) {
    Map<List<IpAddress>, Map<Long, BigInteger[]>> groups = new HashMap<>();
    for (FlowBatch batch : batches) {
      for (int row = 0; row < batch.rows(); row++) {
        long received = batch.get(FlowField.TIME_RECEIVED, row);
        if (query.range().contains(received) && holds(query.filter(), batch, row)) {
          long bucket = query.bucketNanos() == 0 ? 0 : received - received % query.bucketNanos();
          add(
              groups
                  .computeIfAbsent(group(query, batch, row), g -> new TreeMap<>())
                  .computeIfAbsent(bucket, b -> zeros(query)),
              query,
              batch,
              row);
        }
      }
    }
    return ranked(query, groups);
  }

  private static Set<Row> ranked(
      FlowQuery query, Map<List<IpAddress>, Map<Long, BigInteger[]>> groups) {
    List<List<IpAddress>> order = new ArrayList<>(groups.keySet());
    order.sort(
        java.util.Comparator.comparing((List<IpAddress> group) -> total(groups, group))
            .reversed()
            .thenComparing(Oracle::unsignedOrder));
    int top = query.top() == 0 ? order.size() : Math.min(query.top(), order.size());
    Set<Row> rows = new HashSet<>();
    TreeMap<Long, BigInteger[]> rest = new TreeMap<>();
    for (int i = 0; i < order.size(); i++) {
      List<IpAddress> group = order.get(i);
      for (var entry : groups.getOrDefault(group, new TreeMap<>()).entrySet()) {
        if (i < top) {
          rows.add(new Row(entry.getKey(), group, false, longs(entry.getValue())));
        } else {
          BigInteger[] sums = rest.computeIfAbsent(entry.getKey(), b -> zeros(query));
          for (int m = 0; m < sums.length; m++) {
            sums[m] = sums[m].add(entry.getValue()[m]);
          }
        }
      }
    }
    if (query.others()) {
      rest.forEach(
          (bucket, sums) ->
              rows.add(
                  new Row(
                      bucket,
                      query.by().stream().map(field -> IpAddress.NONE).toList(),
                      true,
                      longs(sums))));
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

  private static BigInteger total(
      Map<List<IpAddress>, Map<Long, BigInteger[]>> groups, List<IpAddress> group) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger[] sums : groups.getOrDefault(group, new TreeMap<>()).values()) {
      sum = sum.add(sums[0]);
    }
    return sum;
  }

  private static BigInteger[] zeros(FlowQuery query) {
    BigInteger[] zeros = new BigInteger[query.measures().size()];
    java.util.Arrays.fill(zeros, BigInteger.ZERO);
    return zeros;
  }

  private static List<Long> longs(BigInteger[] sums) {
    return java.util.Arrays.stream(sums)
        .map(sum -> sum.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact())
        .toList();
  }

  private void add(BigInteger[] sums, FlowQuery query, FlowBatch batch, int row) {
    long rate = query.scaled() ? rate(batch, row) : 1;
    for (int m = 0; m < sums.length; m++) {
      Measure base = query.measures().get(m).base();
      BigInteger value =
          switch (base) {
            case BYTES ->
                unsigned(batch.get(FlowField.BYTES, row)).multiply(BigInteger.valueOf(rate));
            case PACKETS ->
                unsigned(batch.get(FlowField.PACKETS, row)).multiply(BigInteger.valueOf(rate));
            default -> BigInteger.ONE;
          };
      sums[m] = sums[m].add(value);
    }
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private static List<IpAddress> group(FlowQuery query, FlowBatch batch, int row) {
    List<IpAddress> group = new ArrayList<>();
    for (Dimension by : query.by()) {
      FlowField field = by.whole().orElse(null);
      if (field == null) {
        group.add(value(by, batch, row));
        continue;
      }
      long low = batch.get(field, row);
      boolean bin = query.binWidth() > 0 && group.size() == query.by().size() - 1;
      group.add(new IpAddress(batch.high(field, row), bin ? low - low % query.binWidth() : low));
    }
    return group;
  }

  /// Of a prefix, or of a table of names.
  private static IpAddress value(Dimension by, FlowBatch batch, int row) {
    return switch (by) {
      case Dimension.Whole whole -> throw new IllegalArgumentException(whole.name());
      case Dimension.Prefix(FlowField field, int v4Bits, int v6Bits) -> {
        IpAddress address = new IpAddress(batch.high(field, row), batch.get(field, row));
        BigInteger bits = unsigned(address.high()).shiftLeft(64).or(unsigned(address.low()));
        int kept = address.isV4() ? 96 + v4Bits : v6Bits;
        BigInteger cut = bits.shiftRight(128 - kept).shiftLeft(128 - kept);
        yield new IpAddress(cut.shiftRight(64).longValue(), cut.longValue());
      }
      case Dimension.Named named -> {
        long value = batch.get(named.of(), row);
        if (named.isQuotient()) {
          long per = batch.get(named.per(), row);
          value = Long.divideUnsigned(value, per == 0 ? 1 : per);
        }
        IpAddress found = new IpAddress(batch.high(named.of(), row), value);
        int place = 0;
        while (place < named.table().entries().size()
            && named.table().entries().get(place).spans().stream()
                .noneMatch(span -> isIn(span, found))) {
          place++;
        }
        yield new IpAddress(0, place);
      }
    };
  }

  private static boolean isIn(NameTable.Span span, IpAddress value) {
    BigInteger number = unsigned(value.high()).shiftLeft(64).or(unsigned(value.low()));
    BigInteger first = unsigned(span.first().high()).shiftLeft(64).or(unsigned(span.first().low()));
    BigInteger last = unsigned(span.last().high()).shiftLeft(64).or(unsigned(span.last().low()));
    return first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
  }

  private static boolean holds(Filter filter, FlowBatch batch, int row) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) -> parts.stream().allMatch(p -> holds(p, batch, row));
      case Filter.Or(List<Filter> parts) -> parts.stream().anyMatch(p -> holds(p, batch, row));
      case Filter.Not(Filter part) -> !holds(part, batch, row);
      case Filter.Compare(FlowField field, Filter.Op op, long value) -> {
        int order = Long.compareUnsigned(batch.get(field, row), value);
        yield switch (op) {
          case EQ -> order == 0;
          case NE -> order != 0;
          case LT -> order < 0;
          case LE -> order <= 0;
          case GT -> order > 0;
          case GE -> order >= 0;
        };
      }
      case Filter.In(FlowField field, List<Long> values) -> values.contains(batch.get(field, row));
      case Filter.Within(FlowField field, IpAddress network, int length) -> {
        BigInteger address = bits(new IpAddress(batch.high(field, row), batch.get(field, row)));
        yield address.shiftRight(128 - length).equals(bits(network).shiftRight(128 - length));
      }
      case Filter.HasBits(FlowField field, long bits) -> (batch.get(field, row) & bits) == bits;
      case Filter.Is(Dimension.Named dimension, int place) ->
          value(dimension, batch, row).low() == place;
    };
  }

  private static BigInteger bits(IpAddress address) {
    return unsigned(address.high()).shiftLeft(64).or(unsigned(address.low()));
  }

  /// An answer's rows in the same form.
  public static Set<Row> rows(Answer answer) {
    Set<Row> rows = new HashSet<>();
    for (int row = 0; row < answer.rows(); row++) {
      int at = row;
      List<Long> sums = new ArrayList<>();
      for (long[] column : answer.sums()) {
        sums.add(column[at]);
      }
      rows.add(
          new Row(
              answer.query().bucketNanos() == 0 ? 0 : answer.bucketStartNanos()[row],
              answer.keys().stream()
                  .map(key -> new IpAddress(key.high(at), key.low()[at]))
                  .toList(),
              answer.other()[row],
              sums));
    }
    return rows;
  }
}
