package weir.ui.explore;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.Coverage;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;

/// A few flows.
final class RecordView implements PanelView<Records> {
  private final Panel panel;
  private final RecordTable table;
  private Consumer<RecordView> last = _ -> {};
  private @Nullable Records records;
  private @Nullable RecordQuery query;
  private ZoneId zone = ZoneOffset.UTC;

  RecordView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect) {
    this.panel = panel;
    table = new RecordTable(panel, charts, onSelect);
  }

  @Override
  public Region node() {
    return table;
  }

  @Override
  public Query<Records> question(Frame frame) {
    RecordQuery asked = panel.recordsFor(frame);
    query = asked;
    return asked;
  }

  @Override
  public void show(Records newest, Labels labels) {
    records = newest;
    last = view -> view.show(newest, labels);
    table.show(newest, labels);
  }

  @Override
  public void label(Labels labels) {
    if (records != null) {
      show(records, labels);
    }
  }

  @Override
  public void fail(String message) {
    records = null;
    last = view -> view.fail(message);
    table.showMessage(message);
  }

  @Override
  public void await(Optional<String> asking) {
    table.await(asking);
  }

  @Override
  public void again(Coverage coverage) {
    table.again(coverage);
  }

  @Override
  public void stopped() {
    table.stopped();
  }

  @Override
  public void zone(ZoneId newZone) {
    zone = newZone;
    table.zone(newZone);
  }

  @Override
  public Optional<Numbers> shown() {
    RecordQuery asked = query;
    return asked == null ? Optional.empty() : table.shown().map(sheet -> new Numbers(asked, sheet));
  }

  @Override
  public Function<ChartGroup, PanelView<?>> twin() {
    Consumer<RecordView> now = last;
    RecordQuery asked = query;
    ZoneId then = zone;
    return group -> {
      RecordView made = new RecordView(panel, group, _ -> {});
      made.query = asked;
      made.zone(then);
      now.accept(made);
      return made;
    };
  }
}
