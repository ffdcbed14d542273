package weir.ui.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import weir.export.ReportOrder;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Panel;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.RelationQuery;
import weir.query.TimeRange;

/// What a panel asks, in words and as a command that asks the same.
final class QuestionText {
  private QuestionText() {}

  /// "Bits/s by Service, the 10 largest and what is left as Other, every 5 s; only flows with:
  /// tcp".
  static String words(Panel panel, Query<?> query) {
    StringBuilder words = new StringBuilder();
    switch (query) {
      case FlowQuery sums -> words.append(words(sums));
      case ComparisonQuery both -> words.append(words(both.query())).append(", compared");
      case RelationQuery relations ->
          words
              .append(relations.measure().label())
              .append(by(relations.layers()))
              .append(", the ")
              .append(relations.top())
              .append(" largest combinations and what is left of each");
      case RecordQuery records ->
          words
              .append(records.order().descending() ? "The newest " : "The first ")
              .append(records.limit())
              .append(" flows");
    }
    if (!panel.sums().filter().isAll()) {
      words.append("; of the flows with ").append(FilterText.of(panel.sums().filter()));
    }
    return words.toString();
  }

  private static String words(FlowQuery query) {
    StringBuilder words = new StringBuilder(query.measures().getFirst().label());
    words.append(by(query.by()));
    if (query.binWidth() > 1) {
      words.append(" in ranges of ").append(query.binWidth());
    }
    if (query.top() > 0) {
      words.append(", the ").append(query.top()).append(" largest");
      words.append(query.rank().ofSteps() ? " by " + query.rank().by().label() : "");
      words.append(query.others() ? " and what is left as Other" : "");
    }
    if (query.bucketNanos() > 0) {
      words.append(", every ").append(length(query.bucketNanos()));
    }
    return words.toString();
  }

  private static String by(List<Dimension> dimensions) {
    return dimensions.isEmpty()
        ? ""
        : dimensions.stream()
            .map(Dimension::label)
            .collect(Collectors.joining(" and ", " by ", ""));
  }

  /// For a shell; the data set is for the reader to name.
  ///
  /// @param remote whether that is on a server
  static String command(ReportOrder order, Panel panel, Query<?> query, boolean remote) {
    boolean itself = query instanceof ComparisonQuery || (order.view().asks() && isSums(query));
    return command(order, panel, query, remote, itself);
  }

  /// Of a question that its panel has not alone.
  static String commandItself(ReportOrder order, Panel panel, FlowQuery query, boolean remote) {
    return command(order, panel, query, remote, true);
  }

  private static String command(
      ReportOrder order, Panel panel, Query<?> query, boolean remote, boolean itself) {
    List<String> words =
        new ArrayList<>(List.of("weir query", remote ? "--clickhouse NAME" : "--data DIR"));
    TimeRange range = query instanceof ComparisonQuery both ? both.query().range() : query.range();
    if (!itself) {
      words.add("--view " + order.view().id());
      words.add("--panel " + panel.id());
    }
    words.add("--from " + TimeRange.instant(range.fromNanos()));
    words.add("--to " + TimeRange.instant(range.untilNanos()));
    if (itself) {
      words.addAll(
          itself(query instanceof ComparisonQuery both ? both.query() : (FlowQuery) query));
    } else {
      words.add("--unit " + order.unit().name().toLowerCase(Locale.ROOT));
    }
    if (query instanceof FlowQuery sums && sums.bucketNanos() > 0) {
      words.add("--every " + length(sums.bucketNanos()).replace(" ", ""));
    }
    if (query instanceof ComparisonQuery both) {
      words.add("--against-from " + TimeRange.instant(both.against().fromNanos()));
      words.add("--against-to " + TimeRange.instant(both.against().untilNanos()));
      words.add("--against-filter " + quoted(both.againstFilter()));
    }
    Filter filter = itself ? query.filter() : order.filter();
    if (!filter.isAll()) {
      words.add("--filter " + quoted(filter));
    }
    if (!query.scaled()) {
      words.add("--raw");
    }
    if (order.timing().spread() && (itself || query instanceof FlowQuery)) {
      words.add("--spread");
    }
    words.add("--format csv");
    return String.join(" ", words);
  }

  private static boolean isSums(Query<?> query) {
    return query instanceof FlowQuery sums && sums.binWidth() == 0;
  }

  /// A question that no panel of a file has.
  private static List<String> itself(FlowQuery query) {
    List<String> words = new ArrayList<>();
    if (!query.by().isEmpty()) {
      words.add(
          "--by " + query.by().stream().map(Dimension::name).collect(Collectors.joining(",")));
    }
    words.add(
        "--measure "
            + query.measures().stream().map(Measure::measureName).collect(Collectors.joining(",")));
    if (query.top() > 0) {
      words.add("--top " + query.top());
    }
    if (query.others()) {
      words.add("--others");
    }
    if (query.rank().ofSteps()) {
      words.add("--rank " + query.rank().by().rankName());
      if (query.bucketNanos() == 0) {
        words.add("--rank-step " + length(query.rank().stepNanos()).replace(" ", ""));
      }
    }
    return words;
  }

  private static String quoted(Filter filter) {
    return "'" + FilterText.of(filter).replace("'", "'\\''") + "'";
  }

  /// In whole seconds, as buckets are.
  private static String length(long nanos) {
    return Duration.ofNanos(nanos).toSeconds() + " s";
  }
}
