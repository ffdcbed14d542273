package weir.ui.explore;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.Against;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.SamplingError;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.GroupSteps;
import weir.ui.chart.TimeSeriesChart;

/// The largest groups.
final class RankingView extends Held<Answer, RankingTable>
    implements PanelView.Under, PanelView.Compares<Comparison>, PanelView.Estimates {
  private @Nullable Answer steps;
  private TimeSeriesChart.@Nullable Over laid;
  private @Nullable Change change;
  private @Nullable Answer errors;

  RankingView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect) {
    super(panel, charts, new RankingTable(panel, charts, onSelect));
  }

  @Override
  public FlowQuery question(Frame frame) {
    return panel.queryFor(frame);
  }

  @Override
  public Optional<FlowQuery> stepsQuestion(Frame frame) {
    return charts.columns().isEmpty()
        ? Optional.empty()
        : Optional.of(RankingSteps.question(panel.queryFor(frame)));
  }

  @Override
  public void showSteps(Answer newest) {
    steps = newest;
    picture.showSteps(GroupSteps.of(newest, charts));
  }

  /// The same groups.
  @Override
  public FlowQuery overQuestion(Frame frame) {
    return panel.queryFor(frame);
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
  public Optional<FlowQuery> errorQuestion(Frame frame) {
    FlowQuery query = panel.queryFor(frame);
    return SamplingError.concerns(query)
        ? Optional.of(SamplingError.told(query))
        : Optional.empty();
  }

  @Override
  public void errors(Optional<Answer> told) {
    errors = told.orElse(null);
    picture.errors(errors);
  }

  @Override
  public ComparisonQuery comparison(Frame frame, Against against) {
    Frame other = against.frame(frame);
    FlowQuery query = panel.queryFor(frame);
    return new ComparisonQuery(
        SamplingError.concerns(query) ? SamplingError.told(query) : query,
        other.range(),
        panel.queryFor(other).filter(),
        true);
  }

  @Override
  public void compare(String name, Comparison other, Labels labels) {
    change(new Change(name, other.withLabels(labels), ""));
  }

  @Override
  public void compareNot(String why) {
    change(why.isEmpty() ? null : new Change("", null, why));
  }

  private void change(@Nullable Change newest) {
    change = newest;
    picture.change(newest);
  }

  @Override
  public boolean hasTwin() {
    return false;
  }

  @Override
  void paint(Answer newest, Labels names) {
    picture.show(newest.withLabels(names));
  }

  @Override
  Optional<Numbers> numbers(Answer shown, Labels names) {
    return picture.sheet();
  }

  @Override
  Function<ChartGroup, Held<Answer, RankingTable>> another() {
    Change differs = change;
    Answer off = errors;
    TimeSeriesChart.Over over = laid;
    Answer then = steps;
    return group -> {
      RankingView made = new RankingView(panel, group, _ -> {});
      made.picture.sortAs(picture);
      made.over(over);
      if (then != null) {
        made.showSteps(then);
      }
      made.change(differs);
      made.picture.errors(off);
      return made;
    };
  }
}
