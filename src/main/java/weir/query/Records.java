package weir.query;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// The records that a [RecordQuery] found, in its order. They are read page by page, any page at
/// any time, so that no more than a page is in memory. Closed with the question that gave them;
/// belongs to one thread at a time.
public non-sealed interface Records extends Result {
  /// Of [#first].
  int FIRST = 256;

  /// No records.
  Records NONE = of(new FlowBatch());

  /// Records that there are, as far as they were looked for.
  long rows();

  /// As many as were looked for.
  @Override
  default long matchedFlows() {
    return rows();
  }

  /// Fields that any record may fill.
  Set<FlowField> fields();

  /// Some of them, from the first one on at `from`; fewer where there are no more.
  ///
  /// @throws RuntimeException as the question's steps throw
  FlowBatch page(long from, int most);

  /// The first few. Of what a runner of questions gives they are in memory: reading them takes no
  /// time.
  default FlowBatch first() {
    return page(0, FIRST);
  }

  /// In how many of them each field is filled; those that none fills are left out. May take as long
  /// as reading all of them.
  ///
  /// @throws RuntimeException as the question's steps throw
  Map<FlowField, Long> filled();

  /// The same records in memory, all of them: reading them takes no time and no question.
  default Records inMemory() {
    return of(page(0, (int) rows()), coverage());
  }

  /// No records so far.
  static Records none(Coverage coverage) {
    return of(new FlowBatch(), coverage);
  }

  /// All of a batch.
  static Records of(FlowBatch batch) {
    return of(batch, Coverage.complete(batch.rows()));
  }

  private static Records of(FlowBatch batch, Coverage coverage) {
    return new Records() {
      @Override
      public long rows() {
        return batch.rows();
      }

      @Override
      public Set<FlowField> fields() {
        return FlowField.all().stream().filter(batch::uses).collect(Collectors.toSet());
      }

      @Override
      public FlowBatch page(long from, int most) {
        FlowBatch page = new FlowBatch();
        Set<FlowField> fields = fields();
        for (long row = from; row < Math.min(rows(), from + most); row++) {
          page.copyRow(batch, (int) row, fields);
          page.endRow();
        }
        return page;
      }

      @Override
      public Map<FlowField, Long> filled() {
        Map<FlowField, Long> filled = new EnumMap<>(FlowField.class);
        for (FlowField field : fields()) {
          for (int row = 0; row < batch.rows(); row++) {
            if (batch.fills(field, row)) {
              filled.merge(field, 1L, Long::sum);
            }
          }
        }
        return filled;
      }

      @Override
      public Coverage coverage() {
        return coverage;
      }
    };
  }
}
