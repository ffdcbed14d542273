package weir.ui.chart;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Measure;
import weir.query.Selection;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// One number, large: the average of a rate over the range, or the sum. Below it the newest and the
/// highest step, and a line that shows how it came about.
public final class NumberTile extends VBox implements Picture {
  private final PanelHeader header = new PanelHeader();
  private final Cover cover = new Cover(this, getChildren(), header);
  private final Label number = new Label();
  private final Label detail = Hints.whole(new Label());
  private final Label differs = Hints.whole(new Label());
  private final Trend trend;
  private final String nothing;
  private final ChartGroup group;

  /// @param nothing what it says where there are no flows; empty for the usual
  /// @param group the charts of its view
  /// @param onSelect told of the stretch of time that is picked
  public NumberTile(String title, String nothing, ChartGroup group, Consumer<Selection> onSelect) {
    this.nothing = nothing;
    this.group = group;
    getStyleClass().addAll("panel", "number-tile");
    setFocusTraversable(true);
    header.title(title);
    number.getStyleClass().add("number-tile-number");
    number.setMinWidth(USE_PREF_SIZE);
    detail.getStyleClass().add("panel-detail");
    detail.setMinWidth(0);
    detail.setWrapText(true);
    trend = new Trend(this, group, onSelect);
    VBox.setVgrow(trend, Priority.ALWAYS);
    differs.setId("differs");
    differs.getStyleClass().add("number-tile-differs");
    differs.managedProperty().bind(differs.visibleProperty());
    differs.visibleProperty().bind(differs.textProperty().isNotEmpty());
    VBox said = new VBox(number, differs, detail);
    said.setAlignment(Pos.CENTER_LEFT);
    said.getStyleClass().add("number-tile-said");
    getChildren().addAll(header, said, trend, trend.mark().bar());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    Menus.on(this, this::items);
    header.menu(this::items);
    showMessage("");
  }

  private void key(KeyEvent event) {
    if (!trend.mark().key(event) && event.getCode() == KeyCode.ENTER && event.isShiftDown()) {
      trend.markNewest();
      event.consume();
    }
  }

  /// Times are of this zone.
  public void setZone(ZoneId zone) {
    trend.zone(zone);
  }

  private List<MenuItem> items() {
    List<MenuItem> items = new ArrayList<>();
    items.add(Menus.copy("Copy number", number::getText));
    items.addAll(group.offered(this, Optional.empty()));
    return items;
  }

  /// @param answer of all flows together, over time
  public void show(Answer answer) {
    Measure measure = answer.query().measures().getFirst();
    double highest = 0;
    for (int row = 0; row < answer.rows(); row++) {
      highest = Math.max(highest, answer.value(row, 0));
    }
    header.answered(answer.coverage());
    if (answer.rows() == 0) {
      say("0", answer.coverage().partial() ? "" : nothing);
    } else {
      String newest = Quantity.text(answer.value(answer.rows() - 1, 0), measure);
      say(
          Quantity.text(whole(answer), measure),
          (measure.isRate() ? "average" : "in all")
              + " · newest "
              + newest
              + " · highest "
              + Quantity.text(highest, measure));
    }
    trend.show(answer);
  }

  /// Over the range.
  private static double whole(Answer answer) {
    return answer.value(0, 0, answer.rows(), Math.max(1, answer.query().range().lengthNanos()));
  }

  /// Says how it differs.
  ///
  /// @param name of the other flows: "a day earlier"
  /// @param difference null for no comparison
  /// @param why there is none, in a sentence; empty where it is not worth one
  public void compare(String name, @Nullable Difference difference, String why) {
    differs.setText(
        difference == null ? why : difference.both() + " · " + difference.thenText() + " " + name);
    describe();
  }

  private void say(String what, String more) {
    number.setText(what);
    detail.setText(more);
    describe();
  }

  @Override
  public void showMessage(String text) {
    header.failed();
    trend.clear();
    say(text.isEmpty() ? "" : "–", text);
  }

  @Override
  public void cover(@Nullable Region table) {
    cover.show(table);
  }

  @Override
  public void await(Optional<String> asking) {
    header.await(asking);
  }

  @Override
  public void again(Coverage coverage) {
    header.again(coverage);
    describe();
  }

  @Override
  public void stopped() {
    header.stop();
    describe();
  }

  private void describe() {
    setAccessibleText(
        String.join(
            "; ",
            header.title(),
            number.getText(),
            differs.getText(),
            detail.getText(),
            header.note()));
  }
}
