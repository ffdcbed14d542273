package weir.ui.explore;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.query.Coverage;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;

/// All flows of a range and a filter, however many.
final class RecordBrowser implements PanelView<Records> {
  /// Of an order in which none is found in a moment.
  static final long MOST_SORTED = 100_000;

  /// Of a store that gives records only together.
  static final long MOST_TOGETHER = 1_000;

  private final Panel panel;
  private final RecordDoors doors;
  private final RecordPane pane;
  private Consumer<RecordBrowser> last = _ -> {};
  private @Nullable Records records;
  private @Nullable RecordQuery query;
  private @Nullable RecordQuery shownQuery;
  private Labels labels = Labels.NONE;
  private ZoneId zone = ZoneOffset.UTC;

  RecordBrowser(Panel panel, ChartGroup charts, Consumer<Selection> onSelect, RecordDoors doors) {
    this.panel = panel;
    this.doors = doors;
    pane = new RecordPane(panel, charts, onSelect, doors);
  }

  @Override
  public Region node() {
    return pane;
  }

  /// All fields of each: another column asks nothing.
  @Override
  public Query<Records> question(Frame frame) {
    RecordQuery asked = panel.recordsFor(frame, pane.order(), limit());
    query = asked;
    return asked;
  }

  private long limit() {
    return !doors.pages()
        ? MOST_TOGETHER
        : pane.order().by().is(FlowField.TIME_RECEIVED) ? 0 : MOST_SORTED;
  }

  /// While somebody reads, what comes in does not push it away.
  @Override
  public boolean holds() {
    return pane.isRead();
  }

  @Override
  public void show(Records newest, Labels names) {
    boolean same = query != null && query.equals(shownQuery);
    shownQuery = query;
    records = newest;
    labels = names;
    last = view -> view.show(newest, names);
    pane.show(newest, names, same, query == null ? 0 : query.limit());
  }

  @Override
  public void label(Labels names) {
    labels = names;
    pane.label(names);
  }

  @Override
  public void fail(String message) {
    records = null;
    last = view -> view.fail(message);
    pane.fail(message);
  }

  @Override
  public void await(Optional<String> asking) {
    pane.header().await(asking);
  }

  @Override
  public void again(Coverage coverage) {
    pane.header().again(coverage);
  }

  @Override
  public void stopped() {
    pane.header().stop();
  }

  @Override
  public void zone(ZoneId newZone) {
    zone = newZone;
    pane.zone(newZone);
  }

  @Override
  public Optional<Numbers> shown() {
    RecordQuery asked = query;
    return asked == null || records == null
        ? Optional.empty()
        : Optional.of(new Numbers(asked, pane.sheet(labels)));
  }

  @Override
  public Function<ChartGroup, PanelView<?>> twin() {
    Consumer<RecordBrowser> now = last;
    RecordQuery asked = query;
    ZoneId then = zone;
    return group -> {
      RecordBrowser made = new RecordBrowser(panel, group, _ -> {}, doors);
      made.query = asked;
      made.zone(then);
      now.accept(made);
      made.pane.like(pane);
      return made;
    };
  }
}
