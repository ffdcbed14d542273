package weir.ui.explore;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
import weir.ui.chart.Difference;
import weir.ui.chart.NumberTile;

/// One number, and how it has changed.
final class NumberView extends Held<Answer, NumberTile> implements PanelView.Compares<Comparison> {
  private Consumer<NumberTile> compared = _ -> {};

  NumberView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect) {
    super(panel, charts, new NumberTile(panel.title(), panel.nothing(), charts, onSelect));
    picture.setId(panel.id());
  }

  @Override
  public FlowQuery question(Frame frame) {
    return panel.queryFor(frame);
  }

  /// Of the whole range: time by time it would be two curves.
  @Override
  public ComparisonQuery comparison(Frame frame, Against against) {
    Frame other = against.frame(frame);
    FlowQuery whole = panel.queryFor(frame).withoutGroups().withBucket(0);
    return new ComparisonQuery(
        SamplingError.concerns(whole) ? SamplingError.told(whole) : whole,
        other.range(),
        panel.queryFor(other).filter());
  }

  @Override
  public void compare(String name, Comparison other, Labels labels) {
    differs(tile -> tile.compare(name, other.rows() == 0 ? null : Difference.of(other, 0), ""));
  }

  @Override
  public void compareNot(String why) {
    differs(tile -> tile.compare("", null, why));
  }

  private void differs(Consumer<NumberTile> newest) {
    compared = newest;
    newest.accept(picture);
  }

  @Override
  void paint(Answer newest, Labels names) {
    picture.show(newest); // a number has no names
  }

  @Override
  Optional<Numbers> numbers(Answer shown, Labels names) {
    return Optional.of(Numbers.of(shown));
  }

  @Override
  void turn(ZoneId zone) {
    picture.setZone(zone);
  }

  @Override
  Function<ChartGroup, Held<Answer, NumberTile>> another() {
    Consumer<NumberTile> then = compared;
    return group -> {
      NumberView made = new NumberView(panel, group, _ -> {});
      made.differs(then);
      return made;
    };
  }
}
