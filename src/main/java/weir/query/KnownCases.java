package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Keeps what filters made of values: names of interfaces take as many filters as there are names.
/// From any thread.
///
/// @param fields that the filters look at
record KnownCases(List<FlowField> fields, RowTest.RowValue value, Map<List<Long>, Long> known)
    implements RowTest.RowValue {
  /// Flows have few different values of what filters look at, as a rule.
  private static final int MOST_KNOWN = 10_000;

  /// So many filters are asked as quickly as anything is looked up.
  private static final int FEW = 4;

  static RowTest.RowValue of(Dimension.Cases cases) {
    RowTest.RowValue value = RowTest.value(cases);
    List<FlowField> fields = List.copyOf(cases.fields());
    return cases.cases().size() <= FEW || fields.stream().anyMatch(FlowField::isList)
        ? value
        : new KnownCases(fields, value, new ConcurrentHashMap<>());
  }

  @Override
  public long of(FlowBatch batch, int row) {
    List<Long> key = new ArrayList<>(2 * fields.size());
    for (FlowField field : fields) {
      key.add(batch.get(field, row));
      if (field.isWide()) {
        key.add(batch.high(field, row));
      }
    }
    Long there = known.get(key);
    if (there != null) {
      return there;
    }
    long made = value.of(batch, row);
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.put(key, made);
    return made;
  }
}
