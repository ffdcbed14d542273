package weir.ui;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.store.Cancel;
import weir.store.FlowStore;
import weir.store.StoreStatus;

/// Flows in batches, asked row by row: slow, and simple enough to be right.
public final class MemoryStore implements FlowStore {
  private static final long NO_BUCKET = 0;

  private record Row(FlowBatch batch, int row) {
    IpAddress value(FlowField field) {
      return new IpAddress(batch.high(field, row), batch.get(field, row));
    }

    long sum(Measure measure, boolean scaled) {
      long rate = scaled ? Math.max(1, batch.get(FlowField.SAMPLING_RATE, row)) : 1;
      return switch (measure.base()) {
        case BYTES -> batch.get(FlowField.BYTES, row) * rate;
        case PACKETS -> batch.get(FlowField.PACKETS, row) * rate;
        default -> 1;
      };
    }
  }

  private final List<Row> rows = new ArrayList<>();

  @Override
  public synchronized void append(FlowBatch batch) {
    for (int i = 0; i < batch.rows(); i++) {
      rows.add(new Row(batch, i));
    }
  }

  @Override
  public void commit() {}

  @Override
  public synchronized Answer run(FlowQuery query, Cancel cancel) {
    Map<List<IpAddress>, Map<Long, long[]>> groups = new LinkedHashMap<>();
    long matched = 0;
    for (Row row : rows) {
      long time = row.value(FlowField.TIME_RECEIVED).low();
      if (!query.range().contains(time) || !matches(query.filter(), row)) {
        continue;
      }
      matched++;
      List<IpAddress> key = query.by().stream().map(row::value).toList();
      long bucket = query.bucketNanos() == 0 ? NO_BUCKET : time - time % query.bucketNanos();
      long[] sums =
          groups
              .computeIfAbsent(key, _ -> new TreeMap<>())
              .computeIfAbsent(bucket, _ -> new long[query.measures().size()]);
      for (int m = 0; m < sums.length; m++) {
        sums[m] += row.sum(query.measures().get(m), query.scaled());
      }
    }
    return answer(query, groups, matched);
  }

  private static Answer answer(
      FlowQuery query, Map<List<IpAddress>, Map<Long, long[]>> groups, long matched) {
    var ranked = new ArrayList<>(groups.entrySet());
    ranked.sort(
        Comparator.comparingLong(
            entry -> -entry.getValue().values().stream().mapToLong(sums -> sums[0]).sum()));
    int count = ranked.stream().mapToInt(entry -> entry.getValue().size()).sum();
    long[] starts = new long[query.bucketNanos() == 0 ? 0 : count];
    long[][] sums = new long[query.measures().size()][count];
    List<Answer.Key> keys =
        query.by().stream()
            .map(f -> new Answer.Key(f, new long[f.isAddress() ? count : 0], new long[count]))
            .toList();
    int row = 0;
    for (var group : ranked) {
      for (var bucket : group.getValue().entrySet()) {
        for (int k = 0; k < keys.size(); k++) {
          keys.get(k).low()[row] = group.getKey().get(k).low();
          if (keys.get(k).high().length > 0) {
            keys.get(k).high()[row] = group.getKey().get(k).high();
          }
        }
        if (starts.length > 0) {
          starts[row] = bucket.getKey();
        }
        for (int m = 0; m < sums.length; m++) {
          sums[m][row] = bucket.getValue()[m];
        }
        row++;
      }
    }
    return new Answer(query, count, starts, keys, new boolean[count], sums, matched, 1_000_000);
  }

  private static boolean matches(Filter filter, Row row) {
    return switch (filter) {
      case Filter.And(var parts) -> parts.stream().allMatch(part -> matches(part, row));
      case Filter.Or(var parts) -> parts.stream().anyMatch(part -> matches(part, row));
      case Filter.Not(var part) -> !matches(part, row);
      case Filter.Within(var field, var network, var length) ->
          length == 128 && row.value(field).equals(network);
      case Filter.Compare(var field, var op, var value) ->
          op == Filter.Op.EQ && row.value(field).low() == value;
      case Filter.In(var field, var values) -> values.contains(row.value(field).low());
      case Filter.HasBits(var field, var bits) -> (row.value(field).low() & bits) == bits;
    };
  }

  @Override
  public String sql(FlowQuery query) {
    return "";
  }

  @Override
  public synchronized StoreStatus status() {
    long[] times =
        rows.stream().mapToLong(row -> row.value(FlowField.TIME_RECEIVED).low()).sorted().toArray();
    return times.length == 0
        ? StoreStatus.EMPTY
        : new StoreStatus(times.length, 0, times[0], Arrays.stream(times).max().orElse(0));
  }

  @Override
  public void close() {}
}
