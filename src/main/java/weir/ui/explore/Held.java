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
import weir.query.Panel;
import weir.query.Result;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.Picture;

/// A panel that holds what it was answered last, and hands the rest on to its picture. A visual is
/// one of these: what it asks, how it paints, what of that is numbers, how another one is made.
///
/// @param <A> the answer
abstract class Held<A extends Result, P extends Region & Picture> implements PanelView<A> {
  final Panel panel;
  final ChartGroup charts;
  final P picture;
  private @Nullable A answer;
  private Labels labels = Labels.NONE;
  private String failure = "";
  private @Nullable TwinTable twin;
  private boolean tabled;
  private Consumer<Selection> onSelect = _ -> {};
  private ZoneId zone = ZoneOffset.UTC;

  Held(Panel panel, ChartGroup charts, P picture) {
    this.panel = panel;
    this.charts = charts;
    this.picture = picture;
  }

  /// Paints an answer under these names.
  abstract void paint(A newest, Labels names);

  /// An answer as a table, as it is on the screen.
  abstract Optional<Numbers> numbers(A shown, Labels names);

  /// Makes another one that looks as this one looks now, whatever this one looks like later; it is
  /// then shown the same answer.
  abstract Function<ChartGroup, Held<A, P>> another();

  /// Times are of this zone from now on.
  void turn(ZoneId newZone) {}

  @Override
  public boolean hasTwin() {
    return true;
  }

  @Override
  public final void table(boolean wanted) {
    if (!wanted || !hasTwin()) {
      twin = null;
      tabled = false;
      picture.cover(null);
      return;
    }
    tabled = true;
    showTwin();
  }

  /// Once there are numbers.
  private void showTwin() {
    TwinTable table = twin;
    Optional<Numbers> now = tabled ? shown() : Optional.empty();
    if (now.isEmpty()) {
      return;
    }
    if (table == null) {
      TwinTable made = new TwinTable(picture, panel.title(), charts, this::select, now.get());
      twin = made;
      made.show(now.get(), zone);
      picture.cover(made);
    } else {
      table.show(now.get(), zone);
    }
  }

  private void select(Selection selection) {
    onSelect.accept(selection);
  }

  @Override
  public final void onSelect(Consumer<Selection> drill) {
    onSelect = drill;
  }

  @Override
  public final Region node() {
    return picture;
  }

  @Override
  public final void show(A newest, Labels names) {
    answer = newest;
    labels = names;
    failure = "";
    paint(newest, names);
    showTwin();
  }

  @Override
  public final void label(Labels names) {
    A shown = answer;
    if (shown != null) {
      show(shown, names);
    }
  }

  @Override
  public final void fail(String message) {
    answer = null;
    failure = message;
    twin = null;
    picture.cover(null); // it says what went wrong
    picture.showMessage(message);
  }

  @Override
  public final void await(Optional<String> asking) {
    picture.await(asking);
  }

  @Override
  public final void again(Coverage coverage) {
    picture.again(coverage);
  }

  @Override
  public final void stopped() {
    picture.stopped();
  }

  @Override
  public final void zone(ZoneId newZone) {
    zone = newZone;
    turn(newZone);
    showTwin();
  }

  @Override
  public final Optional<Numbers> shown() {
    return Optional.ofNullable(answer).flatMap(now -> numbers(now, labels));
  }

  @Override
  public final Function<ChartGroup, PanelView<?>> twin() {
    Function<ChartGroup, Held<A, P>> maker = another();
    A now = answer;
    Labels names = labels;
    String message = failure;
    ZoneId then = zone;
    boolean asTable = tabled;
    return group -> {
      Held<A, P> made = maker.apply(group);
      made.zone(then);
      made.table(asTable);
      if (now != null) {
        made.show(now, names);
      } else if (!message.isEmpty()) {
        made.fail(message);
      }
      return made;
    };
  }
}
