package weir.store.clickhouse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.RelationQuery;
import weir.query.Relations;

/// Makes answers of the rows that the statements of [weir.sql.ClickHouseSql] give: puts them in
/// order and sums up what is left over.
final class Answers {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Answers() {}

  /// The values of a group's keys, high half before low where there is one.
  record Group(boolean other, List<Long> values) implements Comparable<Group> {
    @Override
    public int compareTo(Group that) {
      for (int i = 0; i < values.size(); i++) {
        int order = Long.compareUnsigned(values.get(i), that.values.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }

  record Row(long bucket, Group group, BigInteger[] sums, BigInteger records) {}

  static Answer of(FlowQuery query, Rowset rowset, long elapsedNanos) {
    int halves = halves(query.by());
    int measures = query.measures().size();
    List<Row> rows = new ArrayList<>();
    for (String[] texts : rowset.rows()) {
      rows.add(row(texts, halves, measures));
    }
    BigInteger matched = rows.stream().map(Row::records).reduce(BigInteger.ZERO, BigInteger::add);
    if (rowset.totals().isPresent()) {
      Row totals = row(rowset.totals().get(), halves, measures);
      if (totals.records().compareTo(matched) > 0) {
        rows.add(rest(totals, rows, halves));
        matched = totals.records();
      }
    }
    rows.removeIf(row -> row.group().other() && !query.others());
    if (query.isRankedBySteps()) {
      rows = RankedRows.of(query, rows);
    } else {
      order(rows);
    }
    return answer(query, rows, held(matched), elapsedNanos);
  }

  private static Row row(String[] texts, int halves, int measures) {
    int column = 2;
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < halves; i++) {
      values.add(Long.parseUnsignedLong(texts[column++]));
    }
    BigInteger[] sums = new BigInteger[measures];
    for (int i = 0; i < measures; i++) {
      sums[i] = new BigInteger(texts[column++]);
    }
    return new Row(
        Long.parseUnsignedLong(texts[0]),
        new Group(!texts[1].equals("0"), values),
        sums,
        new BigInteger(texts[column]));
  }

  /// Of all groups together, what is not shown.
  private static Row rest(Row totals, List<Row> shown, int halves) {
    BigInteger[] left = totals.sums().clone();
    BigInteger records = totals.records();
    for (Row row : shown) {
      for (int i = 0; i < left.length; i++) {
        left[i] = left[i].subtract(row.sums()[i]);
      }
      records = records.subtract(row.records());
    }
    return new Row(0, new Group(true, java.util.Collections.nCopies(halves, 0L)), left, records);
  }

  /// The largest groups first, equal ones by their keys, what is left over last; a group's buckets
  /// in the order of time.
  private static void order(List<Row> rows) {
    Map<Group, BigInteger> whole = new HashMap<>();
    rows.forEach(row -> whole.merge(row.group(), row.sums()[0], BigInteger::add));
    rows.sort(
        Comparator.comparing((Row row) -> row.group().other())
            .thenComparing(row -> whole.get(row.group()), Comparator.reverseOrder())
            .thenComparing(Row::group)
            .thenComparingLong(Row::bucket));
  }

  private static Answer answer(FlowQuery query, List<Row> rows, long matched, long elapsedNanos) {
    int count = rows.size();
    boolean[] other = new boolean[count];
    long[] buckets = new long[query.bucketNanos() == 0 ? 0 : count];
    long[][] sums = new long[query.measures().size()][count];
    for (int i = 0; i < count; i++) {
      Row row = rows.get(i);
      other[i] = row.group().other();
      if (buckets.length > 0) {
        buckets[i] = row.bucket();
      }
      for (int measure = 0; measure < sums.length; measure++) {
        sums[measure][i] = held(row.sums()[measure]);
      }
    }
    long[][] values =
        columns(rows.stream().map(row -> row.group().values()).toList(), halves(query.by()));
    return new Answer(
        query,
        count,
        buckets,
        keys(query.by(), values),
        other,
        sums,
        matched,
        elapsedNanos,
        Coverage.complete(matched));
  }

  private static long[][] columns(List<List<Long>> rows, int columns) {
    long[][] values = new long[columns][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns; column++) {
        values[column][row] = rows.get(row).get(column);
      }
    }
    return values;
  }

  private static List<Answer.Key> keys(List<Dimension> by, long[][] values) {
    List<Answer.Key> keys = new ArrayList<>();
    int column = 0;
    for (Dimension dimension : by) {
      long[] high = dimension.isWide() ? values[column++] : new long[0];
      keys.add(new Answer.Key(dimension, high, values[column++]));
    }
    return keys;
  }

  private static int halves(List<Dimension> by) {
    return by.stream().mapToInt(dimension -> dimension.isWide() ? 2 : 1).sum();
  }

  private static long held(BigInteger sum) {
    return sum.min(LARGEST).longValueExact();
  }

  static Relations of(RelationQuery query, Rowset rowset, long elapsedNanos) {
    int layers = query.layers().size();
    int columns = layers + halves(query.layers());
    List<String[]> rows = new ArrayList<>(rowset.rows());
    rows.sort(
        Comparator.comparing((String[] row) -> new BigInteger(row[columns]))
            .reversed()
            .thenComparing(Answers::byKeys));
    boolean[][] other = new boolean[layers][rows.size()];
    List<List<Long>> values = new ArrayList<>();
    long[] sums = new long[rows.size()];
    BigInteger matched = BigInteger.ZERO;
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      List<Long> keys = new ArrayList<>();
      int column = 0;
      for (int layer = 0; layer < layers; layer++) {
        other[layer][i] = !row[column++].equals("0");
        for (int half = 0; half < halves(List.of(query.layers().get(layer))); half++) {
          keys.add(Long.parseUnsignedLong(row[column++]));
        }
      }
      values.add(keys);
      sums[i] = held(new BigInteger(row[column++]));
      matched = matched.add(new BigInteger(row[column]));
    }
    return new Relations(
        query,
        rows.size(),
        keys(query.layers(), columns(values, halves(query.layers()))),
        other,
        sums,
        held(matched),
        elapsedNanos,
        Coverage.complete(held(matched)),
        Labels.NONE);
  }

  /// By the columns before the sum: what is left over after the others, values as they are.
  private static int byKeys(String[] one, String[] two) {
    for (int i = 0; i < one.length - 2; i++) {
      int order =
          Long.compareUnsigned(Long.parseUnsignedLong(one[i]), Long.parseUnsignedLong(two[i]));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// The first rows, and those with the largest values in some columns.
  private static List<String[]> largest(List<String[]> rows, int top, int... columns) {
    Set<String[]> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(rows.subList(0, Math.min(top, rows.size())));
    for (int column : columns) {
      rows.stream()
          .sorted(Comparator.comparing((String[] row) -> new BigInteger(row[column])).reversed())
          .limit(top)
          .forEach(kept::add);
    }
    return new ArrayList<>(rows.stream().filter(kept::contains).toList());
  }

  static Comparison of(ComparisonQuery query, Rowset rowset, long elapsedNanos) {
    FlowQuery one = query.query();
    int halves = halves(one.by());
    int measures = one.measures().size();
    List<String[]> rows = new ArrayList<>(rowset.rows());
    boolean grouped = !one.by().isEmpty();
    BigInteger[] left = sums(rowset.totals().orElse(null), rows, halves, 2 * measures + 2);
    if (query.largestToo() && one.top() > 0) {
      rows = largest(rows, one.top(), halves, halves + measures);
    }
    BigInteger[] all = left.clone();
    rows.forEach(row -> subtract(left, row, halves));
    BigInteger flows = all[2 * measures];
    BigInteger against = all[2 * measures + 1];
    if (flows.add(against).signum() == 0) {
      rows.clear();
    }
    boolean rest =
        grouped && one.others() && left[2 * measures].add(left[2 * measures + 1]).signum() > 0;
    int count = rows.size() + (rest ? 1 : 0);
    long[][] sums = new long[measures][count];
    long[][] others = new long[measures][count];
    boolean[] other = new boolean[count];
    List<List<Long>> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      other[i] = i == rows.size();
      List<Long> keys = new ArrayList<>();
      for (int half = 0; half < halves; half++) {
        keys.add(other[i] ? 0 : Long.parseUnsignedLong(rows.get(i)[half]));
      }
      values.add(keys);
      for (int m = 0; m < measures; m++) {
        sums[m][i] = held(other[i] ? left[m] : new BigInteger(rows.get(i)[halves + m]));
        others[m][i] =
            held(
                other[i] ? left[measures + m] : new BigInteger(rows.get(i)[halves + measures + m]));
      }
    }
    return new Comparison(
        query,
        count,
        keys(one.by(), columns(values, halves)),
        other,
        sums,
        others,
        held(flows),
        held(against),
        elapsedNanos,
        Coverage.complete(held(flows.add(against))),
        Labels.NONE);
  }

  /// The totals, or the sums of all rows.
  private static BigInteger[] sums(
      String @org.jspecify.annotations.Nullable [] totals,
      List<String[]> rows,
      int first,
      int columns) {
    BigInteger[] sums = new BigInteger[columns];
    Arrays.fill(sums, BigInteger.ZERO);
    for (String[] row : totals == null ? rows : List.<String[]>of(totals)) {
      for (int i = 0; i < columns; i++) {
        sums[i] = sums[i].add(new BigInteger(row[first + i]));
      }
    }
    return sums;
  }

  private static void subtract(BigInteger[] from, String[] row, int first) {
    for (int i = 0; i < from.length; i++) {
      from[i] = from[i].subtract(new BigInteger(row[first + i]));
    }
  }

  static FlowBatch records(List<FlowField> fields, Rowset rowset) {
    FlowBatch batch = new FlowBatch();
    rowset.rows().forEach(row -> record(fields, row, batch));
    return batch;
  }

  /// Adds a row to a batch.
  static void record(List<FlowField> fields, String[] row, FlowBatch batch) {
    int column = 0;
    for (FlowField field : fields) {
      if (field.isWide()) {
        long high = Long.parseUnsignedLong(row[column++]);
        batch.setHalves(field, high, Long.parseUnsignedLong(row[column++]));
      } else if (field.isList()) {
        list(batch, field, row[column++]);
      } else {
        batch.set(field, Long.parseUnsignedLong(row[column++]));
      }
    }
    batch.endRow();
  }

  /// @param text as "[1,2]"
  private static void list(FlowBatch batch, FlowField field, String text) {
    String items = text.substring(1, text.length() - 1);
    if (!items.isEmpty()) {
      for (String item : items.split(",", -1)) {
        batch.add(field, Integer.parseUnsignedInt(item.strip()));
      }
    }
  }
}
