package weir.ui.explore;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;

/// A few flows.
final class RecordView extends Held<Records, RecordTable> {
  private @Nullable RecordQuery query;

  RecordView(Panel panel, ChartGroup charts, Consumer<Selection> onSelect) {
    super(panel, charts, new RecordTable(panel, charts, onSelect));
  }

  @Override
  public Query<Records> question(Frame frame) {
    RecordQuery asked = panel.recordsFor(frame);
    query = asked;
    picture.columns(panel.columns(frame.dimensions()));
    return asked;
  }

  @Override
  public boolean hasTwin() {
    return false;
  }

  @Override
  void paint(Records newest, Labels names) {
    picture.show(newest, names);
  }

  /// Its flows are on the screen.
  void look(HostLook look) {
    picture.look(look);
  }

  @Override
  Optional<Numbers> numbers(Records shown, Labels names) {
    RecordQuery asked = query;
    return asked == null
        ? Optional.empty()
        : picture.shown().map(sheet -> new Numbers(asked, sheet));
  }

  @Override
  void turn(ZoneId zone) {
    picture.zone(zone);
  }

  @Override
  Function<ChartGroup, Held<Records, RecordTable>> another() {
    RecordQuery asked = query;
    return group -> {
      RecordView made = new RecordView(panel, group, _ -> {});
      made.query = asked;
      return made;
    };
  }
}
