package weir.ui.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.FlowQuery;
import weir.query.SamplingError;
import weir.ui.chart.Difference;

/// What the rows of a ranking are compared with.
///
/// @param name of the other flows: "a day earlier"
/// @param comparison null where there is none
/// @param why there is none, in a sentence
record Change(String name, @Nullable Comparison comparison, String why) {
  /// The first side, as a ranking has it; those first that differ most.
  Answer now(Comparison of) {
    FlowQuery query = of.query().query();
    int measures = query.measures().size();
    return of.first(SamplingError.isTold(query) ? measures - 2 : measures);
  }

  /// How each group differs, by its values.
  Map<List<IpAddress>, Difference> differences() {
    Map<List<IpAddress>, Difference> differences = new LinkedHashMap<>();
    Comparison both = comparison;
    for (int row = 0; both != null && row < both.rows(); row++) {
      if (!both.other()[row]) {
        differences.put(values(both, row), Difference.of(both, row));
      }
    }
    return differences;
  }

  private static List<IpAddress> values(Comparison both, int row) {
    return both.keys().stream().map(key -> new IpAddress(key.high(row), key.low()[row])).toList();
  }
}
