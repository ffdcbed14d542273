package weir.ui;

import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.ingest.Source;

/// The open sources, each with its state, and the ways to open another.
final class SourceList extends VBox {
  private final ObservableList<SourceReading> readings = FXCollections.observableArrayList();
  private final ListView<SourceReading> list = new ListView<>(readings);
  private final Consumer<Source> onSelect;
  private final Label nothing = new Label();
  private final Label opening = new Label();
  private boolean refreshing;

  SourceList(Consumer<Source> onSelect, Consumer<Source> onRemove, SourceActions actions) {
    this.onSelect = onSelect;
    getStyleClass().add("source-list");
    list.setCellFactory(_ -> new SourceCell(onRemove));
    list.setFocusTraversable(true);
    list.setAccessibleText("Sources");
    list.setPlaceholder(nothing);
    showOpening(List.of());
    list.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> selected(now));
    list.setOnKeyPressed(
        key -> {
          SourceReading chosen = list.getSelectionModel().getSelectedItem();
          if (key.getCode() == KeyCode.DELETE && chosen != null) {
            onRemove.accept(chosen.source());
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    opening.getStyleClass().add("opening");
    getChildren().addAll(header(actions), opening, list);
  }

  private static HBox header(SourceActions actions) {
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
            item("Listen for flows", Feather.RADIO, actions::listen),
            item("Listen elsewhere…", Feather.SLIDERS, actions::chooseListening),
            item("Start the demo network", Feather.PLAY, actions::demo));
    HBox header = new HBox(title, space, add);
    header.getStyleClass().add("section-header");
    return header;
  }

  private static MenuItem item(String text, Feather icon, Runnable action) {
    MenuItem item = new MenuItem(text, Icons.of(icon));
    item.setOnAction(_ -> action.run());
    return item;
  }

  private void selected(@Nullable SourceReading reading) {
    if (!refreshing && reading != null) {
      onSelect.accept(reading.source());
    }
  }

  /// @param doings what is being done to open sources, in words
  void showOpening(List<String> doings) {
    opening.setText(String.join("…\n", doings) + "…");
    opening.setVisible(!doings.isEmpty());
    opening.setManaged(!doings.isEmpty());
    nothing.setText(doings.isEmpty() ? "Nothing open" : "");
  }

  /// Brings the rows up to date; `current` stays selected.
  void show(List<SourceReading> newest, @Nullable Source current) {
    refreshing = true;
    try {
      replace(newest);
      for (int i = 0; i < newest.size(); i++) {
        if (newest.get(i).source() == current) {
          list.getSelectionModel().select(i);
        }
      }
    } finally {
      refreshing = false;
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
