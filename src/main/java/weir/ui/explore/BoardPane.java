package weir.ui.explore;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.event.EventType;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.Panel;
import weir.query.View;
import weir.ui.chart.PanelEvent;
import weir.ui.chart.PlainScroll;
import weir.ui.control.Hints;

/// The panels of a view: of one data set, of two beside each other, or of one with another's
/// numbers over them. Two are named above their panels.
final class BoardPane extends StackPane {
  private final Runnable onClose;
  private final PanelGrid grid = new PanelGrid();
  private final PlainScroll scroll = scroll(grid);
  private final PanelGrid otherGrid = new PanelGrid();
  private final PlainScroll otherScroll = scroll(otherGrid);
  private final Label otherSays = new Label();
  private final List<PanelView<?>> shown = new ArrayList<>();

  /// @param onClose called when one data set is enough
  BoardPane(Runnable onClose) {
    this.onClose = onClose;
    otherSays.getStyleClass().add("board-says");
    otherSays.setId("board-other-says");
    otherScroll.vvalueProperty().bindBidirectional(scroll.vvalueProperty());
    setMinWidth(0);
    getChildren().add(scroll);
  }

  /// Has panels change places.
  void onSwap(BiConsumer<String, String> swap) {
    grid.onSwap(swap);
  }

  private static PlainScroll scroll(PanelGrid content) {
    PlainScroll scroll = new PlainScroll();
    scroll.setContent(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.getStyleClass().addAll("edge-to-edge", "panel-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    return scroll;
  }

  /// Of one data set; of two, with another one's panels beside its own, or numbers over them.
  void show(
      View view,
      DataSet set,
      Map<Panel, PanelView<?>> panels,
      Optional<Beside> beside,
      Map<Panel, PanelView<?>> others) {
    if (beside.isEmpty()) {
      show(view, panels);
    } else if (beside.get().over()) {
      showOver(view, panels, set, beside.get().set());
    } else {
      showBeside(view, panels, set, others, beside.get().set());
    }
  }

  /// Hears what is wanted of panels as a whole.
  ///
  /// @param action told the panel
  void on(EventType<PanelEvent> wanted, Consumer<Panel> action) {
    for (PanelGrid one : List.of(grid, otherGrid)) {
      one.addEventHandler(
          wanted,
          event -> {
            event.consume();
            if (event.getTarget() instanceof Node node) {
              one.panelOf(node).ifPresent(action);
            }
          });
    }
  }

  /// The panel that has the keyboard, if any has.
  Optional<Panel> focused() {
    Node owner = getScene() == null ? null : getScene().getFocusOwner();
    return grid.panelOf(owner).or(() -> otherGrid.panelOf(owner));
  }

  /// Shows one panel alone, as large as there is room, or all of them.
  void enlarge(Optional<Panel> panel) {
    grid.enlarge(panel);
    otherGrid.enlarge(panel);
    scroll.setVvalue(0);
  }

  /// What a picture of all panels shows: none of them is scrolled out of it.
  Region picture() {
    return getChildren().contains(scroll) ? grid : this;
  }

  /// Of one data set.
  void show(View view, Map<Panel, PanelView<?>> panels) {
    put(panels.values(), List.of());
    grid.show(view, panels);
    otherGrid.show(view, Map.of());
    getChildren().setAll(scroll);
  }

  private void showBeside(
      View view,
      Map<Panel, PanelView<?>> panels,
      DataSet set,
      Map<Panel, PanelView<?>> others,
      DataSet other) {
    put(panels.values(), others.values());
    grid.show(view, panels);
    otherGrid.show(view, others);
    HBox both =
        new HBox(
            column(head(set.name(), new Label()), scroll),
            column(head(other.name(), otherSays, close()), otherScroll));
    both.getStyleClass().add("boards");
    getChildren().setAll(both);
  }

  private void showOver(View view, Map<Panel, PanelView<?>> panels, DataSet set, DataSet other) {
    put(panels.values(), List.of());
    grid.show(view, panels);
    otherGrid.show(view, Map.of());
    HBox head = head(set.name(), new Label("with"), new Label(other.name()), otherSays, close());
    head.getChildren().add(2, dashes());
    getChildren().setAll(column(head, scroll));
  }

  private static Node dashes() {
    Label dashes = new Label("╍╍");
    dashes.getStyleClass().add("board-dashes");
    dashes.setTooltip(Hints.of("Dashed lines, and a column in tables"));
    return dashes;
  }

  private void put(Iterable<PanelView<?>> panels, Iterable<PanelView<?>> others) {
    otherSays.setText("");
    shown.clear();
    panels.forEach(shown::add);
    others.forEach(shown::add);
  }

  private static VBox column(HBox head, PlainScroll content) {
    VBox column = new VBox(head, content);
    column.setMinWidth(0);
    column.setPrefWidth(400); // the same for both
    HBox.setHgrow(column, Priority.ALWAYS);
    return column;
  }

  private static HBox head(String name, Node... more) {
    Label title = Hints.whole(new Label(name));
    title.getStyleClass().add("board-name");
    HBox head = new HBox(title);
    head.getChildren().addAll(more);
    head.getStyleClass().add("board-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private HBox close() {
    Button close = new Button("", new FontIcon(Feather.X));
    close.setId("board-close");
    close.getStyleClass().addAll("flat", "button-icon", "small");
    close.setAccessibleText("One data set alone");
    close.setTooltip(Hints.of("One data set alone (Esc)"));
    close.setOnAction(_ -> onClose.run());
    HBox atTheEnd = new HBox(close);
    atTheEnd.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(atTheEnd, Priority.ALWAYS);
    return atTheEnd;
  }

  /// How far the other data set has come with its answers.
  void say(String text) {
    otherSays.setText(text);
  }

  void zone(ZoneId zone) {
    shown.forEach(panel -> panel.zone(zone));
  }
}
