package weir.bench;

import java.util.ArrayList;
import java.util.List;
import weir.flow.FlowField;
import weir.query.BucketWidth;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.Views;

/// What the benchmarks ask about a whole range.
record Questions(TimeRange range) {
  private static final int PIXELS = 1000;
  private static final int HEATMAP_COLUMNS = 200;
  private static final long FIVE_MINUTES = 300 * FlowQuery.SECOND;
  private static final String NETWORK_AND_PORT = "src net 192.168.0.0/16 and dst port 443";

  /// A question and how it is called in figures.
  record Named(String name, FlowQuery query) {}

  /// The panels of the overview, as drawn 1,000 pixels wide.
  List<Named> overview() {
    Frame frame =
        new Frame(
            range,
            Filter.all(),
            Unit.BITS,
            true,
            BucketWidth.nanos(range, PIXELS),
            Dimensions.BUILT_IN);
    return Views.builtIn().first().panels().stream()
        .map(panel -> new Named(panel.id(), panel.queryFor(frame)))
        .toList();
  }

  List<Named> others() {
    List<Named> others = new ArrayList<>(asPeersAsk());
    Filter filter = filter(NETWORK_AND_PORT);
    long bucket = BucketWidth.nanos(range, PIXELS);
    others.add(
        named(
            "pairs, top 100", ranking(Filter.all(), FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)));
    others.add(
        named(
            "sources over time, top 10", series(Filter.all(), bucket, 10, FlowField.SRC_ADDRESS)));
    others.add(
        named(NETWORK_AND_PORT + ", over time", series(filter, bucket, 10, FlowField.PROTOCOL)));
    others.add(
        named(
            "TCP flags every 5 minutes",
            series(filter("tcp"), FIVE_MINUTES, 10, FlowField.TCP_FLAGS)));
    others.add(
        named(
            "destination ports over time, top 100",
            series(
                Filter.all(), BucketWidth.nanos(range, HEATMAP_COLUMNS), 100, FlowField.DST_PORT)));
    return others;
  }

  /// Those that nfdump and ClickHouse are asked, too.
  List<Named> asPeersAsk() {
    return List.of(
        named("sources by bytes, top 100", ranking(Filter.all(), FlowField.SRC_ADDRESS)),
        named(
            NETWORK_AND_PORT + ", total",
            FlowQuery.total(
                range, filter(NETWORK_AND_PORT), Measure.BYTES, Measure.PACKETS, Measure.FLOWS)));
  }

  private FlowQuery ranking(Filter filter, FlowField... by) {
    return FlowQuery.ranking(
        range, filter, 100, Dimension.of(by), Measure.BYTES, Measure.PACKETS, Measure.FLOWS);
  }

  private FlowQuery series(Filter filter, long bucketNanos, int top, FlowField by) {
    return FlowQuery.series(
        range, filter, bucketNanos, top, Dimension.of(by), Measure.BITS_PER_SECOND);
  }

  private static Named named(String name, FlowQuery query) {
    return new Named(name, query);
  }

  private static Filter filter(String text) {
    try {
      return FilterParser.parse(text);
    } catch (FilterSyntaxException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
