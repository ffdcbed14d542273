package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Relations;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.query.ValueSpan;

/// What rows of an answer stand for, to drill into.
interface RowGroups {
  /// Of rows that stand for nothing more.
  RowGroups NONE =
      new RowGroups() {
        @Override
        public Optional<Selection> group(int row, boolean exclude) {
          return Optional.empty();
        }

        @Override
        public Optional<Selection> time(int row) {
          return Optional.empty();
        }
      };

  /// The flows of a row, or all but those.
  Optional<Selection> group(int row, boolean exclude);

  /// The stretch of time of a row.
  Optional<Selection> time(int row);

  static RowGroups of(Answer answer) {
    return new RowGroups() {
      @Override
      public Optional<Selection> group(int row, boolean exclude) {
        List<Dimension> by = answer.query().by();
        if (by.isEmpty() || answer.other()[row]) {
          return Optional.empty();
        }
        long bin = answer.query().binWidth();
        if (bin > 1) {
          long low = answer.keys().getLast().low()[row];
          ValueSpan values = new ValueSpan(low, low + bin - 1);
          return Optional.of(new Selection.Area(Optional.empty(), by.getLast(), values, exclude));
        }
        List<IpAddress> values =
            answer.keys().stream()
                .map(key -> new IpAddress(key.high(row), key.low()[row]))
                .toList();
        return Optional.of(new Selection.Group(by, values, exclude));
      }

      @Override
      public Optional<Selection> time(int row) {
        long bucket = answer.query().bucketNanos();
        return bucket <= 0
            ? Optional.empty()
            : Optional.of(new Selection.Span(bucket(answer.bucketStartNanos()[row], bucket)));
      }
    };
  }

  private static TimeRange bucket(long start, long length) {
    return new TimeRange(start, start + length);
  }

  static RowGroups of(Relations relations) {
    return new RowGroups() {
      @Override
      public Optional<Selection> group(int row, boolean exclude) {
        List<Dimension> by = new ArrayList<>();
        List<IpAddress> values = new ArrayList<>();
        for (int layer = 0; layer < relations.keys().size(); layer++) {
          if (!relations.other()[layer][row]) {
            var key = relations.keys().get(layer);
            by.add(relations.query().layers().get(layer));
            values.add(new IpAddress(key.high(row), key.low()[row]));
          }
        }
        return by.isEmpty()
            ? Optional.empty()
            : Optional.of(new Selection.Group(by, values, exclude));
      }

      @Override
      public Optional<Selection> time(int row) {
        return Optional.empty();
      }
    };
  }
}
