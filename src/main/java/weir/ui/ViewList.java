package weir.ui;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import weir.query.View;
import weir.ui.explore.ExploreModel;

/// The views; one of them is shown.
final class ViewList extends VBox {
  private final ToggleButton exporters = new ToggleButton("Exporters", Icons.of(Feather.SERVER));
  private final ToggleButton storage = new ToggleButton("Storage", Icons.of(Feather.HARD_DRIVE));

  /// @param shell shows a view, or the exporters
  ViewList(List<View> views, ExploreModel model, Shell shell) {
    getStyleClass().add("view-list");
    setMinHeight(USE_PREF_SIZE); // the list of sources gives way
    Label title = new Label("VIEWS");
    title.getStyleClass().addAll("section-title", "section-header");
    getChildren().add(title);
    ToggleGroup group = new ToggleGroup();
    for (View view : views) {
      ToggleButton button = new ToggleButton(view.title(), Icons.of(view));
      button.setId("view-" + view.id());
      button.getStyleClass().add("view-button");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setToggleGroup(group);
      button.setSelected(model.view().id().equals(view.id()));
      View[] newest = {view}; // as it was left: what it asks may have been changed
      button.setOnAction(
          _ -> {
            button.setSelected(true); // a click on the one that is shown leaves it shown
            shell.showView(newest[0]);
          });
      model
          .viewProperty()
          .addListener(
              (_, _, now) -> {
                boolean shown = view.id().equals(now.id());
                newest[0] = shown ? now : newest[0];
                button.setSelected(shown);
              });
      getChildren().add(button);
    }
    Label inspect = new Label("INSPECT");
    inspect.getStyleClass().addAll("section-title", "section-header");
    exporters.setId("view-exporters");
    exporters.getStyleClass().add("view-button");
    exporters.setMaxWidth(Double.MAX_VALUE);
    exporters.setToggleGroup(group);
    exporters.setOnAction(_ -> shell.showExporters());
    storage.setId("view-storage");
    storage.getStyleClass().add("view-button");
    storage.setMaxWidth(Double.MAX_VALUE);
    storage.setToggleGroup(group);
    storage.setOnAction(_ -> shell.showStorage());
    getChildren().addAll(inspect, exporters);
  }

  /// Whether what is shown keeps its flows in tables on servers.
  void offerStorage(boolean offered) {
    getChildren().remove(storage);
    if (offered) {
      getChildren().add(storage);
    }
  }

  /// Marks what is shown: a view.
  void mark(View view) {
    mark(view.id());
  }

  void markExporters() {
    mark("exporters");
  }

  void markStorage() {
    mark("storage");
  }

  private void mark(String what) {
    getChildren().stream()
        .filter(node -> ("view-" + what).equals(node.getId()))
        .forEach(node -> ((ToggleButton) node).setSelected(true));
  }
}
