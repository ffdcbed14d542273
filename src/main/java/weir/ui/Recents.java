package weir.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import weir.settings.Settings.Recent;
import weir.settings.SettingsFile;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// Files and data sets that were opened before, to be opened again: a list on the start page, and
/// items of a menu. Those that are gone say so, and can be removed.
final class Recents {
  private static final PseudoClass GONE = PseudoClass.getPseudoClass("gone");

  /// On the start page.
  private static final int MOST_LISTED = 5;

  /// One that was opened, and whether it is there no more.
  record Found(Recent recent, boolean gone) {}

  private final SettingsFile settings;
  private final FxTasks tasks;
  private final Consumer<Path> onOpen;
  private final VBox list = new VBox();

  /// @param onOpen opens one
  Recents(SettingsFile settings, FxTasks tasks, Consumer<Path> onOpen) {
    this.settings = settings;
    this.tasks = tasks;
    this.onOpen = onOpen;
    list.setId("recent");
    list.getStyleClass().add("recent-list");
  }

  /// Remembers that one was opened; may look at the disk.
  void opened(Path file) {
    Recent recent =
        new Recent(file.toAbsolutePath().normalize().toString(), Files.isDirectory(file));
    settings.change(before -> before.opened(recent));
  }

  /// What was opened, the last first, also what is gone.
  List<Path> known() {
    return all().stream().map(recent -> Path.of(recent.path())).toList();
  }

  private List<Recent> all() {
    return settings.now().recent();
  }

  /// Looks which of them are there: a disk may be slow.
  private void look(Consumer<List<Found>> found) {
    List<Recent> recent = all();
    tasks.run(
        () ->
            recent.stream().map(one -> new Found(one, !Files.exists(Path.of(one.path())))).toList(),
        found,
        _ -> found.accept(recent.stream().map(one -> new Found(one, false)).toList()));
  }

  /// The list, brought up to date now and when the disk has answered.
  VBox list() {
    showList(all().stream().map(one -> new Found(one, false)).toList());
    look(this::showList);
    return list;
  }

  private void showList(List<Found> found) {
    list.getChildren().clear();
    list.setVisible(!found.isEmpty());
    list.setManaged(!found.isEmpty());
    if (found.isEmpty()) {
      return;
    }
    Label title = new Label("Opened before");
    HBox.setHgrow(title, Priority.ALWAYS);
    title.setMaxWidth(Double.MAX_VALUE);
    Button forget = new Button("Forget recent");
    forget.setId("recent-forget");
    forget.getStyleClass().addAll("flat", "small");
    forget.setOnAction(_ -> forget());
    HBox head = new HBox(title, forget);
    head.getStyleClass().add("recent-head");
    list.getChildren().add(head);
    found.stream().limit(MOST_LISTED).map(this::row).forEach(list.getChildren()::add);
  }

  private HBox row(Found found) {
    Path path = Path.of(found.recent.path());
    Label name = new Label(String.valueOf(path.getFileName()));
    name.getStyleClass().add("recent-name");
    name.setMinWidth(Label.USE_PREF_SIZE);
    Label where = Hints.whole(new Label(found.gone ? "is gone" : String.valueOf(path.getParent())));
    where.getStyleClass().add("recent-where");
    HBox text = new HBox(icon(found.recent), name, where);
    text.getStyleClass().add("recent-text");
    Button open = new Button("", text);
    open.getStyleClass().addAll("flat", "recent-open");
    open.setMaxWidth(Double.MAX_VALUE);
    open.setAccessibleText(name.getText() + ", " + where.getText());
    open.setDisable(found.gone);
    open.setOnAction(_ -> onOpen.accept(path));
    HBox.setHgrow(open, Priority.ALWAYS);
    Button remove = new Button("", Icons.of(Feather.X));
    remove.getStyleClass().addAll("flat", "button-icon", "small", "recent-remove");
    remove.setAccessibleText("Forget " + name.getText());
    remove.setTooltip(Hints.of("Forget it; the file stays"));
    remove.setOnAction(_ -> forget(found.recent));
    HBox row = new HBox(open, remove);
    row.getStyleClass().add("recent-row");
    row.pseudoClassStateChanged(GONE, found.gone);
    return row;
  }

  private static javafx.scene.Node icon(Recent recent) {
    return Icons.of(recent.dataSet() ? Feather.DATABASE : Feather.FILE);
  }

  private void forget(Recent one) {
    settings.change(before -> before.forgotten(one));
    var _ = list();
  }

  private void forget() {
    settings.change(before -> before.forgotten());
    var _ = list();
  }

  /// Gives the items as they are known, and once more when the disk has answered; none where
  /// nothing was opened.
  void items(Consumer<List<MenuItem>> show) {
    show.accept(items(all().stream().map(one -> new Found(one, false)).toList()));
    look(found -> show.accept(items(found)));
  }

  private List<MenuItem> items(List<Found> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    List<MenuItem> items = new ArrayList<>();
    for (Found one : found) {
      Path path = Path.of(one.recent.path());
      items.add(
          one.gone
              ? Menus.item(
                  "Forget " + path.getFileName() + ", which is gone",
                  Feather.X,
                  () -> forget(one.recent))
              : Menus.item(
                  path.getFileName() + "  in  " + path.getParent(),
                  one.recent.dataSet() ? Feather.DATABASE : Feather.FILE,
                  () -> onOpen.accept(path)));
    }
    items.add(new SeparatorMenuItem());
    items.add(Menus.item("Forget recent", Feather.TRASH_2, this::forget));
    return items;
  }
}
