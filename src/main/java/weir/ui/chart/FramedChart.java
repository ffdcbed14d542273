package weir.ui.chart;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.query.Coverage;
import weir.query.Selection;

/// What charts over time have in common: a header, a sentence where there is nothing to draw, whose
/// times they show, and who is told what was chosen in them. All methods belong to the JavaFX
/// thread.
abstract class FramedChart extends Region implements Picture, ChartGroup.Member {
  private static final double WIDEST_MESSAGE = 420;

  final PanelHeader header = new PanelHeader();
  private final Cover cover = new Cover(this, getChildren(), header);
  final Label message = new Label();
  final ChartGroup group;
  private ZoneId zone = ZoneOffset.UTC;
  private Consumer<Selection> onSelect = _ -> {};
  private @Nullable Runnable onZoomOut;
  private String nothing = "";

  /// @param group the charts of its view
  FramedChart(ChartGroup group) {
    this.group = group;
    group.add(this);
    getStyleClass().add("time-series-chart");
    setAccessibleRole(AccessibleRole.PARENT);
    setMinSize(240, 140);
    setPrefSize(640, 280);
    message.getStyleClass().add("chart-message");
    message.setWrapText(true);
    message.setMouseTransparent(true);
  }

  /// Forgets what was shown, and paints that.
  abstract void clear();

  /// What is shown, in words; empty where that is nothing.
  abstract Optional<String> words();

  /// Paints everything anew.
  abstract void update();

  /// Makes it a panel.
  ///
  /// @param sentence what it says where there is nothing to draw; empty for the usual
  public void dress(String id, String title, String sentence) {
    setId(id);
    getStyleClass().add("panel");
    setTitle(title);
    setNothing(sentence);
  }

  public void setTitle(String title) {
    header.title(title);
  }

  /// What it says where there is nothing to draw; empty for the usual.
  public void setNothing(String sentence) {
    nothing = sentence;
  }

  String nothing(Coverage coverage) {
    return coverage.partial()
        ? "No flows in what was looked at so far"
        : nothing.isEmpty() ? "No flows in this range" : nothing;
  }

  @Override
  public void showMessage(String text) {
    header.failed();
    setMessage(text, true);
    clear();
    describe();
  }

  /// @param instead of a picture
  void setMessage(String text, boolean instead) {
    message.setText(text);
    message.setVisible(!text.isEmpty());
  }

  /// For those who do not see it.
  void describe() {
    String said = words().orElseGet(() -> header.title() + ": " + message.getText());
    setAccessibleText(header.note().isEmpty() ? said : said + "; " + header.note());
  }

  void placeMessage(double left, double right, double top, double bottom) {
    double width = Math.min(WIDEST_MESSAGE, right - left - 40);
    double height = message.prefHeight(width);
    message.resizeRelocate((left + right - width) / 2, (top + bottom - height) / 2, width, height);
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

  public void setZone(ZoneId newZone) {
    zone = newZone;
    update();
  }

  ZoneId zone() {
    return zone;
  }

  /// Called with what was clicked or brushed.
  public void setOnSelect(Consumer<Selection> consumer) {
    onSelect = consumer;
  }

  void select(Selection selection) {
    onSelect.accept(selection);
  }

  /// Called on a double click; null for none.
  public void setOnZoomOut(@Nullable Runnable action) {
    onZoomOut = action;
  }

  @Nullable Runnable zoomOut() {
    return onZoomOut;
  }

  ChartGroup group() {
    return group;
  }
}
