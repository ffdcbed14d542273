package weir.ui;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.ingest.Source;

/// The open sources, each with its state, what is being opened, and the ways to open another.
final class SourceList extends VBox {
  private final SourceActions actions;
  private final ObservableList<SourceReading> readings = FXCollections.observableArrayList();
  private final ListView<SourceReading> list = new ListView<>(readings);
  private final Label nothing = new Label();
  private final OpeningRows opening;
  private boolean refreshing;

  SourceList(SourceActions actions, Recents recents, SavedRemotes connections) {
    this.actions = actions;
    opening = new OpeningRows(actions);
    getStyleClass().add("source-list");
    list.setCellFactory(_ -> new SourceCell(actions));
    list.setFocusTraversable(true);
    list.setAccessibleText("Sources");
    list.setPlaceholder(nothing);
    list.setMinHeight(0);
    showOpening(List.of());
    list.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> selected(now));
    list.setOnKeyPressed(
        key -> {
          SourceReading chosen = list.getSelectionModel().getSelectedItem();
          if (key.getCode() == KeyCode.DELETE && chosen != null) {
            actions.close(chosen.source());
          }
        });
    list.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menuByKey);
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(header(recents, connections), opening, list);
  }

  private HBox header(Recents recents, SavedRemotes connections) {
    Label title = new Label("SOURCES");
    title.getStyleClass().add("section-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    MenuButton add = new MenuButton("", Icons.of(Feather.PLUS));
    add.getStyleClass().addAll("flat", "button-icon", "no-arrow");
    add.setAccessibleText("Add a source");
    add.setId("add-source");
    add.getItems()
        .addAll(
            item("Open capture file…", Feather.FOLDER, actions::openFiles),
            item("Open data set…", Feather.DATABASE, actions::openDataSet),
            item("Connect to ClickHouse…", Feather.SERVER, actions::connect),
            item("Listen for flows", Feather.RADIO, actions::listen),
            item("Ports, and who may send…", Feather.SLIDERS, actions::chooseListening),
            item("Capture on this machine…", Feather.MONITOR, actions::chooseCapturing),
            item("Start the demo network", Feather.PLAY, actions::demo));
    Menu recent = new Menu("Open recent", Icons.of(Feather.CLOCK));
    recent.setId("add-recent");
    Menu saved = new Menu("Connect to", Icons.of(Feather.SERVER));
    saved.setId("add-saved");
    add.getItems().add(2, recent);
    add.getItems().add(4, saved);
    add.setOnShowing(
        _ -> {
          saved.getItems().setAll(connections.items());
          saved.setDisable(saved.getItems().isEmpty());
          recents.items(
              items -> {
                recent.getItems().setAll(items);
                recent.setDisable(items.isEmpty());
              });
        });
    HBox header = new HBox(title, space, add);
    header.getStyleClass().add("section-header");
    return header;
  }

  private static MenuItem item(String text, Feather icon, Runnable action) {
    MenuItem item = new MenuItem(text, Icons.of(icon));
    item.setOnAction(_ -> action.run());
    return item;
  }

  /// The row that is chosen has the keyboard.
  private void menuByKey(ContextMenuEvent event) {
    SourceReading chosen = list.getSelectionModel().getSelectedItem();
    if (event.isKeyboardTrigger() && chosen != null) {
      SourceMenu.show(chosen, actions, list, event.getScreenX(), event.getScreenY());
      event.consume();
    }
  }

  private void selected(@Nullable SourceReading reading) {
    if (!refreshing && reading != null) {
      actions.select(reading.source());
    }
  }

  void showOpening(List<Opening> underWay) {
    opening.show(underWay);
    nothing.setText(underWay.isEmpty() ? "Nothing open" : "");
  }

  /// Brings the rows up to date; `current` stays selected.
  void show(List<SourceReading> newest, @Nullable Source current) {
    refreshing = true;
    try {
      replace(newest);
      if (current == null) {
        list.getSelectionModel().clearSelection();
      }
      for (int i = 0; i < newest.size(); i++) {
        if (newest.get(i).source() == current) {
          choose(i);
        }
      }
    } finally {
      refreshing = false;
    }
  }

  private void choose(int row) {
    boolean other = list.getSelectionModel().getSelectedIndex() != row;
    list.getSelectionModel().select(row);
    if (other) {
      list.scrollTo(row);
    }
  }

  /// Only rows that say something else are painted anew.
  private void replace(List<SourceReading> newest) {
    if (newest.size() != readings.size()) {
      readings.setAll(newest);
      return;
    }
    for (int i = 0; i < newest.size(); i++) {
      if (!newest.get(i).equals(readings.get(i))) {
        readings.set(i, newest.get(i));
      }
    }
  }
}
