package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import weir.export.Ink;
import weir.query.Coverage;
import weir.query.Relations;
import weir.query.Selection;
import weir.ui.control.Hints;
import weir.ui.control.Menus;
import weir.ui.picture.Inks;

/// Who talks to whom: [Relations] as a Sankey diagram, a column of bars a layer and ribbons between
/// them, in the colours of the first layer.
///
/// [#show] replaces the data in place, so that it can be called every second; bars keep their order
/// as long as it does. A click on a bar or a ribbon selects it (with Alt: everything but it). All
/// methods belong to the JavaFX thread.
public final class RelationChart extends Region implements Picture {
  private static final StyleablePropertyFactory<RelationChart> CSS =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final CssMetaData<RelationChart, Palette> PALETTE =
      CSS.createEnumCssMetaData(Palette.class, "-weir-palette", chart -> chart.palette);
  private static final CssMetaData<RelationChart, Paint> INK =
      CSS.createPaintCssMetaData("-weir-ink", chart -> chart.ink);

  private static final double ROW_EMS = 1.65;
  private static final int MOST_ROWS = 12;

  private final SimpleStyleableObjectProperty<Palette> palette =
      new SimpleStyleableObjectProperty<>(PALETTE, this, "palette", Palette.DARK);
  private final SimpleStyleableObjectProperty<Paint> ink =
      new SimpleStyleableObjectProperty<>(INK, this, "ink", Color.GRAY);

  private final ChartGroup group;
  private final PanelHeader header = new PanelHeader();
  private final Cover cover = new Cover(this, getChildren(), header);
  private final Label message = new Label();
  private final ReadingBox reading = new ReadingBox();
  private final SeriesColours colours = new SeriesColours(Palette.DARK.series().size());
  private final RelationPointer pointer = new RelationPointer(this);
  private final RelationCanvas picture = new RelationCanvas(this::scene);

  /// Above each layer; their font is that of the picture.
  private final List<Label> titles = new ArrayList<>();

  /// Of letters that nobody shows.
  private final Text metrics = new Text("ÁgjMy0");

  private Consumer<Selection> onSelect = _ -> {};
  private @Nullable Relations relations;
  private String nothing = "";
  private @Nullable RelationOrder order;
  private @Nullable RelationLayout layout;
  private SeriesPaint[] paints = {};

  /// @param group the charts of its view
  public RelationChart(ChartGroup group) {
    this.group = group;
    group.onChosen(this::chosen);
    getStyleClass().add("relation-chart");
    setAccessibleRole(AccessibleRole.PARENT);
    setFocusTraversable(true);
    setMinSize(240, 140);
    setPrefSize(640, 360);
    message.getStyleClass().add("chart-message");
    message.setWrapText(true);
    message.setMouseTransparent(true);
    for (int i = 0; i < 4; i++) {
      Label title = Hints.whole(new Label());
      title.getStyleClass().add("relation-layer");
      title.setManaged(false);
      title.setVisible(false);
      titles.add(title);
    }
    titles.getFirst().fontProperty().addListener((_, _, _) -> relayout());
    titles.getFirst().textFillProperty().addListener((_, _, _) -> picture.repaint());
    getChildren().addAll(header, picture);
    getChildren().addAll(titles);
    getChildren().addAll(message, reading);
    palette.addListener((_, _, _) -> recolour());
    ink.addListener((_, _, _) -> picture.repaint());
    pointer.on(picture);
    addEventHandler(KeyEvent.KEY_PRESSED, pointer::key);
    focusedProperty().addListener((_, _, focused) -> pointer.focused(focused));
    Menus.on(this, this::menu);
    header.menu(() -> menu(List.of()));
    showMessage("");
  }

  /// Shows an answer.
  public void show(Relations newest) {
    boolean refresh = relations != null && order != null && isRefresh(relations, newest);
    RelationOrder before = order;
    relations = newest;
    RelationGraph graph = RelationGraph.of(newest, group.otherHidden());
    order =
        refresh && before != null ? RelationOrder.after(before, graph) : RelationOrder.of(graph);
    header.answered(newest.coverage());
    header.detail(graph.isEmpty() ? "" : new RelationText(graph).total());
    setMessage(graph.isEmpty() ? nothing(newest.coverage()) : "");
    title(newest);
    recolour();
    relayout();
    describe();
  }

  /// Whether the same was asked again, so that nothing should jump.
  private static boolean isRefresh(Relations old, Relations next) {
    var a = old.query();
    var b = next.query();
    return a.layers().equals(b.layers()) && a.filter().equals(b.filter());
  }

  private void title(Relations newest) {
    var layers = newest.query().layers();
    for (int i = 0; i < titles.size(); i++) {
      boolean shown = i < layers.size();
      titles.get(i).setText(shown ? layers.get(i).label() : "");
      titles.get(i).setVisible(shown && hasPicture());
      titles
          .get(i)
          .setAlignment(
              i == 0 ? Pos.CENTER_LEFT : i == layers.size() - 1 ? Pos.CENTER_RIGHT : Pos.CENTER);
    }
  }

  private String nothing(Coverage coverage) {
    return coverage.partial()
        ? "No flows in what was looked at so far"
        : nothing.isEmpty() ? "No flows in this range" : nothing;
  }

  @Override
  public void showMessage(String text) {
    header.failed();
    header.detail("");
    relations = null;
    order = null;
    setMessage(text);
    titles.forEach(title -> title.setVisible(false));
    relayout();
    describe();
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
    String shown =
        hasPicture() && order != null
            ? new RelationText(order.graph()).description(header.title())
            : header.title() + ": " + message.getText();
    setAccessibleText(header.note().isEmpty() ? shown : shown + "; " + header.note());
  }

  /// What it says where there is nothing to draw; empty for the usual.
  public void setNothing(String sentence) {
    nothing = sentence;
  }

  public void setTitle(String title) {
    header.title(title);
  }

  /// Called with what was clicked.
  public void setOnSelect(Consumer<Selection> consumer) {
    onSelect = consumer;
  }

  void select(Selection selection) {
    onSelect.accept(selection);
  }

  ChartGroup group() {
    return group;
  }

  ReadingBox reading() {
    return reading;
  }

  RelationCanvas picture() {
    return picture;
  }

  List<Label> titles() {
    return titles;
  }

  private boolean hasPicture() {
    return order != null && !order.graph().isEmpty();
  }

  private void chosen() {
    if (relations != null) {
      show(relations);
    }
  }

  private List<MenuItem> menu() {
    return menu(pointer.nodes());
  }

  private List<MenuItem> menu(List<RelationGraph.Node> nodes) {
    return order == null
        ? group.offered(this, Optional.empty())
        : RelationMenu.of(this, order.graph(), nodes);
  }

  private void setMessage(String text) {
    message.setText(text);
    message.setVisible(!text.isEmpty());
  }

  private void recolour() {
    if (order != null) {
      List<Series> series =
          order.graph().layers().getFirst().stream()
              .map(
                  node ->
                      new Series(
                          node.text(),
                          node.by(),
                          node.key().values(),
                          node.other(),
                          false,
                          Double.NaN,
                          false,
                          new double[0]))
              .toList();
      paints = palette.get().paints(series, colours.of(series));
    }
    picture.repaint();
  }

  private Font font() {
    return titles.getFirst().getFont();
  }

  private RelationLayout.Letters letters() {
    metrics.setFont(font());
    double line = Math.ceil(metrics.getLayoutBounds().getHeight());
    return new RelationLayout.Letters(font().getSize(), line, text -> TextWidths.of(text, font()));
  }

  /// The picture as it is now, or null where there is none.
  @Nullable RelationLayout layoutOfPicture() {
    RelationOrder now = order;
    if (now == null || !hasPicture() || picture.getWidth() <= 0 || picture.getHeight() <= 0) {
      return null;
    }
    RelationLayout made = layout;
    if (made == null) {
      made = RelationLayout.of(now, picture.getWidth(), picture.getHeight(), letters());
      layout = made;
    }
    return made;
  }

  private void relayout() {
    layout = null;
    requestLayout();
  }

  private RelationCanvas.@Nullable Scene scene() {
    RelationLayout now = layoutOfPicture();
    if (now == null) {
      return null;
    }
    RelationLayout.Letters letters = letters();
    List<RelationGraph.Key> marked = pointer.marked();
    boolean lit = !pointer.nodes().isEmpty();
    return new RelationCanvas.Scene(
        now,
        paints,
        lit ? now.order().graph().lit(marked) : null,
        marked,
        Inks.colour(ink.get()),
        Inks.colour(titles.getFirst().getTextFill()),
        Inks.of(SeriesPaint.hatched(palette.get().other()).fill()),
        ground(),
        font(),
        letters.line(),
        metrics.getBaselineOffset());
  }

  private Ink.Colour ground() {
    var background = getBackground();
    return background == null || background.getFills().isEmpty()
        ? Ink.Colour.NONE
        : Inks.colour(background.getFills().getLast().getFill());
  }

  /// Something else is pointed at.
  void pointed() {
    picture.repaint();
    List<RelationGraph.Node> nodes = pointer.nodes();
    if (!pointer.isByKeys() || order == null) {
      return;
    }
    if (nodes.isEmpty()) {
      describe();
    } else {
      RelationText text = new RelationText(order.graph());
      double value = order.graph().lit(pointer.marked()).total();
      setAccessibleText(
          text.layers(nodes) + ": " + RelationText.names(nodes) + " " + text.spoken(value));
    }
  }

  void hideReading() {
    reading.setVisible(false);
  }

  /// Says what goes through nodes, beside some columns of the picture.
  void read(List<RelationGraph.Node> nodes, double from, double until, double y) {
    if (order == null) {
      return;
    }
    RelationGraph graph = order.graph();
    RelationText text = new RelationText(graph);
    double fit = getHeight() / (ROW_EMS * font().getSize()) - 2;
    int most = Math.clamp((long) fit, 3, MOST_ROWS);
    RelationGraph.Lit lit = graph.lit(nodes.stream().map(RelationGraph.Node::key).toList());
    reading.show(text.layers(nodes), text.rows(nodes, lit, paints, most));
    reading.place(
        picture.getLayoutX() + from, picture.getLayoutX() + until, picture.getLayoutY() + y, this);
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double top = snappedTopInset();
    double width = getWidth() - snappedRightInset() - left;
    double bottom = getHeight() - snappedBottomInset();
    double headerHeight = snapSizeY(header.prefHeight(width));
    header.resizeRelocate(left, top, width, headerHeight);
    double y = top + headerHeight;
    double titleHeight = snapSizeY(titles.getFirst().prefHeight(-1));
    double pictureTop = y + titleHeight;
    double oldWidth = picture.getWidth();
    double oldHeight = picture.getHeight();
    picture.resizeRelocate(left, pictureTop, width, Math.max(0, bottom - pictureTop));
    if (picture.getWidth() != oldWidth || picture.getHeight() != oldHeight) {
      layout = null;
    }
    picture.repaint();
    RelationLayout now = layoutOfPicture();
    if (now != null) {
      placeTitles(now, left, y, width, titleHeight);
    }
    double messageWidth = Math.min(420, width - 40);
    double height = message.prefHeight(messageWidth);
    message.resizeRelocate(
        left + (width - messageWidth) / 2, (y + bottom - height) / 2, messageWidth, height);
    pointer.refresh();
  }

  /// Those at the ends have the room beside the picture, too.
  private void placeTitles(RelationLayout now, double left, double y, double width, double height) {
    int last = now.bars().length - 1;
    double apart = now.bars()[1][0].x() - now.bars()[0][0].x();
    double gap = font().getSize() / 2;
    for (int layer = 0; layer <= last; layer++) {
      RelationLayout.Bar bar = now.bars()[layer][0];
      double middle = bar.x() + bar.width() / 2;
      double from = layer == 0 ? 0 : middle - apart / 2 + gap;
      double until = layer == last ? width : middle + apart / 2 - gap;
      titles.get(layer).resizeRelocate(left + from, y, Math.max(0, until - from), height);
    }
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return CSS.getCssMetaData();
  }
}
