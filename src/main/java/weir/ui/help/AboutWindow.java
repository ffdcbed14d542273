package weir.ui.help;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.about.About;
import weir.about.Part;
import weir.ui.control.Background;
import weir.ui.control.Menus;
import weir.ui.control.Zoom;

/// What this Weir is: versions, places, and the licences of all its parts.
public final class AboutWindow {
  private static final double WIDTH = 880;
  private static final double HEIGHT = 560;
  private static final double ICON = 56;
  private static final double PARTS = 230;

  private final BorderPane content = new BorderPane();
  private final ListView<Part> parts = new ListView<>();
  private final TextArea text = new TextArea();
  private final Background background;
  private final double zoom;

  private AboutWindow(List<String> details, List<Part> all, Background background, double zoom) {
    this.background = background;
    this.zoom = zoom;
    content.getStyleClass().add("about");
    VBox top = new VBox(head(), facts(details), heading());
    top.getStyleClass().add("about-top");
    content.setTop(top);
    parts.setId("about-parts");
    parts.getStyleClass().add("about-parts");
    parts.setCellFactory(_ -> new Cell());
    parts.getItems().setAll(all);
    parts.setPrefWidth(PARTS * zoom);
    parts.setMinWidth(0);
    parts.getSelectionModel().selectedItemProperty().subscribe(part -> read(part));
    content.setLeft(parts);
    text.setId("about-text");
    text.getStyleClass().add("about-text");
    text.setEditable(false);
    text.setWrapText(true);
    content.setCenter(text);
    parts.getSelectionModel().selectFirst();
  }

  /// Shows it beside a window, in whose look it is. What it says is read meanwhile.
  ///
  /// @param details lines of a word and what it has, as [About#details] gives them
  public static void show(
      Window owner, Background background, java.util.function.Supplier<List<String>> details) {
    record Facts(List<String> details, List<Part> parts) {}
    background.run(
        () -> new Facts(details.get(), About.parts()),
        facts -> open(owner, background, facts.details(), facts.parts()),
        failure -> {
          throw failure;
        });
  }

  private static void open(
      Window owner, Background background, List<String> details, List<Part> parts) {
    Scene from = owner.getScene();
    double zoom = Zoom.factor(from);
    BorderPane root = new AboutWindow(details, parts, background, zoom).content;
    root.getStyleClass()
        .addAll(
            from.getRoot().getStyleClass().stream()
                .filter(name -> name.startsWith("weir-"))
                .toList());
    Scene scene =
        new Scene(
            root,
            Math.min(WIDTH * zoom, Math.max(400, from.getWidth() - 40)),
            Math.min(HEIGHT * zoom, Math.max(300, from.getHeight() - 40)));
    Bindings.bindContent(scene.getStylesheets(), from.getStylesheets());
    Stage stage = new Stage();
    stage.initOwner(owner);
    stage.setTitle("About Weir");
    if (owner instanceof Stage first) {
      stage.getIcons().setAll(first.getIcons());
    }
    scene.addEventFilter( // before a list takes it
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            stage.hide();
          }
        });
    Menus.byKey(scene);
    stage.setScene(scene);
    stage.show();
    stage.setX(owner.getX() + Math.max(0, (owner.getWidth() - stage.getWidth()) / 2));
    stage.setY(owner.getY() + Math.max(0, (owner.getHeight() - stage.getHeight()) / 3));
  }

  private HBox head() {
    Image image =
        new Image(
            Objects.requireNonNull(AboutWindow.class.getResource("/weir/icon/128.png"))
                .toExternalForm());
    ImageView icon = new ImageView(image);
    icon.setFitWidth(ICON * zoom);
    icon.setFitHeight(ICON * zoom);
    icon.setSmooth(true);
    Label name = new Label("Weir");
    name.getStyleClass().add("about-name");
    Label what = new Label("A desktop workstation for network flows. Apache License 2.0.");
    what.getStyleClass().add("about-what");
    what.setWrapText(true);
    what.setMinHeight(Region.USE_PREF_SIZE);
    VBox words = new VBox(name, what);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox head = new HBox(icon, words);
    head.getStyleClass().add("about-head");
    return head;
  }

  private HBox facts(List<String> details) {
    GridPane grid = new GridPane();
    grid.setId("about-facts");
    grid.getStyleClass().add("about-facts");
    for (String line : details) {
      int space = line.indexOf(' ');
      Label name = new Label(line.substring(0, space));
      name.getStyleClass().add("about-fact");
      name.setMinWidth(Region.USE_PREF_SIZE);
      grid.addRow(grid.getRowCount(), name, new Label(line.substring(space + 1)));
    }
    HBox.setHgrow(grid, Priority.ALWAYS);
    grid.setMinWidth(0);
    Button copy = new Button("Copy details", new FontIcon(Feather.COPY));
    copy.setId("about-copy");
    copy.setMinWidth(Region.USE_PREF_SIZE);
    copy.setOnAction(_ -> Menus.copy(String.join("\n", details) + "\n"));
    HBox facts = new HBox(grid, copy);
    facts.setAlignment(Pos.TOP_LEFT);
    return facts;
  }

  private static Label heading() {
    Label heading = new Label("What it is made of, and by which licences");
    heading.getStyleClass().add("panel-title");
    return heading;
  }

  private void read(Part part) {
    if (part == null) {
      return;
    }
    background.run(
        () -> part.texts().stream().map(About::text).collect(Collectors.joining("\n\n\n")),
        read -> {
          if (part.equals(parts.getSelectionModel().getSelectedItem())) {
            text.setText(read);
            text.positionCaret(0);
            text.setScrollTop(0);
          }
        },
        failure -> {
          throw failure;
        });
  }

  private static final class Cell extends ListCell<Part> {
    private final Label name = new Label();
    private final Label licence = new Label();
    private final VBox lines = new VBox(name, licence);

    Cell() {
      licence.getStyleClass().add("about-licence");
      setPrefWidth(0); // as wide as the list
    }

    @Override
    protected void updateItem(Part part, boolean empty) {
      super.updateItem(part, empty);
      boolean shown = !empty && part != null;
      if (shown) {
        name.setText(part.name() + " " + part.version());
        licence.setText(part.licence());
      }
      setGraphic(shown ? lines : null);
    }
  }
}
