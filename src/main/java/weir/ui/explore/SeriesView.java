package weir.ui.explore;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.Against;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Overlay;
import weir.query.Panel;
import weir.query.SamplingError;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.ErrorBand;
import weir.ui.chart.TimeSeriesChart;

/// Groups over time.
final class SeriesView extends Held<Answer, TimeSeriesChart>
    implements PanelView.Under, PanelView.Compares<Answer>, PanelView.Estimates {
  private final TimeSeriesChart.Style style;
  private TimeSeriesChart.@Nullable Over laid;
  private @Nullable ErrorBand errors;

  /// How much later the flows are shown that are compared with.
  private long later;

  SeriesView(
      Panel panel,
      ChartGroup charts,
      TimeSeriesChart.Style style,
      Consumer<Selection> onSelect,
      Runnable onZoomOut) {
    super(panel, charts, new TimeSeriesChart(charts));
    this.style = style;
    picture.setSeriesStyle(style);
    picture.dress(panel.id(), panel.title(), panel.nothing());
    picture.setOnSelect(onSelect);
    picture.setOnZoomOut(onZoomOut);
  }

  @Override
  public FlowQuery question(Frame frame) {
    return panel.queryFor(frame);
  }

  /// All groups together, for each direction where the chart is split by that.
  @Override
  public FlowQuery overQuestion(Frame frame) {
    return panel.totalsFor(frame);
  }

  @Override
  public Optional<FlowQuery> errorQuestion(Frame frame) {
    FlowQuery query = overQuestion(frame);
    boolean ofTotals =
        switch (style) {
          case STACKED, MIRROR -> true;
          case LINES -> panel.sums().by().isEmpty();
          case PERCENT -> false;
        };
    return ofTotals && SamplingError.concerns(query)
        ? Optional.of(SamplingError.told(query))
        : Optional.empty();
  }

  @Override
  public void errors(Optional<Answer> told) {
    errors = told.map(ErrorBand::of).orElse(null);
    picture.errors(errors);
  }

  @Override
  public FlowQuery comparison(Frame frame, Against against) {
    Overlay overlay = Overlay.of(panel, frame, against);
    later = overlay.laterNanos();
    return overlay.query();
  }

  @Override
  public void compare(String name, Answer other, Labels labels) {
    picture.say("");
    over(new TimeSeriesChart.Over(name, other.withLabels(labels), later));
  }

  @Override
  public void compareNot(String why) {
    picture.say(why);
    over(null);
  }

  @Override
  public void over(TimeSeriesChart.@Nullable Over newest) {
    laid = newest;
    picture.over(newest);
  }

  @Override
  public Optional<TimeSeriesChart.Over> laid() {
    return Optional.ofNullable(laid);
  }

  @Override
  void paint(Answer newest, Labels names) {
    picture.show(newest.withLabels(names), 0);
  }

  @Override
  Optional<Numbers> numbers(Answer shown, Labels names) {
    return Optional.of(Numbers.seen(shown.withLabels(names), charts));
  }

  @Override
  void turn(ZoneId zone) {
    picture.setZone(zone);
  }

  @Override
  Function<ChartGroup, Held<Answer, TimeSeriesChart>> another() {
    TimeSeriesChart.Over over = laid;
    ErrorBand band = errors;
    return group -> {
      SeriesView made = new SeriesView(panel, group, style, _ -> {}, () -> {});
      made.over(over);
      made.picture.errors(band);
      return made;
    };
  }
}
