package weir.ui.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.settings.Settings;

/// All that a person may choose, each with a sentence of what it does, found by a word. What is
/// chosen holds at once, or from when on its sentence says.
public final class SettingsPage extends BorderPane {
  private final CustomTextField search = new CustomTextField();
  private final Label none = new Label("No setting is about that");
  private final Map<Node, List<SettingRow>> sections = new LinkedHashMap<>();
  private final Supplier<Settings> now;

  /// @param now what is set
  /// @param change sets something else
  /// @param leave called when the page is to be left
  public SettingsPage(
      Supplier<Settings> now, Consumer<UnaryOperator<Settings>> change, Runnable leave) {
    this.now = now;
    getStyleClass().add("settings-page");
    Label title = new Label("Settings");
    title.getStyleClass().add("start-title");
    search.setId("settings-search");
    search.setPromptText("Search");
    search.setAccessibleText("Search the settings");
    search.setLeft(new FontIcon(Feather.SEARCH));
    search.textProperty().addListener((_, _, text) -> find(text));
    Button close = new Button("Close");
    close.setId("settings-close");
    close.setOnAction(_ -> leave.run());
    HBox head = new HBox(title, search, close);
    HBox.setHgrow(search, Priority.ALWAYS);
    head.getStyleClass().add("settings-head");
    none.getStyleClass().add("form-note");
    VBox all = new VBox();
    all.getStyleClass().add("settings-rows");
    for (SettingRows.Section section :
        SettingRows.all(
            which -> {
              change.accept(which);
              show();
            })) {
      Label heading = new Label(section.title());
      heading.getStyleClass().add("panel-title");
      VBox box = new VBox(heading);
      box.getChildren().addAll(section.rows());
      box.getStyleClass().add("settings-section");
      sections.put(box, section.rows());
      all.getChildren().add(box);
    }
    all.getChildren().add(none);
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().addAll("edge-to-edge", "page-scroll");
    setTop(head);
    setCenter(scroll);
    setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            leave.run();
            key.consume();
          }
        });
    find("");
    show();
  }

  /// Brings it to what is set.
  public void show() {
    Settings set = now.get();
    sections.values().forEach(rows -> rows.forEach(row -> row.show(set)));
  }

  /// Of the search.
  @Override
  public void requestFocus() {
    search.requestFocus();
  }

  private void find(String text) {
    List<String> words =
        Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .toList();
    List<Node> found = new ArrayList<>();
    sections.forEach(
        (section, rows) -> {
          rows.forEach(row -> show(row, row.matches(words)));
          boolean any = rows.stream().anyMatch(Node::isVisible);
          show(section, any);
          if (any) {
            found.add(section);
          }
        });
    show(none, found.isEmpty());
  }

  private static void show(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }
}
