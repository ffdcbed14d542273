package weir.ui.explore;

import java.util.Locale;
import weir.exporter.Labels;
import weir.query.FilterText;
import weir.query.Scope;
import weir.query.Unit;

/// What a person asked all panels for. A live range that moves on is the same question.
record Asked(Scope scope, Unit unit, boolean scaled) {
  /// Longer filters end in "…": the field above has them whole.
  private static final int MOST_CHARACTERS = 40;

  static Asked of(ExploreModel model) {
    return new Asked(model.scope(), model.unit(), model.scaled());
  }

  /// "Asking for the last 15 minutes…": what is new since the question before.
  String since(Asked before, RangeText ranges, Labels labels) {
    return "Asking for " + what(before, ranges, labels) + "…";
  }

  private String what(Asked before, RangeText ranges, Labels labels) {
    if (!scope.range().equals(before.scope.range())) {
      String range = ranges.of(scope.range());
      return Character.isUpperCase(range.charAt(0))
          ? "the " + range.substring(0, 1).toLowerCase(Locale.ROOT) + range.substring(1)
          : range;
    }
    if (!scope.filter().equals(before.scope.filter())) {
      return scope.filter().isAll() ? "all traffic" : brief(FilterText.of(scope.filter(), labels));
    }
    if (unit != before.unit) {
      return unit.label().toLowerCase(Locale.ROOT);
    }
    return scaled ? "scaled numbers" : "numbers as exported";
  }

  private static String brief(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS).strip();
  }
}
