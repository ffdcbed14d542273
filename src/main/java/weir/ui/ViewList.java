package weir.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.View;
import weir.query.Views;
import weir.ui.chart.PlainScroll;
import weir.ui.control.Hints;
import weir.ui.control.Menus;
import weir.ui.explore.ExploreModel;

/// The views; one of them is shown.
final class ViewList extends VBox {
  private final ToggleButton exporters = new ToggleButton("Exporters", Icons.of(Feather.SERVER));
  private final ToggleButton names = new ToggleButton("Names", Icons.of(Feather.TAG));
  private final ToggleButton storage = new ToggleButton("Storage", Icons.of(Feather.HARD_DRIVE));
  private final ToggleButton sql = new ToggleButton("SQL", Icons.of(Feather.TERMINAL));

  private final ToggleGroup group = new ToggleGroup();
  private final VBox list = new VBox();
  private final PlainScroll scroll = new PlainScroll();
  private final VBox problems = new VBox();

  /// Views as they were left, where what they ask is changed piece by piece; by id.
  private final Map<String, View> asked = new HashMap<>();

  private final Views views;
  private final ExploreModel model;
  private final Shell shell;

  /// @param shell shows a view, or the exporters
  ViewList(Views views, ExploreModel model, Shell shell) {
    this.views = views;
    this.model = model;
    this.shell = shell;
    getStyleClass().add("view-list");
    Label title = new Label("VIEWS");
    title.getStyleClass().addAll("section-title", "section-header");
    list.getStyleClass().add("view-buttons");
    scroll.setContent(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false); // what is in it has the keyboard
    scroll.getStyleClass().addAll("edge-to-edge", "view-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    problems.setId("view-problems");
    Label inspect = new Label("INSPECT");
    inspect.getStyleClass().addAll("section-title", "section-header");
    exporters.setId("view-exporters");
    exporters.getStyleClass().add("view-button");
    exporters.setMaxWidth(Double.MAX_VALUE);
    exporters.setToggleGroup(group);
    exporters.setOnAction(_ -> shell.showExporters());
    names.setId("view-names");
    names.getStyleClass().add("view-button");
    names.setMaxWidth(Double.MAX_VALUE);
    names.setOnAction(_ -> shell.showNames());
    storage.setId("view-storage");
    storage.getStyleClass().add("view-button");
    storage.setMaxWidth(Double.MAX_VALUE);
    storage.setToggleGroup(group);
    storage.setOnAction(_ -> shell.showStorage());
    sql.setId("view-sql");
    sql.getStyleClass().add("view-button");
    sql.setMaxWidth(Double.MAX_VALUE);
    sql.setToggleGroup(group);
    sql.setOnAction(_ -> shell.showSql());
    for (Region fixed : List.of(title, problems, inspect, exporters, names, sql, storage)) {
      fixed.setMinHeight(USE_PREF_SIZE); // the list of views gives way
    }
    getChildren().addAll(title, scroll, problems, inspect, exporters, names);
    model
        .viewProperty()
        .addListener(
            (_, _, now) -> {
              if (now.asks()) {
                asked.put(now.id(), now);
              }
              mark(now);
            });
    show();
  }

  /// Brings the list to the views that there are.
  void show() {
    list.getChildren().setAll(views.all().stream().map(this::button).toList());
    problems.getChildren().setAll(views.problems().stream().map(ViewList::problem).toList());
    mark(model.view());
  }

  private ToggleButton button(View view) {
    boolean own = views.isOwn(view.id());
    ToggleButton button = new ToggleButton(view.title(), own ? icon(view) : Icons.of(view));
    button.setId("view-" + view.id());
    button.getStyleClass().add("view-button");
    if (own) {
      button.getStyleClass().add("own-view");
      button.setTooltip(
          Hints.of(
              views.asItCame(view.id()).isPresent() ? "Changed by you" : "A view of your own"));
    }
    button.setMaxWidth(Double.MAX_VALUE);
    button.setToggleGroup(group);
    button.setOnAction(
        _ -> {
          button.setSelected(true); // a click on the one that is shown leaves it shown
          shell.showView(asked.getOrDefault(view.id(), view));
        });
    Menus.on(button, () -> shell.views().items(view));
    return button;
  }

  /// Nobody is kept from their views by a name that is no icon's.
  private static FontIcon icon(View view) {
    try {
      return Icons.of(view);
    } catch (IllegalArgumentException e) {
      return Icons.of(Feather.LAYOUT);
    }
  }

  private static Label problem(String sentence) {
    Label label = new Label(sentence);
    label.getStyleClass().add("notice");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  /// Whether it can be told how the flows of what is shown lie on disks.
  void offerStorage(boolean offered) {
    getChildren().remove(storage);
    if (offered) {
      getChildren().add(storage);
    }
  }

  /// Whether statements can be run over what is shown.
  void offerSql(boolean offered) {
    getChildren().remove(sql);
    if (offered) {
      getChildren().add(getChildren().indexOf(exporters) + 1, sql);
    }
  }

  /// Whether the page of names lies over what is shown.
  void markNames(boolean seen) {
    names.setSelected(seen);
  }

  void markSql() {
    mark("sql");
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
    Stream.concat(list.getChildren().stream(), getChildren().stream())
        .filter(node -> ("view-" + what).equals(node.getId()))
        .forEach(
            node -> {
              ((ToggleButton) node).setSelected(true);
              reveal(node);
            });
  }

  /// Scrolls so far that it is seen.
  private void reveal(Node button) {
    double room = list.getHeight() - scroll.getViewportBounds().getHeight();
    if (room > 0 && button.getParent() == list) {
      double top = button.getBoundsInParent().getMinY();
      double bottom = button.getBoundsInParent().getMaxY();
      double shown = scroll.getVvalue() * room;
      double least = bottom - scroll.getViewportBounds().getHeight();
      scroll.setVvalue(Math.clamp(shown, Math.min(least, top), top) / room);
    }
  }
}
