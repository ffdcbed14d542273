package weir.ui.explore;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.Against;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.SamplingError;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.Difference;
import weir.ui.chart.NumberTile;

/// One number, and how it has changed.
final class NumberView implements PanelView.Compares<Comparison> {
  private final Panel panel;
  private final NumberTile tile;
  private Consumer<NumberView> last = _ -> {};
  private @Nullable Answer answer;
  private Consumer<NumberView> compared = _ -> {};

  NumberView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect) {
    this.panel = panel;
    tile = new NumberTile(panel.title(), panel.nothing(), charts, onSelect);
    tile.setId(panel.id());
  }

  @Override
  public Region node() {
    return tile;
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
    compared =
        view -> view.tile.compare(name, other.rows() == 0 ? null : Difference.of(other, 0), "");
    compared.accept(this);
  }

  @Override
  public void compareNot(String why) {
    compared = view -> view.tile.compare("", null, why);
    compared.accept(this);
  }

  @Override
  public void show(Answer newest, Labels labels) {
    answer = newest;
    last = view -> view.show(newest, labels);
    tile.show(newest);
  }

  @Override
  public void label(Labels labels) {
    // a number has no names
  }

  @Override
  public void fail(String message) {
    answer = null;
    last = view -> view.fail(message);
    tile.showMessage(message);
  }

  @Override
  public void await(Optional<String> asking) {
    tile.await(asking);
  }

  @Override
  public void again(Coverage coverage) {
    tile.again(coverage);
  }

  @Override
  public void stopped() {
    tile.stopped();
  }

  @Override
  public void zone(ZoneId zone) {
    // no times in it
  }

  @Override
  public Optional<Numbers> shown() {
    return Optional.ofNullable(answer).map(Numbers::of);
  }

  @Override
  public Function<ChartGroup, PanelView<?>> twin() {
    Consumer<NumberView> now = last;
    Consumer<NumberView> then = compared;
    return group -> {
      NumberView made = new NumberView(panel, group, _ -> {});
      now.accept(made);
      then.accept(made);
      return made;
    };
  }
}
