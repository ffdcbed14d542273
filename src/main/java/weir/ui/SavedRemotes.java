package weir.ui;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import weir.settings.SettingsFile;
import weir.store.Remote;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// Connections that are saved, to be opened with one click: a list on the start page, and items of
/// a menu.
final class SavedRemotes {
  /// On the start page; the page of connections has all.
  private static final int MOST_LISTED = 5;

  private final SettingsFile settings;
  private final SourceActions actions;
  private final VBox list = new VBox();

  SavedRemotes(SettingsFile settings, SourceActions actions) {
    this.settings = settings;
    this.actions = actions;
    list.setId("saved");
    list.getStyleClass().add("recent-list");
  }

  private List<Remote> all() {
    return settings.now().remotes();
  }

  /// The list, brought up to date.
  VBox list() {
    list.getChildren().clear();
    list.setVisible(!all().isEmpty());
    list.setManaged(!all().isEmpty());
    Label title = new Label("Connections");
    HBox.setHgrow(title, Priority.ALWAYS);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox head = new HBox(title);
    head.getStyleClass().add("recent-head");
    list.getChildren().add(head);
    all().stream().limit(MOST_LISTED).map(this::row).forEach(list.getChildren()::add);
    return list;
  }

  private HBox row(Remote remote) {
    Label name = new Label(remote.name());
    name.getStyleClass().add("recent-name");
    name.setMinWidth(Label.USE_PREF_SIZE);
    Label where = Hints.whole(new Label(remote.address().text()));
    where.getStyleClass().add("recent-where");
    HBox text = new HBox(Icons.of(Feather.SERVER), name, where);
    text.getStyleClass().add("recent-text");
    Button open = new Button("", text);
    open.getStyleClass().addAll("flat", "recent-open");
    open.setMaxWidth(Double.MAX_VALUE);
    open.setAccessibleText("Connect to " + remote.name());
    open.setOnAction(_ -> actions.connect(remote));
    HBox.setHgrow(open, Priority.ALWAYS);
    Button change = new Button("", Icons.of(Feather.SLIDERS));
    change.getStyleClass().addAll("flat", "button-icon", "small", "recent-remove");
    change.setAccessibleText("Change " + remote.name());
    change.setTooltip(Hints.of("Change or forget it"));
    change.setOnAction(_ -> actions.change(remote));
    HBox row = new HBox(open, change);
    row.getStyleClass().add("recent-row");
    return row;
  }

  List<MenuItem> items() {
    return all().stream()
        .map(remote -> Menus.item(remote.name(), Feather.SERVER, () -> actions.connect(remote)))
        .toList();
  }
}
